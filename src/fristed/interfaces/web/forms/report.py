"""The forms of the editor's desk: a text in one language, a search, a remark, and who is asked by when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.methods.classifications import code_list


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
    """Which service is asked, and by when."""

    service = CodeField(_("Service"))
    due_date = DayField(label=_("Answer by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = code_list("services").codes()
        self.give("service", [("", _("Choose")), *((code, labels.service(code)) for code in sorted(codes))])

    def clean(self) -> dict[str, Any]:
        """Insist on both."""
        for name in self.fields:
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, _("Fill this in"))
        return dict(self.cleaned_data)
