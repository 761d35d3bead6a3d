"""The form that asks for another number to be hidden than the one the search chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fristed.interfaces.web import formats
from fristed.interfaces.web.forms.fields import CodeField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.statistics.protection.record import HiddenNumber, Instead
from fristed.interfaces.web.statistics.protection.words import element_id, places_of, words_of

MOST_AT_ONCE = 6
"""So many numbers that would change are shown at once; more are folded."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice of the form, and in words every number that it would hide or print."""

    choice: Any
    hides: tuple[str, ...]
    prints: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many numbers would change."""
        return len(self.hides) + len(self.prints)

    @property
    def is_long(self) -> bool:
        """Whether the numbers are folded."""
        return self.number > MOST_AT_ONCE


class PreferForm(HouseForm):
    """For one hidden number the others that could be hidden instead, each with what that costs and changes.

    ``also`` names other tables and figures in which a number stands.
    """

    cell = forms.CharField(widget=forms.HiddenInput)
    instead = CodeField(gettext_lazy("Hide instead"), radios=True, layout="down")

    def __init__(
        self, *args: Any, number: HiddenNumber, also: Mapping[str, Sequence[str]], **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"cell": number.key})
        super().__init__(*args, auto_id=f"{element_id(number.key)}-%s", **kwargs)
        self.others, self.also = number.instead or (), also
        offered = ((other.key, f"{words_of(other.key)}: {cost_of(other)}") for other in self.others)
        self.give("instead", offered)

    @property
    def offers(self) -> list[Offer]:
        """The choices with what each would change."""
        choices = zip(self["instead"].subwidgets, self.others, strict=True)
        return [
            Offer(choice, self._words(other.hides), self._words(other.prints)) for choice, other in choices
        ]

    def _words(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(places_of(key, self.also.get(key, ())) for key in keys)

    def clean_instead(self) -> str:
        """Insist on a choice."""
        key = str(self.cleaned_data["instead"])
        if not key:
            raise forms.ValidationError(_("Choose the number to hide instead"))
        return key


def cost_of(other: Instead) -> str:
    """Say what a choice costs beside the one the search made, in the figures of the page's summary."""
    in_tables = f"{_numbers(other.cells)}, {_cases(other.cases)}"
    if not (other.sentences or other.cases_in_sentences):
        return in_tables
    if other.cases_in_sentences is None:
        return f"{in_tables}; {_said(other.sentences)}"
    return f"{in_tables}; {_said(other.sentences)}, {_cases(other.cases_in_sentences)}"


def _numbers(more: int) -> str:
    if not more:
        return _("as many hidden numbers in the tables")
    if more > 0:
        sentence = ngettext(
            "%(count)s hidden number more in the tables", "%(count)s hidden numbers more in the tables", more
        )
        return sentence % _of(more)
    sentence = ngettext(
        "%(count)s hidden number fewer in the tables", "%(count)s hidden numbers fewer in the tables", -more
    )
    return sentence % _of(more)


def _cases(more: int) -> str:
    if not more:
        return _("as many cases in them")
    if more > 0:
        return ngettext("%(count)s case more in them", "%(count)s cases more in them", more) % _of(more)
    return ngettext("%(count)s case fewer in them", "%(count)s cases fewer in them", -more) % _of(more)


def _said(more: int) -> str:
    if not more:
        return _("as many numbers in sentences")
    if more > 0:
        sentence = ngettext("%(count)s number more in sentences", "%(count)s numbers more in sentences", more)
        return sentence % _of(more)
    sentence = ngettext("%(count)s number fewer in sentences", "%(count)s numbers fewer in sentences", -more)
    return sentence % _of(more)


def _of(more: int) -> dict[str, str]:
    return {"count": formats.number(abs(more))}
