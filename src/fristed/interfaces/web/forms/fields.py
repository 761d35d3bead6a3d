"""Fields of our own: a day as Norwegians write it, and codes of the code lists.

No field insists on an answer: what must be given, and when, is the verb's to say, so that the web, the API
and the command line refuse the same things. ``is_optional`` only tells what the label says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
SELECTED = mark_safe(" selected")
NOT_IN_LIST = {"invalid_choice": _("Choose one of the values in the list.")}


class CodeSelect(forms.Select):
    """A drop-down list written in one go: with 250 countries, a template for each option takes too long."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Write the list; the chosen code is marked."""
        chosen = set(self.format_value(value))
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((code, SELECTED if str(code) in chosen else "", words) for code, words in self.choices),
        )
        attributes = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, attributes, options)


class DayField(forms.DateField):
    """A day, written ``24.12.2026``; other common ways of writing it are understood. No date picker."""

    is_optional = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            input_formats=["%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"],
            widget=forms.DateInput(
                format="%d.%m.%Y", attrs={"inputmode": "numeric", "size": "12", "autocomplete": "off"}
            ),
            error_messages={"invalid": _("Write the date as day.month.year, for example 24.12.2026")},
            **kwargs,
        )


class CodeField(forms.ChoiceField):
    """One code of a list, as a drop-down list or, with ``radios=True``, as buttons."""

    def __init__(
        self,
        label: Words,
        *,
        radios: bool = False,
        layout: str = "",
        is_optional: bool = False,
        help_text: Words = "",
    ) -> None:
        widget = forms.RadioSelect() if radios else CodeSelect()
        super().__init__(
            label=label, help_text=help_text, required=False, widget=widget, error_messages=NOT_IN_LIST
        )
        self.layout = layout
        self.is_optional = is_optional


class CodesField(forms.MultipleChoiceField):
    """Several codes of a list, as check boxes."""

    def __init__(
        self,
        label: Words,
        *,
        layout: str = "columns",
        is_optional: bool = True,
        help_text: Words = "",
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            widget=forms.CheckboxSelectMultiple(),
            error_messages=NOT_IN_LIST,
        )
        self.layout = layout
        self.is_optional = is_optional
