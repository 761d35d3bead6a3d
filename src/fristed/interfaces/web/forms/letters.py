"""The forms of the preparedness letter: text, sending, confirming, recipients, questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.coded import CHOOSE
from fristed.interfaces.web.forms.fields import CodeField, CodesField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.letters.words import KIND_OF_ONE, KINDS
from fristed.knowledge.letters.facts import Version
from fristed.knowledge.letters.rules import LANGUAGES

DAY = _("Day.month.year.")
IN = {"nb": _("bokmål"), "nn": _("nynorsk"), "en": _("English")}
NO_CASES = _("Write about the letter. Write nothing about a person or a case.")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": str(rows)})


class LetterForm(HouseForm):
    """The letter in three languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in LANGUAGES:
            title = forms.CharField(label=f"{_('Title')} ({IN[code]})", required=False)
            help_text = _("An empty line begins a new paragraph.")
            text = forms.CharField(
                label=f"{_('Text')} ({IN[code]})", required=False, widget=_area(12), help_text=help_text
            )
            self.fields[f"title_{code}"], self.fields[f"text_{code}"] = title, text
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "ds-input")

    @staticmethod
    def initial_of(version: Version) -> dict[str, str]:
        """Give what the form begins with."""
        return {
            f"{part}_{code}": getattr(version, part)[code] for code in LANGUAGES for part in ("title", "text")
        }

    def texts(self) -> dict[str, str]:
        """Give what is written."""
        return {name: self.chosen(name) for name in self.fields if name != "year"}


class NewLetterForm(LetterForm):
    """The same, with the year it is of."""

    year = forms.CharField(label=_("Year"), required=False, widget=forms.TextInput(attrs={"size": "6"}))
    field_order = ("year",)

    def number(self) -> int:
        """Give the year, or 0 where none was understood."""
        typed = self.chosen("year").strip()
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else 0


class _OnDay(HouseForm):
    def day(self, name: str) -> date | None:
        """Give a day, or nothing."""
        value = self.cleaned_data.get(name)
        return value if isinstance(value, date) else None


class SendForm(_OnDay):
    """To whom it was sent, and when."""

    kinds = CodesField(_("To whom was it sent?"), is_optional=False)
    sent_date = DayField(label=_("When was it sent?"), help_text=DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("kinds", KINDS.items())


class ReceivedForm(_OnDay):
    """When those who are marked confirmed that they had received it."""

    received_date = DayField(label=_("When did they confirm it?"), help_text=DAY)


class RecipientForm(HouseForm):
    """Somebody beyond the code lists."""

    name = forms.CharField(
        label=_("Name of the office"), required=False, help_text=_("Never the name of a person.")
    )
    kind = CodeField(_("Kind"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("kind", [*CHOOSE, *KIND_OF_ONE.items()])


class QuestionForm(_OnDay):
    """What a recipient asks."""

    recipient = CodeField(_("Who asks?"))
    asked_date = DayField(label=_("Day"), help_text=DAY)
    text = forms.CharField(label=_("Question"), required=False, widget=_area(4), help_text=NO_CASES)

    def __init__(self, *args: Any, choose: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("recipient", [*CHOOSE, *choose])


class AnswerForm(HouseForm):
    """The answer."""

    answer = forms.CharField(label=_("Answer"), required=False, widget=_area(4), help_text=NO_CASES)
