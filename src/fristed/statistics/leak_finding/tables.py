"""The cells of a table as they are printed: counts, signs and percents, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.sheets import Sheet, SheetRow, read_sheet
from fristed.statistics.leak_finding.spec import CellName, CountColumn, TableSpec

State = Literal["count", "hidden", "not in use", "blank"]

SPACES = re.compile(r"[\s\u00a0\u2009\u202f]")
COUNT = re.compile(r"[0-9]{1,12}")
YEAR = re.compile(r"[0-9]{1,4}")
PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class PercentAsPrinted:
    """A percent with the number of decimals it is printed with: 7,4 % is ``(74, 1)``."""

    digits: int
    decimals: int


@dataclass(frozen=True, slots=True)
class CellAsPrinted:
    """One cell of a table."""

    name: CellName
    state: State
    count: int | None
    percent: PercentAsPrinted | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table that has been read."""

    spec: TableSpec
    cells: tuple[CellAsPrinted, ...]


def read_table(spec: TableSpec) -> Table:
    """Read the file of a table.

    Raises
    ------
    BadInput
        If the file, a column or a row is missing, a cell stands twice or holds neither count nor sign.
    """
    sheet = read_sheet(
        spec.file, sheet=spec.sheet, delimiter=spec.delimiter, headings_in_row=spec.headings_in_row
    )
    rows = _rows_wanted(spec, sheet)
    found: dict[CellName, CellAsPrinted] = {}
    for row in rows:
        for cell in _long(spec, sheet, row) if spec.shape == "long" else _wide(spec, sheet, row):
            if cell.name in found:
                raise BadInput(f"{cell.name} stands twice", file=sheet.file, row=row.number)
            found[cell.name] = cell
    _check_rows_named(spec, sheet, {name.category_code for name in found})
    return Table(spec, tuple(found.values()))


def _rows_wanted(spec: TableSpec, sheet: Sheet) -> list[SheetRow]:
    for heading in spec.where:
        sheet.require(heading)
    rows = [row for row in sheet.rows if all(row.values[name] == text for name, text in spec.where.items())]
    if not rows:
        raise BadInput(f"no row belongs to the table “{spec.name}”", file=sheet.file)
    return rows


def _check_rows_named(spec: TableSpec, sheet: Sheet, categories: set[str]) -> None:
    """Every row that the spec names must be there, or a slip of the pen would hide a leak."""
    named = {spec.total, spec.pool, spec.other, *spec.groups, *spec.apart} - {""}
    if not spec.groups_of:
        named |= {part for parts in spec.groups.values() for part in parts}
    if missing := sorted(named - categories):
        raise BadInput(f"the table “{spec.name}” has no row {', '.join(missing)}", file=sheet.file)


def _long(spec: TableSpec, sheet: Sheet, row: SheetRow) -> Iterator[CellAsPrinted]:
    columns = spec.columns
    service = row.values[sheet.require(columns.service)] if columns.service else spec.service
    year = _year(spec, sheet, row) if columns.year else spec.year
    category = row.values[sheet.require(columns.category)]
    text = row.values[sheet.require(columns.count)]
    if not text and columns.sign:
        text = row.values[sheet.require(columns.sign)]
    percent = row.values[sheet.require(columns.percent)] if columns.percent else ""
    name = CellName(spec.name, service, year, _category(category, sheet, row, columns.category))
    yield _cell(spec, name, text, percent, sheet.file, row.number, columns.count, columns.percent)


def _wide(spec: TableSpec, sheet: Sheet, row: SheetRow) -> Iterator[CellAsPrinted]:
    heading = spec.columns.category if spec.columns.category in sheet.headings else sheet.headings[0]
    category = _category(row.values[heading], sheet, row, heading)
    for column in spec.counts or _count_columns(spec, sheet, heading):
        text = row.values[sheet.require(column.column)]
        percent = row.values[sheet.require(column.percent)] if column.percent else ""
        year = spec.year if column.year is None else column.year
        name = CellName(spec.name, column.service or spec.service, year, category)
        yield _cell(spec, name, text, percent, sheet.file, row.number, column.column, column.percent)


def _category(text: str, sheet: Sheet, row: SheetRow, column: str) -> str:
    if not text:
        raise BadInput("the row has no name", file=sheet.file, row=row.number, column=column)
    return text


def _count_columns(spec: TableSpec, sheet: Sheet, heading: str) -> list[CountColumn]:
    """Take every other column as counts: of a year where its heading is one, else of what it is called."""
    others = [name for name in sheet.headings if name != heading]
    return [
        CountColumn(name, spec.service, int(name))
        if re.fullmatch(r"(19|20)\d\d", name)
        else CountColumn(name, name if len(others) > 1 else spec.service)
        for name in others
    ]


def _year(spec: TableSpec, sheet: Sheet, row: SheetRow) -> int:
    text = row.values[sheet.require(spec.columns.year)]
    if not YEAR.fullmatch(text):
        raise BadInput(f"“{text}” is no year", file=sheet.file, row=row.number, column=spec.columns.year)
    return int(text)


def _cell(
    spec: TableSpec, name: CellName, text: str, percent: str, file: str, row: int, column: str, beside: str
) -> CellAsPrinted:
    state, count = _state(spec, text, file, row, column)
    return CellAsPrinted(name, state, count, _percent(spec, percent, file, row, beside))


def _state(spec: TableSpec, text: str, file: str, row: int, column: str) -> tuple[State, int | None]:
    signs = spec.signs
    if text in signs.hidden:
        return "hidden", None
    if text in signs.not_in_use:
        return "not in use", None
    if text in signs.blank:
        return "blank", None
    digits = SPACES.sub("", text)
    if not COUNT.fullmatch(digits):
        allowed = ", ".join(f"“{sign}”" for sign in (*signs.hidden, *signs.not_in_use))
        raise BadInput(
            f"“{text}” is neither a whole count nor one of the signs {allowed}",
            file=file,
            row=row,
            column=column,
        )
    return "count", int(digits)


def _percent(spec: TableSpec, text: str, file: str, row: int, column: str) -> PercentAsPrinted | None:
    plain = SPACES.sub("", text).removesuffix("%")
    if not plain or plain in (*spec.signs.hidden, *spec.signs.not_in_use, *spec.signs.blank):
        return None
    found = PERCENT.fullmatch(plain)
    if found is None:
        raise BadInput(f"“{text}” is no percent", file=file, row=row, column=column)
    decimals = found[2] or ""
    return PercentAsPrinted(int(found[1] + decimals), len(decimals))
