"""Write an XLSX workbook, as a program of its own: what pages offer is not written in the web process.

The same sheets give the same bytes: the workbook tells no time and no author. Every cell is written as text
or as a whole number, so nothing that somebody typed becomes a formula.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

from xlsxwriter import Workbook

LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001  a fixed mark in place of a time
WIDTH = 18


def main() -> None:
    """Read sheets as JSON from standard input, and write the workbook to standard output."""
    sys.stdout.buffer.write(workbook_of(json.load(sys.stdin.buffer)))


def workbook_of(sheets: list[Mapping[str, Any]]) -> bytes:
    """Write sheets, each a record as :class:`fristed.foundation.sheets.writing.Sheet` says."""
    out = io.BytesIO()
    _write(out, sheets)
    return out.getvalue()


def _write(out: BinaryIO, sheets: list[Mapping[str, Any]]) -> None:
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": LONG_AGO})
        bold, plain = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "@"})
        for sheet in sheets:
            page = book.add_worksheet(sheet["name"])
            columns = max((len(row) for row in sheet["rows"]), default=0)
            page.set_column(0, max(columns - 1, 0), WIDTH, plain)
            headings = sheet["headings_in_row"]
            for at, row in enumerate(sheet["rows"]):
                _write_row(page, at, row, bold if at == headings else plain)
            page.freeze_panes(headings + 1, 0)
            for choice in sheet["choices"]:
                rule = {"validate": "list", "source": choice["source"], "error_type": "warning"}
                page.data_validation(
                    headings + 1, choice["column"], choice["last_row"], choice["column"], rule
                )


def _write_row(page: Any, at: int, row: list[str | int], form: Any) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int):
            page.write_number(at, column, value)
        elif value:
            page.write_string(at, column, value, form)
