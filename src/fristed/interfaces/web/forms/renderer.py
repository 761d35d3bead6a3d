"""Forms in the markup of the design system: ``<ds-field>`` ties label, help and error together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates


class HouseRenderer(DjangoTemplates):
    """Finds our templates for fields and whole forms; widgets keep Django's own."""

    form_template_name = "fristed/forms/form.html"
    field_template_name = "fristed/forms/field.html"


class HouseForm(forms.Form):
    """A form in the house's markup. ``ALIASES`` names our field where the verb's field has another name."""

    # One for all forms: each new one would read its templates and look for tags again.
    default_renderer = HouseRenderer()
    use_required_attribute = False
    ALIASES: Mapping[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["label_suffix"] = ""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "ds-input")

    def give(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """Fill a field of codes with its choices."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  a slip of ours, not of the reader
        field.choices = list(choices)

    def chosen(self, name: str) -> str:
        """Give the code of a field, empty when there is none or it was not understood."""
        return str(self.cleaned_data.get(name) or "")

    def all_chosen(self, name: str) -> tuple[str, ...]:
        """Give the codes of a field with several."""
        return tuple(self.cleaned_data.get(name) or ())

    def show_refusal(self, errors: Mapping[str, Iterable[str]]) -> None:
        """Put a refusal beside the fields it is about; a field that was not understood keeps its own."""
        for verb_field, sentences in errors.items():
            name = self.ALIASES.get(verb_field, verb_field)
            known = name if name in self.fields else None
            if known is None or known not in self.errors:
                for sentence in sentences:
                    self.add_error(known, sentence)
