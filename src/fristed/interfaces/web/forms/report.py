"""The forms of the editor's desk: a text in one language, a search, a remark, and who is asked by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.foundation.identity.rules import DIRECTORATES, SERVICES
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm


class SectionForm(HouseForm):
    """A section in one language; ``base`` is the version that was opened."""

    title = forms.CharField(label=_("Title"), required=False, max_length=200)
    text = forms.CharField(
        label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": "16", "spellcheck": "true"})
    )
    source = forms.CharField(
        label=_("Whose statistics the words rest on"),
        required=False,
        max_length=200,
        help_text=_(
            "Write {source} in the sentence that names it. A number of theirs is recorded under “Cited "
            "figures”."
        ),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean_text(self) -> str:
        """Write line ends as the rest of the house does."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not any(self.chosen(name).strip() for name in ("title", "text"))


class FindForm(HouseForm):
    """A search among the numbers of the report."""

    find = forms.CharField(
        label=_("Search the numbers"),
        required=False,
        max_length=100,
        help_text=_("For example: school, girl, #2.4"),
    )


class CommentForm(HouseForm):
    """A remark on a section."""

    text = forms.CharField(
        label=_("Remark"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=_("About the text, never about a case."),
    )


class AskForm(HouseForm):
    """Which service or directorate is asked, and by when."""

    party = CodeField(_("Service or directorate"))
    due_date = DayField(label=_("Answer by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = (*sorted(SERVICES), *sorted(DIRECTORATES))
        self.give("party", [("", _("Choose")), *((code, labels.party(code)) for code in codes)])

    def clean(self) -> dict[str, Any]:
        """Insist on both."""
        for name in self.fields:
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, _("Fill this in"))
        return dict(self.cleaned_data)


class FigureForm(HouseForm):
    """A figure to put into a section: which, behind which paragraph, and what it shows in each language."""

    figure = CodeField(_("Figure"))
    after = CodeField(_("Place"))

    def __init__(
        self,
        *args: Any,
        figures: Sequence[tuple[str, str]],
        paragraphs: Sequence[str],
        languages: Mapping[str, tuple[str, int]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.give("figure", [("", _("Choose")), *figures])
        places = [
            (str(n), _("After “%(words)s”") % {"words": words}) for n, words in enumerate(paragraphs, 1)
        ]
        self.give("after", [("0", _("First in the section")), *places])
        for code, (name, base) in languages.items():
            self.fields[f"alt_{code}"] = self._alt(code, name)
            self.fields[f"base_{code}"] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=0, required=False, initial=base
            )

    @staticmethod
    def _alt(code: str, name: str) -> forms.CharField:
        """Give the field for one language; it must be filled in before the bokmål is approved."""
        attributes = {"rows": "3", "class": "ds-input", "lang": code}
        help_text = _(
            "What the figure shows, for those who do not see it. Type no number: the table has them."
        )
        field = forms.CharField(
            label=_("Alt text, %(language)s") % {"language": name},
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs=attributes),
            help_text=help_text if code == "nb" else "",
        )
        field.is_optional = code != "nb"  # type: ignore[attr-defined]
        return field

    def clean(self) -> dict[str, Any]:
        """Insist on a figure and on its words in bokmål."""
        for name in ("figure", "alt_nb"):
            if name in self.fields and name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, _("Fill this in"))
        return dict(self.cleaned_data)


class AddForm(HouseForm):
    """A section to add: its title in each language, and where it stands."""

    title_nb = forms.CharField(label=_("Title in bokmål"), required=False, max_length=200)
    title_nn = forms.CharField(label=_("Title in nynorsk"), required=False, max_length=200)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=200)
    beside = CodeField(_("Which section it belongs to"))
    where = CodeField(_("Place"), radios=True)

    def __init__(self, *args: Any, sections: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title_nn", "title_en"):
            self.fields[name].is_optional = True  # type: ignore[attr-defined]
        self.give("beside", [("", _("Choose")), *sections])
        self.give(
            "where", [("after", _("After it, on the same level")), ("under", _("Under it, as the last one"))]
        )
        self.fields["where"].initial = "after"

    def clean(self) -> dict[str, Any]:
        """Insist on a title in bokmål and a place."""
        for name in ("title_nb", "beside", "where"):
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, _("Fill this in"))
        return dict(self.cleaned_data)


class TakeAwayForm(HouseForm):
    """Why a section is taken away, and that one knows which figures leave the report with it."""

    figures = forms.CharField(widget=forms.HiddenInput, required=False)
    is_known = forms.BooleanField(
        label=_("These figures and their tables shall leave the report"), required=False
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        widget=forms.Textarea(attrs={"rows": "2"}),
        help_text=_("It is kept with the section."),
    )

    def __init__(self, *args: Any, figures: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figures"].initial = " ".join(figures)
        if not figures:
            del self.fields["is_known"]

    def known(self) -> tuple[str, ...]:
        """Give the figures that one has been told of and lets go."""
        return tuple(self.chosen("figures").split()) if self.cleaned_data.get("is_known") else ()
