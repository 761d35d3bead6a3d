"""Read a sheet of an XLSX workbook as text: values only, no formulas, no formats, nothing from outside."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from fristed.statistics.leak_finding.faults import BadInput

LARGEST_PART = 100_000_000
"""Bytes of the largest unpacked part of a workbook; a small file may hold a very large one."""

MOST_CELLS = 5_000_000
"""Cells of the largest sheet, empty ones counted: one cell far down and right makes them all."""

REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
SHEET_PART = re.compile(r"xl/worksheets/[^/]+")


def sheet_rows(file: str, content: bytes, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a sheet, the first one where no name is given, each with its number.

    Raises
    ------
    BadInput
        If this is no workbook, the sheet is not in it, or it is too large.
    """
    try:
        _refuse_what_is_too_large(file, content)
        found = _sheet(file, CalamineWorkbook.from_filelike(io.BytesIO(content)), sheet)
        rows = found.to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, CalamineError) as error:
        raise BadInput("this is no XLSX workbook that can be read", file=file) from error
    for number, row in enumerate(rows, start=1):
        yield number, [_text(value) for value in row]


def _sheet(file: str, book: CalamineWorkbook, sheet: str) -> CalamineSheet:
    names = book.sheet_names
    wanted = sheet or next(iter(names), "")
    if wanted not in names:
        raise BadInput(f"there is no sheet “{wanted}”; the sheets are {', '.join(names)}", file=file)
    return book.get_sheet_by_name(wanted)


def _refuse_what_is_too_large(file: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.file_size > LARGEST_PART:
                raise BadInput(f"{part.filename} is larger than {LARGEST_PART:,} bytes", file=file)
            if SHEET_PART.fullmatch(part.filename) and _cells(archive.read(part)) > MOST_CELLS:
                raise BadInput(f"{part.filename} has more than {MOST_CELLS:,} cells", file=file)


def _cells(xml: bytes) -> int:
    """Give the cells of the rectangle from the first cell to the last one that a sheet names."""
    places = {(letters, int(digits)) for letters, digits in REFERENCE.findall(xml)}
    columns = max((_column(letters) for letters, _ in places), default=0)
    return columns * max((row for _, row in places), default=0)


def _column(letters: bytes) -> int:
    """Give the number of a column: ``A`` is 1, ``AB`` is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _text(value: object) -> str:
    """Write a value as a person would type it; a spreadsheet stores ``12`` as ``12.0``."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
