"""The form that changes one piece of guidance in three languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.guidance.words import STATUSES
from fristed.knowledge.guidance.codes import WHOLE
from fristed.knowledge.guidance.facts import PieceDraft

LANGUAGE_NAMES = {"nb": _("Norwegian bokmål"), "nn": _("Norwegian nynorsk"), "en": _("English")}

HEADING_NAMES = {
    "nb": _("Heading in bokmål"),
    "nn": _("Heading in nynorsk"),
    "en": _("Heading in English"),
}


def _text(code: str) -> forms.CharField:
    return forms.CharField(
        label=LANGUAGE_NAMES[code],
        required=False,
        widget=forms.Textarea(attrs={"rows": "4", "lang": code, "autocomplete": "off"}),
    )


def _name(code: str) -> forms.CharField:
    return forms.CharField(
        label=HEADING_NAMES[code],
        required=False,
        widget=forms.TextInput(attrs={"lang": code, "autocomplete": "off"}),
    )


class PieceForm(HouseForm):
    """Proposes how a piece should read, where that was read, and from which day."""

    text_nb, text_nn, text_en = _text("nb"), _text("nn"), _text("en")
    name_nb, name_nn, name_en = _name("nb"), _name("nn"), _name("en")
    status = CodeField(_("How sure is it?"), radios=True, layout="down")
    source = CodeField(_("Where was it read?"))
    note = forms.CharField(
        label=_("More of the source"),
        required=False,
        help_text=_("Such as the section, and the day of the version that was read."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    read_on = DayField(label=_("Looked at"), help_text=_("Day.month.year."))
    review_by = DayField(
        label=_("To be looked at again by"), help_text=_("Day.month.year, within two years.")
    )
    valid_from = DayField(
        label=_("Shown from"), help_text=_("Day.month.year. Earliest today, and only once it is approved.")
    )

    def __init__(self, *args: Any, sources: Iterable[tuple[str, str]], is_duty: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("status", STATUSES.items())
        self.give("source", sources)
        if not is_duty:
            for code in WHOLE:
                del self.fields[f"name_{code}"]

    def texts(self) -> list[Any]:
        """Give the fields of the text."""
        return [self[f"text_{code}"] for code in WHOLE]

    def names(self) -> list[Any]:
        """Give the fields of the heading, where there is one."""
        return [self[name] for name in self.fields if name.startswith("name_")]

    def rest(self) -> list[Any]:
        """Give all other fields."""
        return [self[name] for name in ("status", "source", "note", "read_on", "review_by", "valid_from")]

    def draft(self, piece: str) -> PieceDraft:
        """Give what was filled in, before any rule is applied."""
        names = {code: self.chosen(f"name_{code}") for code in WHOLE if f"name_{code}" in self.fields}
        return PieceDraft(
            piece=piece,
            texts={code: self.chosen(f"text_{code}") for code in WHOLE},
            names=names,
            status=self.chosen("status"),
            source=self.chosen("source"),
            note=self.chosen("note"),
            read_on=self.cleaned_data.get("read_on"),
            review_by=self.cleaned_data.get("review_by"),
        )


def initial_piece(draft: PieceDraft) -> dict[str, Any]:
    """Give a piece as the form shows it."""
    return {
        **{f"text_{code}": text for code, text in draft.texts.items()},
        **{f"name_{code}": name for code, name in draft.names.items()},
        **{name: getattr(draft, name) for name in ("status", "source", "note", "read_on", "review_by")},
    }
