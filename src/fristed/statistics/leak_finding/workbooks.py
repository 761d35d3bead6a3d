"""Read a sheet of an XLSX workbook as text: values only, no formulas, no formats, nothing from outside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from fristed.statistics.leak_finding.faults import BadInput

LARGEST_PART = 100_000_000
"""Bytes of the largest unpacked part of a workbook; a small file may hold a very large one."""

UNREADABLE = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    ValueError,
)
"""What reading a file that is no workbook, is broken, or would unfold without end, ends with."""


def sheet_rows(file: str, content: bytes, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a sheet, the first one where no name is given, each with its number.

    Raises
    ------
    BadInput
        If this is no workbook, the sheet is not in it, or a part is too large.
    """
    try:
        _refuse_large_parts(file, content)
        # Formulas give the value that was stored with them; links to other files are not followed.
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        names = book.sheetnames
        wanted = sheet or names[0]
        if wanted not in names:
            raise BadInput(f"there is no sheet “{wanted}”; the sheets are {', '.join(names)}", file=file)
        for number, row in enumerate(book[wanted].iter_rows(values_only=True), start=1):
            yield number, [_text(value) for value in row]
    except UNREADABLE as error:
        if isinstance(error, BadInput):
            raise
        raise BadInput("this is no XLSX workbook that can be read", file=file) from error


def _refuse_large_parts(file: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.file_size > LARGEST_PART:
                raise BadInput(f"{part.filename} is larger than {LARGEST_PART:,} bytes", file=file)


def _text(value: object) -> str:
    """Write a value as a person would type it; a spreadsheet stores ``12`` as ``12.0``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
