"""A sheet of an XLSX workbook as text: values only, no formulas, no formats, nothing from outside.

The workbook is read by a program of its own (:mod:`fristed.foundation.sheets.workbook_rows`), because a
workbook may be made so that its reader dies. Whatever happens to the program, the one who sent the workbook
is told that it cannot be read, and the process that asked goes on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from fristed.foundation.sheets.faults import Unreadable

PROGRAM = "from fristed.foundation.sheets.workbook_rows import main; main()"
LONGEST_SECONDS = 20
TOO_MUCH = 3


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet that hold anything, each with its number, and what the sheets are called."""

    rows: tuple[tuple[int, list[str]], ...]
    sheet: str = ""
    others: tuple[str, ...] = ()


def sheet_rows(content: bytes, sheet: str | None) -> SheetRows:
    """Read a sheet by its name; with an empty name the first that has a table, with none the very first.

    Raises
    ------
    Unreadable
        If this is no workbook, the sheet is not in it, or reading it takes too much memory or time.
    """
    answer = _ask(json.dumps(sheet).encode() + b"\n" + content)
    if "rows" not in answer:
        there_are = ", ".join(answer["sheets"])
        raise Unreadable(f"there is no sheet “{answer['wanted']}”; the sheets are {there_are}")
    rows = tuple((number, cells) for number, cells in answer["rows"])
    return SheetRows(
        rows, answer["sheet"], tuple(name for name in answer["sheets"] if name != answer["sheet"])
    )


def _ask(question: bytes) -> dict[str, Any]:
    try:
        ended = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            input=question,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise _takes_too_much() from late
    # A negative code is the signal that ended it: out of memory, or out of time.
    if ended.returncode < 0 or ended.returncode == TOO_MUCH:
        raise _takes_too_much()
    if ended.returncode:
        raise Unreadable("this is no XLSX workbook that can be read")
    answer: dict[str, Any] = json.loads(ended.stdout)
    return answer


def _takes_too_much() -> Unreadable:
    return Unreadable("reading the workbook takes too much memory or time")
