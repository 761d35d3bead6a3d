"""The forms that take tables to be attacked: one plain table, or a spec with its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.fields import CodeField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.leaks.words import fault_in_language
from fristed.statistics.leak_finding.checking import faults_of
from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.nearest import nearest
from fristed.statistics.leak_finding.percent_columns import (
    WhosePercents,
    counts_of,
    fitting_percents,
    looks_like_percents,
)
from fristed.statistics.leak_finding.row_totals import labels_of, row_total
from fristed.statistics.leak_finding.sheets import sheet_of
from fristed.statistics.leak_finding.simple_spec import SPEC_FILE, PlainTable, count_columns, spec_of
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
    Fault.FOLDERS: _("The files must lie side by side; in a zip file, at most in one folder."),
}


MARKS = " *¹²³⁰⁴⁵⁶⁷⁸⁹⁾"
"""Marks of footnotes behind a name."""


NONE = "-"
"""What is written where there is no such column."""


def words_for(refusal: UploadRefused) -> str:
    """Say why an upload is refused, and which file it is about."""
    sentence = str(FAULTS[refusal.fault])
    return f"{refusal.name}: {sentence}" if refusal.name else sentence


def _not_read(fault: str) -> str:
    return _("The file could not be read: %(why)s") % {"why": fault_in_language(fault)}


def _no_such_row(name: str, rows: Sequence[str]) -> str:
    words = str(_("The file has no row “%(name)s”.") % {"name": name})
    if meant := nearest(name, rows):
        words += " " + str(_("Did you mean “%(name)s”?") % {"name": meant})
    return words


class OneTableForm(HouseForm):
    """One file with a column of names and a column of counts, and what a reader must know of it."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_("A CSV or XLSX file with a heading row. Deleted as soon as the answer is ready."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    sheet = forms.CharField(
        label=_("Sheet of the workbook"),
        help_text=_("Left empty: the first sheet with a table."),
        required=False,
        max_length=100,
    )
    heading_row = forms.IntegerField(
        label=_("Row with the headings"),
        help_text=_("Left empty: the first row with more than one heading."),
        required=False,
        min_value=1,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "6"}),
        error_messages={
            "invalid": _("Write the number of the row"),
            "min_value": _("Write the number of the row"),
            "max_value": _("Write the number of the row"),
        },
    )
    names = forms.CharField(
        label=_("Column with the names of the rows"),
        help_text=_("The heading as it stands in the file. Left empty: the first column."),
        required=False,
        max_length=100,
    )
    counts = forms.CharField(
        label=_("Columns with the counts"),
        help_text=_("Left empty: every column with counts. Write a semicolon between several."),
        required=False,
        max_length=500,
    )
    total_column = forms.CharField(
        label=_("Column that is the total of the others"),
        help_text=_("Left empty: the one that looks like it. Write - if there is none."),
        required=False,
        max_length=100,
    )
    percents = forms.CharField(
        label=_("Columns with percents"),
        help_text=_(
            "Percents of the total. Rounded percents give hidden counts away more often than one thinks. "
            "Left empty: those that fit. Write a semicolon between several, and - for none."
        ),
        required=False,
        max_length=500,
    )
    total = forms.CharField(
        label=_("Name of the total row"),
        max_length=100,
        error_messages={"required": _("Write the name of the total row")},
    )
    sign = forms.CharField(
        label=_("Sign for a hidden count"),
        help_text=_("Write a space between several."),
        max_length=40,
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
        for name in ("sheet", "heading_row", "names", "counts", "total_column", "percents"):
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
            self.found = sheet_of(
                self.table.name,
                content,
                sheet=cleaned.get("sheet") or "",
                headings_in_row=cleaned.get("heading_row") or 0,
            )
        except UploadRefused as refusal:
            self.add_error("file", words_for(refusal))
        except BadInput as error:
            self.add_error("file", _not_read(str(error)))
        else:
            self._find(cleaned)
        if not self.errors:
            for fault in faults_of(self.to_attack()):
                self.add_error("file", _not_read(fault))

    def _find(self, cleaned: dict[str, Any]) -> None:
        """Fill in the columns that were left open, and refuse what the file does not have."""
        headings = self.found.headings
        if len(headings) < 2:
            self.add_error("file", self._one_column())
            return
        cleaned["names"] = cleaned.get("names") or headings[0]
        self.hidden_signs = tuple(dict.fromkeys((cleaned.get("sign") or "").split()))
        with_counts = count_columns(self.found, cleaned["names"], self.hidden_signs)
        self.count_columns = self._asked("counts", cleaned) or with_counts
        self.row_total = ""
        self.percents_of: Mapping[str, str] = {}
        for field, asked in (("names", [cleaned["names"]]), ("counts", self.count_columns)):
            for name in asked:
                self._require(field, name)
        if not self.count_columns:
            self.add_error("counts", _("The file has no column with counts."))
        if cleaned["names"] in headings and cleaned.get("total"):
            self._find_total(cleaned)
        if not self.errors:
            self._find_total_column(cleaned, with_counts)
        if not self.errors:
            self._find_percents(cleaned)

    def _asked(self, field: str, cleaned: dict[str, Any]) -> tuple[str, ...]:
        """Give the columns that a field names; a heading may have semicolons itself."""
        typed = cleaned.get(field) or ""
        several = [typed] if typed in self.found.headings else [name.strip() for name in typed.split(";")]
        return tuple(dict.fromkeys(filter(None, several)))

    def _one_column(self) -> str:
        if not self.found.other_sheets:
            return str(_("The table has one column only."))
        values = {"sheet": self.found.sheet, "others": ", ".join(self.found.other_sheets)}
        words = _("The sheet “%(sheet)s” has one column only. The other sheets are: %(others)s")
        return str(words % values)

    def _find_total_column(self, cleaned: dict[str, Any], with_counts: Sequence[str]) -> None:
        """Take the column that is said to be the total of the others, or that looks like it."""
        typed = cleaned.get("total_column") or ""
        if typed == NONE and NONE not in self.found.headings:
            return
        if typed:
            self._require("total_column", typed)
            if not self.errors:
                self._take_total_columns([typed])
                self.row_total = labels_of(self.count_columns)[typed][0]
            return
        beside = [name for name in with_counts if name not in self.count_columns]
        looks = row_total(self.found, [*self.count_columns, *beside])
        if looks and looks.fits and not set(beside) - set(looks.columns):
            self._take_total_columns(looks.columns)
            self.row_total = looks.label

    def _take_total_columns(self, columns: Sequence[str]) -> None:
        self.count_columns = tuple(dict.fromkeys((*self.count_columns, *columns)))

    def _find_percents(self, cleaned: dict[str, Any]) -> None:
        """Take the columns that are said to be percents, or those that fit; say whose they are."""
        asked = self._asked("percents", cleaned)
        if asked == (NONE,) and NONE not in self.found.headings:
            return
        for name in asked:
            self._require("percents", name)
        if self.errors:
            return
        if not asked:
            read = {cleaned["names"], *self.count_columns}
            found = [
                name
                for name in self.found.headings
                if name not in read and looks_like_percents(self.found, name)
            ]
            self.percents_of = fitting_percents(
                self.found,
                names=cleaned["names"],
                total=cleaned["total"],
                counts=self.count_columns,
                found=found,
            )
            return
        try:
            self.percents_of = counts_of(asked, self.count_columns, self.found.headings)
        except WhosePercents:
            self.add_error(
                "percents",
                _(
                    "It is not clear which counts each column of percents belongs to. "
                    "Place it beside its counts."
                ),
            )

    def _require(self, field: str, name: str) -> None:
        if name not in self.found.headings:
            values = {"name": name, "found": ", ".join(self.found.headings)}
            self.add_error(field, _("The file has no column “%(name)s”. It has: %(found)s") % values)

    def _find_total(self, cleaned: dict[str, Any]) -> None:
        """Find the total row; a footnote's mark behind its name need not be written."""
        names = [row.values[cleaned["names"]] for row in self.found.rows]
        alike = [name for name in names if name.rstrip(MARKS) == cleaned["total"].rstrip(MARKS)]
        if cleaned["total"] not in names and not alike:
            self.add_error("total", _no_such_row(cleaned["total"], names))
        elif cleaned["total"] not in names:
            cleaned["total"] = alike[-1]

    def to_attack(self) -> list[TableFile]:
        """Give the file with the spec that the answers make."""
        cleaned = self.cleaned_data
        plain = PlainTable(
            file=self.table.name,
            title=self.title(),
            names=cleaned["names"],
            counts=self.count_columns,
            percents=self.percents_of,
            total=cleaned["total"],
            signs=self.hidden_signs,
            threshold=cleaned["threshold"],
            sign_is_small=self.chosen("meaning") != "any",
            sheet=self.found.sheet,
            headings_in_row=self.found.headings_in_row,
            total_column=self.row_total,
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
            else:
                for fault in faults_of(self.taken):
                    self.add_error("tables", fault_in_language(fault))
        return cleaned

    def title(self) -> str:
        """Call the upload by the zip's name, or by the spec's."""
        called = self.first_name if self.first_name.lower().endswith(".zip") else ""
        return (called or spec_name(file.name for file in self.taken)).rsplit(".", 1)[0]
