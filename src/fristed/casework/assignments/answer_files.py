"""A file of answers from a public site: CSV with a heading, one month or year in each row.

Every fault is given its row, as people count rows, and its column, and nothing of the file is repeated.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from fristed.casework.assignments.facts import AnswersDraft
from fristed.casework.assignments.refusals import CellFault, FileRefused
from fristed.casework.assignments.rules import SHARES, answers_problems

LARGEST = 200_000
MOST_ROWS = 600
REQUIRED = ("year", "answers")
COLUMNS = ("year", "month", "answers", *SHARES)
# The heading may be in Norwegian too, as the site's own export is.
ALSO: Mapping[str, str] = {
    "år": "year",
    "måned": "month",
    "månad": "month",
    "svar": "answers",
    "jenter": "girls",
    "gutter": "boys",
    "gutar": "boys",
    "andre": "others",
    "nyttig_for_spørrere": "useful_to_askers",
    "nyttig_for_spørjarar": "useful_to_askers",
    "nyttig_for_lesere": "useful_to_readers",
    "nyttig_for_lesarar": "useful_to_readers",
}
EXAMPLE = "år;måned;svar;jenter;gutter;andre;nyttig_for_spørrere;nyttig_for_lesere\n2024;1;12;75;25;0;80;55\n"


def answers_of_file(file: bytes, *, this_year: int) -> tuple[AnswersDraft, ...]:
    """Read a file whole.

    Raises
    ------
    FileRefused
        With every fault, by row and column; then nothing of the file is used.
    """
    rows = _rows(_text(file))
    heading = _heading(rows[0] if rows else ())
    faults: list[CellFault] = []
    found: list[AnswersDraft] = []
    seen: set[tuple[int | None, int | None]] = set()
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        draft, wrong = _draft(number, row, heading, this_year=this_year)
        faults += wrong
        if not wrong and (draft.year, draft.month) in seen:
            faults.append(CellFault(number, heading[0][0], "row_twice"))
        seen.add((draft.year, draft.month))
        found.append(draft)
    if not found and not faults:
        faults.append(CellFault(1, "", "file_empty"))
    if faults:
        raise FileRefused(faults)
    return tuple(found)


def _text(file: bytes) -> str:
    if len(file) > LARGEST:
        raise FileRefused([CellFault(1, "", "file_too_large")])
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError as other:
        raise FileRefused([CellFault(1, "", "file_not_text")]) from other


def _rows(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    rows = list(csv.reader(StringIO(text), delimiter=";" if ";" in first else ","))
    if len(rows) > MOST_ROWS:
        raise FileRefused([CellFault(MOST_ROWS, "", "file_too_large")])
    return rows


def _heading(cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Give each heading as it stands and the column that it means."""
    named = [(cell.strip(), cell.strip().casefold().replace(" ", "_")) for cell in cells]
    known = [(cell, ALSO.get(folded, folded)) for cell, folded in named]
    # A heading that is not known may be anything that somebody typed: its number is told, not its words.
    faults = [
        CellFault(1, str(place), "column_unknown")
        for place, (_cell, column) in enumerate(known, start=1)
        if column not in COLUMNS
    ]
    columns = [column for _cell, column in known]
    faults += [CellFault(1, one, "column_twice") for one in COLUMNS if columns.count(one) > 1]
    faults += [CellFault(1, one, "column_missing") for one in REQUIRED if one not in columns]
    if faults:
        raise FileRefused(faults)
    return tuple(known)


def _draft(
    number: int, row: Sequence[str], heading: Sequence[tuple[str, str]], *, this_year: int
) -> tuple[AnswersDraft, list[CellFault]]:
    shown = {column: cell for cell, column in heading}
    faults = [CellFault(number, str(len(heading) + 1), "row_too_long")] if len(row) > len(heading) else []
    values: dict[str, int | None] = {}
    for (cell, column), text in zip(heading, row, strict=False):
        try:
            values[column] = _number(text)
        except ValueError:
            faults.append(CellFault(number, cell, "not_a_number"))
    draft = AnswersDraft(
        year=values.get("year"),
        month=values.get("month") or 0,
        answers=values.get("answers"),
        **{share: values.get(share) for share in SHARES},
    )
    told = {fault.column for fault in faults}
    faults += [one for one in _problems(number, draft, shown, this_year) if one.column not in told]
    return draft, faults


def _problems(
    number: int, draft: AnswersDraft, shown: Mapping[str, str], this_year: int
) -> Iterator[CellFault]:
    for column, code in answers_problems(draft.year, draft.month, draft.answers, draft.shares, this_year):
        yield CellFault(number, shown.get(column, column), code)


def _number(text: str) -> int | None:
    plain = text.strip().removesuffix("%").strip().replace("\u00a0", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()) or len(plain) > len("1000000"):
        raise ValueError
    return int(plain)
