"""Choosing by typing: a number, a code or the first letters, with or without script."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.fields import NOT_IN_LIST, CodeField

if TYPE_CHECKING:
    from fristed.interfaces.web.forms.fields import Words

Choices = Iterable[tuple[Any, Any]]
NOT_UNDERSTOOD = NOT_IN_LIST["invalid_choice"]
MOST_NAMED = 4


def fitting(typed: str, choices: Choices, *, numbered: bool = False) -> list[str]:
    """Give the codes that a typed text may mean: one where it is plain, several where it is not.

    A code in its own letters, a whole name and, where the choices are numbered, a number mean one. Else the
    first letters of names count, and then the first letters of any word in them.

    Examples
    --------
    >>> countries = [("IR", "Iran"), ("IQ", "Irak"), ("GB", "Det forente kongerike")]
    >>> fitting("IR", countries), fitting("ira", countries), fitting("kong", countries)
    (['IR'], ['IR', 'IQ'], ['GB'])
    >>> fitting("2", countries, numbered=True)
    ['IQ']
    """
    named = [(str(code), str(words)) for code, words in choices if code != ""]
    text = " ".join(typed.split())
    if numbered and text.isascii() and text.isdigit():
        place = int(text)
        return [named[place - 1][0]] if 1 <= place <= len(named) else []
    low = text.casefold()
    for found in (
        [code for code, _words in named if code == text],
        [code for code, words in named if words.casefold() == low],
        [code for code, words in named if words.casefold().startswith(low)],
        [code for code, words in named if any(part.startswith(low) for part in words.casefold().split())],
    ):
        if found:
            return found
    return []


def one_of(typed: str, choices: Choices, *, numbered: bool = False) -> str:
    """Give the one code that a typed text means.

    Raises
    ------
    ValidationError
        If it means none, or several: those are named.
    """
    known = [(str(code), str(words)) for code, words in choices]
    found = fitting(typed, known, numbered=numbered)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(NOT_UNDERSTOOD)
    words = dict(known)
    named = ", ".join(words[code] for code in found[:MOST_NAMED])
    more = " …" if len(found) > MOST_NAMED else ""
    raise ValidationError(
        gettext("More than one fits: %(named)s. Type more letters.") % {"named": named + more}
    )


class TypedCodeField(CodeField):
    """One code of a long list, typed: its name, the first letters of it, or the code."""

    def __init__(self, label: Words, *, listed_in: str, **more: Any) -> None:
        super().__init__(label, **more)
        self.widget = forms.TextInput(attrs={"list": listed_in, "autocomplete": "off", "size": "24"})

    def to_python(self, value: Any) -> str:
        """Give the code that was meant."""
        typed = str(value or "").strip()
        return one_of(typed, self._pairs()) if typed else ""

    def prepare_value(self, value: Any) -> Any:
        """Show the whole name where the text is understood, so that one sees what was chosen."""
        typed = str(value or "").strip()
        found = fitting(typed, self._pairs()) if typed else []
        return dict(self._pairs())[found[0]] if len(found) == 1 else value

    def _pairs(self) -> list[tuple[str, str]]:
        """Give the choices as they were filled in: pairs without groups."""
        return cast("list[tuple[str, str]]", list(cast("Choices", self.choices)))


class QuickField(forms.CharField):
    """A box beside a list of choices: a number or some letters, or several with commas between."""

    is_optional = False
    layout = ""

    def __init__(
        self, label: Words, *, several: bool = False, comes_first: bool = False, help_text: Words = ""
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            max_length=400,
            widget=forms.TextInput(
                attrs={"autocomplete": "off", "size": "24"} | ({"autofocus": True} if comes_first else {})
            ),
            error_messages={"max_length": _("Write at most 400 characters.")},
        )
        self.several = several
