"""The cells of a table as they are printed: counts, signs and percents, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fristed.statistics.leak_finding.counts import SPACES, count_in, year_in
from fristed.statistics.leak_finding.faults import BadInput, SeveralFaults
from fristed.statistics.leak_finding.nearest import hint
from fristed.statistics.leak_finding.percent_columns import CALLED_PERCENT, looks_like_percents
from fristed.statistics.leak_finding.row_totals import row_total
from fristed.statistics.leak_finding.sheets import Sheet, SheetRow, read_sheet
from fristed.statistics.leak_finding.spec import CellName, CountColumn, TableSpec
from fristed.statistics.leak_finding.wordings import with_decimals

State = Literal["count", "hidden", "not in use", "blank"]

YEAR = re.compile(r"[0-9]{1,4}")
PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,3}))?")
FOOTNOTE = re.compile(
    r"\s*(\*|[¹²³⁰⁴-⁹]|\d{1,2}\)|\(\d{1,2}\)|(kilde|note|merk|fotnote|source|footnote)r?\b)", re.I
)
"""How a footnote begins."""

NUMBER = re.compile(r"[<>≤≥]?\s*\d[\d\s.,*¹²³⁰⁴-⁹]*%?$")
"""What somebody may have meant as a number."""

GREATEST_COUNT = 999_999_999
"""Far above any count of cases, with room for percents of it in the attacker's whole numbers."""

MOST_FAULTS = 50
"""Faults of one table that are told; who has more has chosen the wrong column."""


@dataclass(frozen=True, slots=True)
class PercentAsPrinted:
    """A percent with the number of decimals it is printed with: 7,4 % is ``(74, 1)``."""

    digits: int
    decimals: int

    def __str__(self) -> str:
        return with_decimals(self.digits, self.decimals)


@dataclass(frozen=True, slots=True)
class CellAsPrinted:
    """One cell of a table."""

    name: CellName
    state: State
    count: int | None
    percent: PercentAsPrinted | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has been read, and what a reader of the findings must know of how it was."""

    spec: TableSpec
    cells: tuple[CellAsPrinted, ...]
    notes: tuple[str, ...] = ()
    headings_in_row: int = 1
    count_columns: tuple[CountColumn, ...] = ()
    unread: tuple[str, ...] = ()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


def read_table(spec: TableSpec) -> Table:
    """Read the file of a table.

    Raises
    ------
    BadInput
        If the file, a column or a row is missing, a cell stands twice or holds neither count nor sign; every
        such cell is told.
    """
    sheet = read_sheet(
        spec.file, sheet=spec.sheet, delimiter=spec.delimiter, headings_in_row=spec.headings_in_row
    )
    reading = _Reading(spec, sheet)
    rows, left_out = without_footnotes(spec, reading.heading, _rows_wanted(spec, sheet))
    for row in rows:
        reading.read(row)
    reading.end()
    _check_rows_named(spec, sheet, {name.category_code for name in reading.found})
    return Table(
        spec,
        tuple(reading.found.values()),
        (
            *(_left_out(sheet, reading.heading, row) for row in left_out),
            *reading.notes,
            *_columns_in_doubt(spec, sheet, reading),
        ),
        sheet.headings_in_row,
        tuple(reading.columns),
        reading.unread(),
        sheet.sheet,
        sheet.other_sheets,
    )


def _left_out(sheet: Sheet, heading: str, row: SheetRow) -> str:
    words = row.values[heading] or next(text for text in row.values.values() if text)
    return f"{sheet.file}, row {row.number}: “{words}” is left out as a footnote"


def _columns_in_doubt(spec: TableSpec, sheet: Sheet, reading: _Reading) -> Iterator[str]:
    """Say which columns look like more than they were read as."""
    if spec.shape == "long":
        return
    counts = [column.column for column in reading.columns]
    unread = [name for name in reading.unread() if not looks_like_percents(sheet, name)]
    total = None if spec.total_column else row_total(sheet, [*counts, *unread])
    if total:
        yield (
            f"{sheet.file}: a total of the other columns was not tried as one: {_quoted(total.columns)}; "
            "name it as the column of totals"
        )
    if percents := [name for name in reading.unread() if looks_like_percents(sheet, name)]:
        yield (
            f"{sheet.file}: percents were not read: {_quoted(percents)}; "
            "percents often give hidden counts away"
        )
    if percents := [name for name in counts if CALLED_PERCENT.search(name)]:
        yield f"{sheet.file}: percents are read as counts: {_quoted(percents)}"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _rows_wanted(spec: TableSpec, sheet: Sheet) -> list[SheetRow]:
    for heading in spec.where:
        sheet.require(heading)
    rows = [row for row in sheet.rows if all(row.values[name] == text for name, text in spec.where.items())]
    if not rows:
        raise BadInput(f"no row belongs to the table “{spec.name}”", file=sheet.file)
    return rows


def without_footnotes(
    spec: TableSpec, heading: str, rows: Sequence[SheetRow]
) -> tuple[list[SheetRow], list[SheetRow]]:
    """Part the rows of a table from the footnotes under it, which say nothing about counts.

    Only rows at the very end are footnotes: those without a name or beside whose name nothing stands, where
    the total stands above them or they begin as footnotes do. An empty cell elsewhere may hold any count.
    """
    end = len(rows)
    while end and _holds_no_count(spec, heading, rows[end - 1]):
        end -= 1
    names = [row.values[heading] for row in rows[:end]]
    is_after_total = spec.total in names[1:]
    tail = rows[end:]
    notes = [
        row
        for row in tail
        if is_after_total or not row.values[heading] or FOOTNOTE.match(row.values[heading])
    ]
    numbers = {row.number for row in notes}
    return [row for row in rows if row.number not in numbers], notes


def _holds_no_count(spec: TableSpec, heading: str, row: SheetRow) -> bool:
    signs = (*spec.signs.hidden, *spec.signs.not_in_use)
    others = [text for name, text in row.values.items() if name not in (heading, *spec.where)]
    if row.values[heading]:
        return not any(others)
    return not any(text in signs or NUMBER.match(text) for text in others)


def _check_rows_named(spec: TableSpec, sheet: Sheet, categories: set[str]) -> None:
    """Every row that the spec names must be there, or a slip of the pen would hide a leak."""
    named = {spec.total, spec.pool, spec.other, *spec.groups, *spec.apart} - {""}
    if not spec.groups_of:
        named |= {part for parts in spec.groups.values() for part in parts}
    if missing := sorted(named - categories):
        meant = hint(missing[0], categories)
        raise BadInput(f"the table “{spec.name}” has no row {', '.join(missing)}{meant}", file=sheet.file)


class _Reading:
    """The cells of one table as they are read, with every fault and every remark."""

    def __init__(self, spec: TableSpec, sheet: Sheet) -> None:
        self.spec, self.sheet = spec, sheet
        self.found: dict[CellName, CellAsPrinted] = {}
        self.notes: list[str] = []
        self.faults: list[BadInput] = []
        self.heading = self._name_column()
        self.columns = self._columns()

    def _name_column(self) -> str:
        category, headings = self.spec.columns.category, self.sheet.headings
        if self.spec.shape == "long" or category in headings:
            return self.sheet.require(category)
        return headings[0]

    def _columns(self) -> list[CountColumn]:
        if self.spec.shape == "long":
            columns = self.spec.columns
            return [CountColumn(columns.count, percent=columns.percent)]
        found = list(self.spec.counts) or _count_columns(self.spec, self.sheet, self.heading)
        for column in found:
            self.sheet.require(column.column)
            if column.percent:
                self.sheet.require(column.percent)
        return found

    def unread(self) -> tuple[str, ...]:
        """Give the columns that nothing was read from."""
        columns = self.spec.columns
        read = {self.heading, *self.spec.where, columns.service, columns.year, columns.sign}
        read |= {name for column in self.columns for name in (column.column, column.percent)}
        return tuple(name for name in self.sheet.headings if name not in read)

    def end(self) -> None:
        """Refuse the table where any of its cells could not be read."""
        if len(self.faults) > 1:
            raise SeveralFaults(self.faults[:MOST_FAULTS])
        if self.faults:
            raise self.faults[0]

    def read(self, row: SheetRow) -> None:
        """Read the cells of one row."""
        category = row.values[self.heading]
        if not category:
            self.fault("the row has no name", row, self.heading)
            return
        if self.spec.shape == "long":
            self._long(row, category)
            return
        for column in self.columns:
            year = self.spec.year if column.year is None else column.year
            name = CellName(self.spec.name, column.service or self.spec.service, year, category)
            self.add(name, row, row.values[column.column], column)

    def _long(self, row: SheetRow, category: str) -> None:
        columns, sheet = self.spec.columns, self.sheet
        service = row.values[sheet.require(columns.service)] if columns.service else self.spec.service
        year = self.spec.year
        if columns.year:
            text = row.values[sheet.require(columns.year)]
            if not YEAR.fullmatch(text):
                self.fault(f"“{text}” is no year", row, columns.year)
                return
            year = int(text)
        text = row.values[sheet.require(columns.count)]
        if not text and columns.sign:
            text = row.values[sheet.require(columns.sign)]
        if columns.percent:
            sheet.require(columns.percent)
        self.add(CellName(self.spec.name, service, year, category), row, text, self.columns[0])

    def add(self, name: CellName, row: SheetRow, text: str, column: CountColumn) -> None:
        """Add one cell."""
        if name in self.found:
            self.faults.append(BadInput(f"{name} stands twice", file=self.sheet.file, row=row.number))
            return
        state, count = self.state(text, row, column.column)
        percent = self.percent(row.values[column.percent], row, column.percent) if column.percent else None
        self.found[name] = CellAsPrinted(name, state, count, percent)

    def fault(self, what: str, row: SheetRow, column: str) -> None:
        """Remember what is wrong with a cell."""
        self.faults.append(BadInput(what, file=self.sheet.file, row=row.number, column=column))

    def note(self, what: str, row: SheetRow, column: str) -> None:
        """Remember what a reader of the findings must know of a cell."""
        self.notes.append(f"{self.sheet.file}, row {row.number}, column “{column}”: {what}")

    def state(self, text: str, row: SheetRow, column: str) -> tuple[State, int | None]:
        """Read a count or a sign."""
        signs = self.spec.signs
        if text in signs.hidden:
            return "hidden", None
        if text in signs.not_in_use:
            return "not in use", None
        if text in signs.blank:
            if not text:
                self.note("the cell is empty and may be any count", row, column)
            return "blank", None
        if text.startswith("="):
            self.fault(_without_value(text), row, column)
            return "blank", None
        count = count_in(text)
        if count is None:
            allowed = ", ".join(f"“{sign}”" for sign in (*signs.hidden, *signs.not_in_use))
            self.fault(f"“{text}” is neither a whole count nor one of the signs {allowed}", row, column)
            return "blank", None
        if count.mark:
            self.note(f"“{text}” is read as {count.value}, without the mark “{count.mark}”", row, column)
        if count.value > GREATEST_COUNT:
            self.fault(f"“{text}” is more than any count of persons ({GREATEST_COUNT})", row, column)
        return "count", count.value

    def percent(self, text: str, row: SheetRow, column: str) -> PercentAsPrinted | None:
        """Read a percent."""
        if text.startswith("="):
            self.fault(_without_value(text), row, column)
            return None
        plain = SPACES.sub("", text).removesuffix("%")
        if not plain or plain in (
            *self.spec.signs.hidden,
            *self.spec.signs.not_in_use,
            *self.spec.signs.blank,
        ):
            return None
        found = PERCENT.fullmatch(plain)
        if found is None:
            self.fault(f"“{text}” is no percent", row, column)
            return None
        decimals = found[2] or ""
        return PercentAsPrinted(int(found[1] + decimals), len(decimals))


def _without_value(text: str) -> str:
    return (
        f"“{text}” is a formula without a saved value; open the workbook in a spreadsheet program and "
        "save it there, or write the number"
    )


def _count_columns(spec: TableSpec, sheet: Sheet, heading: str) -> list[CountColumn]:
    """Take every other column as counts: of a year where its heading is one, else of what it is called."""
    others = [name for name in sheet.headings if name != heading]
    return [
        CountColumn(name, spec.service, year)
        if (year := year_in(name)) is not None
        else CountColumn(name, name if len(others) > 1 else spec.service)
        for name in others
    ]
