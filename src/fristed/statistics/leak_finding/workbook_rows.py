"""Read one sheet of an XLSX workbook, as a program of its own with little memory and little time.

A small workbook may ask for any amount of memory, and the reader then ends the process it runs in. So nothing
but this program loads the reader; :mod:`fristed.statistics.leak_finding.workbooks` starts it and survives it.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from datetime import date
from typing import Any, BinaryIO, TextIO

from python_calamine import CalamineWorkbook

MEMORY = 512_000_000
"""Bytes of address space; a machine with 2 GB must hold the site as well."""

CPU_SECONDS = 10

MOST_TEXT = 20_000_000
"""Characters of the largest sheet; many cells may share one long text."""

TOO_MUCH = 3
"""What the program ends with where memory ran out in an orderly way."""


def main() -> None:
    """Answer on standard output what standard input asks: a line with the sheet's name, then the workbook."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    answer(sys.stdin.buffer, sys.stdout)


def answer(asked: BinaryIO, out: TextIO) -> None:
    """Write the rows of a sheet as JSON, or that there is no such sheet and which there are."""
    sheet = json.loads(asked.readline())
    try:
        found = json.dumps(_read(asked.read(), sheet))
    except MemoryError:
        sys.exit(TOO_MUCH)
    out.write(found)


def _read(content: bytes, sheet: str) -> dict[str, Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    wanted = sheet or next(iter(book.sheet_names), "")
    if wanted not in book.sheet_names:
        return {"sheets": book.sheet_names, "wanted": wanted}
    left, rows = MOST_TEXT, []
    for number, row in enumerate(book.get_sheet_by_name(wanted).to_python(skip_empty_area=False), start=1):
        if cells := _without_empty_ends([_text(value) for value in row]):
            left -= sum(map(len, cells)) + len(cells)
            if left < 0:
                raise MemoryError
            rows.append((number, cells))
    return {"rows": rows}


def _without_empty_ends(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: object) -> str:
    """Write a value as a person would type it; a spreadsheet stores ``12`` as ``12.0``."""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)
