"""Tables as files to take home: CSV here, XLSX by a program of its own."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass

Row = Sequence[str | int]
PROGRAM = "from fristed.foundation.sheets.workbook_writer import main; main()"
LONGEST_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """That the cells of a column, down to a row, are chosen from a range such as ``='Values'!$B$2:$B$13``."""

    column: int
    source: str
    last_row: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook. Rows are counted from 0; the headings stand in bold and stay in sight."""

    name: str
    rows: tuple[Row, ...]
    headings_in_row: int = 0
    choices: tuple[Choice, ...] = ()


def as_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write an XLSX workbook; the same sheets give the same bytes."""
    question = json.dumps([asdict(sheet) for sheet in sheets]).encode()
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=question,
        capture_output=True,
        timeout=LONGEST_SECONDS,
        check=True,
    )
    return ended.stdout


def as_csv(rows: Sequence[Row]) -> bytes:
    """Write CSV as Norwegian spreadsheets open it: UTF-8 with its mark, semicolons."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")
