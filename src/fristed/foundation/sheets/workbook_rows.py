"""Read one sheet of an XLSX workbook, as a program of its own with little memory and little time.

A small workbook may ask for any amount of memory, and the reader then ends the process it runs in. So nothing
but this program loads the reader; :mod:`fristed.foundation.sheets.workbooks` starts it and survives it.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any, BinaryIO, TextIO

from python_calamine import CalamineWorkbook

from fristed.foundation.sheets.workbook_formulas import formulas_without_value

MEMORY = 512_000_000
"""Bytes of address space; a machine with 2 GB must hold the site as well."""

CPU_SECONDS = 10

MOST_TEXT = 20_000_000
"""Characters of the largest sheet; many cells may share one long text."""

TOO_MUCH = 3
"""What the program ends with where memory ran out in an orderly way."""


NUMBER = re.compile(r"[<>≤≥]?\s*\d[\d\s.,]*\D{0,3}|=.*")
"""A count, or what may have been meant as one."""

FEWEST_ROWS = 2
"""Rows with a name and a number that make a sheet a table."""


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


def _read(content: bytes, sheet: str | None) -> dict[str, Any]:
    """Read a sheet by its name; with an empty name the first that has a table, with none the very first."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = list(book.sheet_names)
    if sheet is None:
        sheet = next(iter(names), "")
    if sheet and sheet not in names:
        return {"sheets": names, "wanted": sheet}
    if sheet:
        return {"rows": _rows(book, content, sheet), "sheet": sheet, "sheets": names}
    return _first_with_a_table(book, content, names)


def _first_with_a_table(book: CalamineWorkbook, content: bytes, names: list[str]) -> dict[str, Any]:
    """Give the first sheet with a table; where none has one, the first."""
    found: dict[str, Any] = {"rows": [], "sheet": "", "sheets": names}
    for name in names:
        rows = _rows(book, content, name)
        if name == names[0] or _is_table(rows):
            found |= {"rows": rows, "sheet": name}
        if _is_table(rows):
            break
    return found


def _is_table(rows: list[tuple[int, list[str]]]) -> bool:
    """Whether some rows have a name and beside it a number."""
    filled = [[cell for cell in cells if cell] for _, cells in rows]
    return sum(any(map(NUMBER.fullmatch, cells[1:])) for cells in filled) >= FEWEST_ROWS


def _rows(book: CalamineWorkbook, content: bytes, name: str) -> list[tuple[int, list[str]]]:
    """Give the rows of a sheet that hold anything; formulas without a value are given as they are written."""
    left, rows = MOST_TEXT, []
    formulas = _by_row(formulas_without_value(content, list(book.sheet_names).index(name)))
    table = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    for number, row in enumerate(table, start=1):
        texts = _with_formulas([_text(value) for value in row], formulas.get(number, {}))
        if cells := _without_empty_ends(texts):
            left -= sum(map(len, cells)) + len(cells)
            if left < 0:
                raise MemoryError
            rows.append((number, cells))
    return rows


def _by_row(formulas: Mapping[tuple[int, int], str]) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), words in formulas.items():
        rows.setdefault(row, {})[column] = words
    return rows


def _with_formulas(texts: list[str], formulas: Mapping[int, str]) -> list[str]:
    texts = texts + [""] * (max(formulas, default=0) - len(texts))
    return [text or formulas.get(column, "") for column, text in enumerate(texts, start=1)]


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
