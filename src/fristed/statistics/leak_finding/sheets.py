"""Table files as rows of text: CSV with comma, semicolon or tab, and sheets of XLSX workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.workbooks import sheet_rows

LARGEST_FILE = 20_000_000
"""Bytes of the largest file that is read; published tables are far below it."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a file: its number as a spreadsheet shows it, and the text under each heading."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's headings and rows."""

    file: str
    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]

    def require(self, heading: str) -> str:
        """Give a heading back, or say that the file lacks it."""
        if heading not in self.headings:
            raise BadInput(
                f"there is no column “{heading}”; the columns are {', '.join(self.headings)}", file=self.file
            )
        return heading


def read_sheet(path: Path, *, sheet: str = "", delimiter: str = "", headings_in_row: int = 1) -> Sheet:
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
    file: str, content: bytes, *, sheet: str = "", delimiter: str = "", headings_in_row: int = 1
) -> Sheet:
    """Read the content of a file as :func:`read_sheet` does.

    Raises
    ------
    BadInput
        If it is neither CSV nor a workbook, or its rows do not fit its headings.
    """
    is_workbook = content.startswith(b"PK")
    found = sheet_rows(file, content, sheet) if is_workbook else _csv_rows(file, content, delimiter)
    return _with_headings(file, found, headings_in_row)


def _csv_rows(file: str, content: bytes, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(file, content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise BadInput(f"this is not CSV ({error})", file=file, row=reader.line_num) from error


def _decoded(file: str, content: bytes) -> str:
    """Read UTF-8, with or without a mark, or what Excel on Windows writes."""
    if b"\0" in content:
        raise BadInput("this is neither CSV nor XLSX", file=file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise BadInput("the text is neither UTF-8 nor Windows-1252", file=file) from error


def _delimiter(text: str) -> str:
    """Take the sign that splits the first line into most parts; a semicolon where none does."""
    first = text.split("\n", 1)[0]
    return max(";,\t", key=lambda sign: (first.count(sign), sign == ";"))


def _with_headings(file: str, rows: Iterable[tuple[int, list[str]]], headings_in_row: int) -> Sheet:
    headings: tuple[str, ...] = ()
    found: list[SheetRow] = []
    for number, cells in rows:
        texts = [cell.strip() for cell in cells]
        if number < headings_in_row or not any(texts):
            continue
        if not headings:
            headings = _headings(file, number, texts)
        elif len(texts) > len(headings) and any(texts[len(headings) :]):
            raise BadInput(f"{len(texts)} cells stand under {len(headings)} headings", file=file, row=number)
        else:
            texts += [""] * (len(headings) - len(texts))
            found.append(SheetRow(number, dict(zip(headings, texts, strict=False))))
    if not headings:
        raise BadInput("the file is empty", file=file)
    return Sheet(file, headings, tuple(found))


def _headings(file: str, row: int, texts: list[str]) -> tuple[str, ...]:
    while texts and not texts[-1]:
        texts.pop()
    for heading in texts:
        if texts.count(heading) > 1:
            what = f"the heading “{heading}” stands twice" if heading else "two columns have no heading"
            raise BadInput(what, file=file, row=row)
    return tuple(texts)
