"""The forms of import and export: a file to check, and what rows shall be taken out for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.rules import GUIDELINE_SINCE
from fristed.casework.exchange.exporting import LONGEST_PURPOSE
from fristed.casework.exchange.faults import Fault, FileRefused
from fristed.casework.exchange.files import CaseFile, require_taken
from fristed.casework.exchange.messages import FAULTS, words_for_fault
from fristed.interfaces.web.forms.fields import CodeField, CodesField
from fristed.interfaces.web.forms.renderer import HouseForm


class CaseFileForm(HouseForm):
    """One file of cases."""

    file = forms.FileField(
        label=_("File with cases"),
        help_text=_("The template, filled in, as XLSX or CSV: at most 4 MB and 20,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def clean(self) -> dict[str, Any]:
        """Check kind and size; nothing is read of the file here."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if isinstance(file, UploadedFile):
            self.taken = CaseFile(str(file.name), file.read())
            try:
                require_taken(self.taken)
            except FileRefused as refusal:
                self.add_error("file", words_for_fault(refusal.fault, refusal.about))
        return cleaned

    def refuse_as_cut_off(self) -> None:
        """Say that an upload which was cut off while it came is too large."""
        self.errors.pop("file", None)
        self.add_error("file", str(FAULTS[Fault.TOO_LARGE]))


class ExportForm(HouseForm):
    """Which years, in what form, and what for."""

    years = CodesField(_("Years"), is_optional=False)
    purpose = forms.CharField(
        label=_("What shall the rows be used for?"),
        help_text=_("At least three words. It stands in the file, and the leader of the service sees it."),
        required=False,
        max_length=LONGEST_PURPOSE * 2,
    )
    form = CodeField(_("File"), radios=True)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(today.year, GUIDELINE_SINCE.year - 1, -1)
        self.give("years", ((str(year), str(year)) for year in years))
        self.give("form", (("xlsx", _("XLSX, for spreadsheets")), ("csv", _("CSV, for other programs"))))

    def asked(self) -> Mapping[str, Any]:
        """Give what was asked for, before any rule is applied."""
        self.is_valid()
        return {
            "years": tuple(int(year) for year in self.all_chosen("years")),
            "purpose": self.chosen("purpose"),
            "form": self.chosen("form"),
        }
