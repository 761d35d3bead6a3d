"""Rows of text from a file: CSV with comma, semicolon or tab, or a sheet of an XLSX workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from fristed.foundation.sheets.faults import Unreadable
from fristed.foundation.sheets.workbooks import sheet_rows


def is_workbook(content: bytes) -> bool:
    """Whether this begins as an XLSX workbook does, which is a zip file."""
    return content.startswith(b"PK")


def rows_in(
    content: bytes, *, sheet: str | None = None, delimiter: str = ""
) -> Iterator[tuple[int, list[str]]]:
    """Give each row with its number as a spreadsheet shows it; the first sheet where none is named.

    Raises
    ------
    Unreadable
        If it is neither CSV nor a workbook.
    """
    return iter(sheet_rows(content, sheet).rows) if is_workbook(content) else csv_rows(content, delimiter)


def csv_rows(content: bytes, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of CSV, each with its number; the delimiter is found where none is named.

    Raises
    ------
    Unreadable
        If this is not CSV, or in a strange encoding.
    """
    text = _decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter(text), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise Unreadable(f"this is not CSV ({error})", row=reader.line_num) from error


def _decoded(content: bytes) -> str:
    """Read UTF-8, with or without a mark, or what Excel on Windows writes."""
    if b"\0" in content:
        raise Unreadable("this is neither CSV nor XLSX")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise Unreadable("the text is neither UTF-8 nor Windows-1252") from error


def _delimiter(text: str) -> str:
    """Take semicolon or tab where most lines have them, for a comma may be a decimal one; else the comma."""
    lines = [line for line in text.split("\n", 10)[:10] if line.strip()] or [""]
    common = [sign for sign in ";\t" if sum(sign in line for line in lines) * 2 >= len(lines)]
    return max(common or ",", key=lambda sign: sum(line.count(sign) for line in lines))
