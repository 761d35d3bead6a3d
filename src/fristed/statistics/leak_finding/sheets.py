"""Table files as rows of text: CSV with comma, semicolon or tab, and sheets of XLSX workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from fristed.foundation.sheets.faults import Unreadable
from fristed.foundation.sheets.reading import csv_rows, is_workbook
from fristed.foundation.sheets.workbooks import SheetRows, sheet_rows
from fristed.statistics.leak_finding.faults import BadInput

NUMBER = re.compile(r"[0-9]|^[^\w\s]+$")
"""A count, or a sign in its place: no heading of a lower level."""

LARGEST_FILE = 20_000_000
"""Bytes of the largest file that is read; published tables are far below it."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a file: its number as a spreadsheet shows it, and the text under each heading."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's headings and rows; of a workbook, which sheet they stand in and which others there are.

    ``file`` is what the file is called in messages: with the sheet, where the workbook has several.
    """

    file: str
    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    headings_in_row: int = 1
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()

    def require(self, heading: str) -> str:
        """Give a heading back, or say that the file lacks it."""
        if heading not in self.headings:
            raise BadInput(
                f"there is no column “{heading}”; the columns are {', '.join(self.headings)}", file=self.file
            )
        return heading


def read_sheet(path: Path, *, sheet: str = "", delimiter: str = "", headings_in_row: int = 0) -> Sheet:
    """Read one CSV file or one sheet of an XLSX workbook.

    Raises
    ------
    BadInput
        If the file is missing, too large or in a strange encoding, or its rows do not fit its headings.
    """
    if not path.is_file():
        raise BadInput("there is no such file", file=path.name)
    if path.stat().st_size > LARGEST_FILE:
        raise BadInput(f"the file is larger than {LARGEST_FILE:,} bytes", file=path.name)
    return sheet_of(
        path.name, path.read_bytes(), sheet=sheet, delimiter=delimiter, headings_in_row=headings_in_row
    )


def sheet_of(
    file: str, content: bytes, *, sheet: str = "", delimiter: str = "", headings_in_row: int = 0
) -> Sheet:
    """Read the content of a file as :func:`read_sheet` does.

    Raises
    ------
    BadInput
        If it is neither CSV nor a workbook, or its rows do not fit its headings.
    """
    if file.lower().endswith(".xlsx") and not is_workbook(content):
        raise BadInput("this is no XLSX workbook that can be read", file=file)
    try:
        if not is_workbook(content):
            return _with_headings(file, csv_rows(content, delimiter), headings_in_row)
        found = sheet_rows(content, sheet)
    except Unreadable as fault:
        raise BadInput(fault.what, file=file, row=fault.row) from fault
    read = _with_headings(_called(file, found), found.rows, headings_in_row)
    return replace(read, sheet=found.sheet, other_sheets=found.others)


def _called(file: str, found: SheetRows) -> str:
    """Call a sheet by its name too, where the workbook has several."""
    return f"{file}, sheet “{found.sheet}”" if found.others else file


def _with_headings(file: str, rows: Iterable[tuple[int, list[str]]], headings_in_row: int) -> Sheet:
    """Part headings from rows; where nobody says in which row they stand, in the first with two texts."""
    lines = [(number, texts) for number, cells in rows if any(texts := [cell.strip() for cell in cells])]
    wanted = [line for line in lines if line[0] >= headings_in_row]
    if not headings_in_row:
        wanted = wanted[next((at for at, (_, texts) in enumerate(wanted) if len(_filled(texts)) > 1), 0) :]
    if not wanted:
        raise BadInput("the file is empty", file=file)
    (first, texts), *below = wanted
    if below and _are_two_levels(texts, below[0][1]):
        texts, below = _joined(texts, below[0][1]), below[1:]
    headings = _headings(file, first, texts)
    return Sheet(file, headings, tuple(_row(file, headings, *line) for line in below), first)


def _row(file: str, headings: tuple[str, ...], number: int, texts: list[str]) -> SheetRow:
    if len(texts) > len(headings) and any(texts[len(headings) :]):
        raise BadInput(
            f"{len(texts)} cells stand under {len(headings)} headings; say in which row the headings stand",
            file=file,
            row=number,
        )
    texts = texts + [""] * (len(headings) - len(texts))
    return SheetRow(number, dict(zip(headings, texts, strict=False)))


def _filled(texts: list[str]) -> list[str]:
    return [text for text in texts if text]


def _are_two_levels(upper: list[str], lower: list[str]) -> bool:
    """Whether headings stand over headings: the lower row has no name, and words under merged cells."""
    if lower[0] or not upper[0] or any(NUMBER.search(text) and not text[0].isalpha() for text in lower):
        return False
    under_nothing = [text for at, text in enumerate(lower) if text and not "".join(upper[at : at + 1])]
    return bool(under_nothing) and len(_filled(upper)) > 1


def _joined(upper: list[str], lower: list[str]) -> list[str]:
    """Write both levels as one heading: ``2024`` over ``women`` is ``2024 women``."""
    joined, over = [], ""
    for at in range(max(len(upper), len(lower))):
        over = "".join(upper[at : at + 1]) or over
        under = "".join(lower[at : at + 1])
        joined.append(f"{over} {under}" if under else "".join(upper[at : at + 1]))
    return joined


def _headings(file: str, row: int, texts: list[str]) -> tuple[str, ...]:
    while texts and not texts[-1]:
        texts.pop()
    for heading in texts:
        if texts.count(heading) > 1:
            what = (
                f"the heading “{heading}” stands twice; give each column a heading of its own"
                if heading
                else "two columns have no heading"
            )
            raise BadInput(what, file=file, row=row)
    return tuple(texts)
