"""The forms that take tables to be attacked: one plain table, or a spec with its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.fields import CodeField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.leaks.words import fault_in_language
from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.sheets import Sheet, sheet_of
from fristed.statistics.leak_finding.simple_spec import SPEC_FILE, PlainTable, spec_of
from fristed.statistics.leak_finding.uploads import Fault, TableFile, UploadRefused, checked, spec_name

FAULTS: Mapping[Fault, Promise] = {
    Fault.NO_FILES: _("Choose a file."),
    Fault.TOO_MANY: _("There are more than 30 files."),
    Fault.TOO_LARGE: _("The files are too large: at most 2 MB each and 5 MB together."),
    Fault.WRONG_KIND: _("Only CSV and XLSX files, one TOML file and zip files are taken."),
    Fault.NO_SPEC: _("The TOML file that says what stands in the tables is missing."),
    Fault.TWO_SPECS: _("There are several TOML files. Send one."),
    Fault.SAME_NAME: _("Two files have the same name."),
    Fault.BROKEN_ZIP: _("The zip file cannot be opened."),
    Fault.FOLDERS: _("The files must lie side by side, without folders."),
}


def words_for(refusal: UploadRefused) -> str:
    """Say why an upload is refused, and which file it is about."""
    sentence = str(FAULTS[refusal.fault])
    return f"{refusal.name}: {sentence}" if refusal.name else sentence


class OneTableForm(HouseForm):
    """One file with a column of names and a column of counts, and what a reader must know of it."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_("A CSV or XLSX file with a heading row. Deleted as soon as the answer is ready."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    names = forms.CharField(
        label=_("Column with the names of the rows"),
        help_text=_("The heading as it stands in the file. Left empty: the first column."),
        required=False,
        max_length=100,
    )
    counts = forms.CharField(
        label=_("Column with the counts"),
        help_text=_("Left empty: the second column."),
        required=False,
        max_length=100,
    )
    percents = forms.CharField(
        label=_("Column with percents"),
        help_text=_(
            "Percents of the total. Rounded percents give hidden counts away more often than one thinks."
        ),
        required=False,
        max_length=100,
    )
    total = forms.CharField(
        label=_("Name of the total row"),
        max_length=100,
        error_messages={"required": _("Write the name of the total row")},
    )
    sign = forms.CharField(
        label=_("Sign for a hidden count"),
        max_length=10,
        widget=forms.TextInput(attrs={"size": "6"}),
        error_messages={"required": _("Write the sign that stands for a hidden count")},
    )
    threshold = forms.IntegerField(
        label=_("Smallest count that may be shown"),
        min_value=2,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "6"}),
        error_messages={
            "required": _("Write a whole number from 2 to 1000"),
            "invalid": _("Write a whole number from 2 to 1000"),
            "min_value": _("Write a whole number from 2 to 1000"),
            "max_value": _("Write a whole number from 2 to 1000"),
        },
    )
    meaning = CodeField(_("What does the sign tell?"), radios=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("names", "counts", "percents"):
            self.fields[name].is_optional = True  # type: ignore[attr-defined]
        self.give(
            "meaning",
            [
                ("small", _("That the count is small: only counts below the limit are hidden")),
                (
                    "any",
                    _("Only that the count is not zero: larger counts are hidden too, to protect the small"),
                ),
            ],
        )

    def clean(self) -> dict[str, Any]:
        """Read the file, and find the columns and the total row in it."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if isinstance(file, UploadedFile):
            self._read(cleaned, file)
        return cleaned

    def _read(self, cleaned: dict[str, Any], file: UploadedFile[bytes]) -> None:
        content = file.read()
        self.table = TableFile(str(file.name), content)
        try:
            checked([self.table, TableFile(SPEC_FILE, b"")])
            sheet = sheet_of(str(file.name), content)
        except UploadRefused as refusal:
            self.add_error("file", words_for(refusal))
        except BadInput as error:
            self.add_error(
                "file", _("The file could not be read: %(why)s") % {"why": fault_in_language(str(error))}
            )
        else:
            self._find(cleaned, sheet)

    def _find(self, cleaned: dict[str, Any], sheet: Sheet) -> None:
        """Fill in the columns that were left open, and refuse what the file does not have."""
        first_and_second = dict(zip(("names", "counts"), sheet.headings, strict=False))
        if len(sheet.headings) < 2:
            self.add_error("file", _("The table has one column only."))
            return
        for name in ("names", "counts", "percents"):
            cleaned[name] = cleaned.get(name) or first_and_second.get(name, "")
            if cleaned[name] and cleaned[name] not in sheet.headings:
                found = ", ".join(sheet.headings)
                self.add_error(name, _("The file has no such column. It has: %(found)s") % {"found": found})
                return
        names = [row.values[cleaned["names"]] for row in sheet.rows]
        if cleaned.get("total") and cleaned["total"] not in names:
            self.add_error("total", _("The file has no row with this name."))

    def to_attack(self) -> list[TableFile]:
        """Give the file with the spec that the answers make."""
        cleaned = self.cleaned_data
        plain = PlainTable(
            file=self.table.name,
            title=self.title(),
            names=cleaned["names"],
            counts=cleaned["counts"],
            percents=cleaned["percents"],
            total=cleaned["total"],
            sign=cleaned["sign"],
            threshold=cleaned["threshold"],
            sign_is_small=self.chosen("meaning") != "any",
        )
        return [TableFile(SPEC_FILE, spec_of(plain)), self.table]

    def title(self) -> str:
        """Call the upload by its file's name."""
        return self.table.name.rsplit(".", 1)[0]


class SeveralFilesInput(forms.FileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Several files at once."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Clean each file; none at all is said once."""
        one_by_one = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(one, initial) for one in one_by_one or [None]]


class SeveralFilesForm(HouseForm):
    """A spec with its tables."""

    tables = SeveralFilesField(
        label=_("Files"),
        help_text=_(
            "One TOML file that says what stands in the tables, and the tables as CSV or XLSX; or all of it "
            "in a zip file. Deleted as soon as the answer is ready."
        ),
        widget=SeveralFilesInput(attrs={"accept": ".toml,.csv,.txt,.xlsx,.zip"}),
        error_messages={"required": _("Choose a file."), "empty": _("A file is empty.")},
    )

    def clean(self) -> dict[str, Any]:
        """Check kinds and sizes."""
        cleaned = super().clean() or {}
        self.taken = [TableFile(str(file.name), file.read()) for file in cleaned.get("tables") or []]
        self.first_name = self.taken[0].name if self.taken else ""
        if self.taken:
            try:
                self.taken = list(checked(self.taken))
            except UploadRefused as refusal:
                self.add_error("tables", words_for(refusal))
        return cleaned

    def title(self) -> str:
        """Call the upload by the zip's name, or by the spec's."""
        called = self.first_name if self.first_name.lower().endswith(".zip") else ""
        return (called or spec_name(file.name for file in self.taken)).rsplit(".", 1)[0]
