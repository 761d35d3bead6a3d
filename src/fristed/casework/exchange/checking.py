"""The dry run: every error of every cell, by the rules of registering one case; nothing is stored.

What a wrong cell drags along is not told: with no day there is no year, and so nothing is said of what
was in use in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from fristed.casework.cases.checks import validate_registration
from fristed.casework.cases.facts import CaseDraft, CaseLook, Problem
from fristed.casework.exchange.columns import COLUMNS, Column, column_named
from fristed.casework.exchange.facts import Check, Count, RowProblem
from fristed.casework.exchange.faults import Fault, FileRefused
from fristed.casework.exchange.files import CaseFile, require_taken
from fristed.casework.exchange.rows import is_example, read_row, shown_of
from fristed.foundation.sheets.faults import Unreadable
from fristed.foundation.sheets.reading import rows_in

MOST_ROWS = 20_000
LONGEST_HEADING = 60
Row = tuple[int, Mapping[str, str]]
LooksRegistered = Callable[[date, date], frozenset[CaseLook]]


def nothing_registered(_first: date, _last: date) -> frozenset[CaseLook]:
    """Say that the register is empty, where nobody asks it."""
    return frozenset()


def check_file(
    file: CaseFile, *, service: str, on_date: date, registered: LooksRegistered = nothing_registered
) -> Check:
    """Check a file for a service as if every row were registered on a day.

    Parameters
    ----------
    registered
        Gives what the cases look like that are in the register, between two days of first contact.

    Raises
    ------
    FileRefused
        If it is no file of cases: its kind, size, columns or number of rows.
    """
    require_taken(file)
    rows = list(_rows_of(file))
    wanted = [(number, cells) for number, cells in rows if not is_example(cells)]
    if not wanted:
        raise FileRefused(Fault.NO_ROWS)
    if len(wanted) > MOST_ROWS:
        raise FileRefused(Fault.TOO_MANY_ROWS, str(len(wanted)), str(MOST_ROWS))
    drafts: list[tuple[int, CaseDraft]] = []
    errors: list[RowProblem] = []
    warnings: list[RowProblem] = []
    for number, cells in wanted:
        draft, wrong, doubtful = _judge(cells, service=service, on_date=on_date)
        errors += _placed(number, cells, wrong, service)
        warnings += _placed(number, cells, doubtful, service)
        if not wrong:
            drafts.append((number, draft))
    warnings += _same_looking(drafts, registered)
    return Check(
        rows=len(wanted),
        drafts=tuple(drafts),
        errors=tuple(errors),
        warnings=tuple(sorted(warnings, key=lambda warning: warning.row)),
        counts=tuple(_counted(drafts)),
        examples=len(rows) - len(wanted),
    )


def _rows_of(file: CaseFile) -> Iterator[Row]:
    """Give the rows below the headings, each cell under its column."""
    try:
        lines = [(number, texts) for number, cells in rows_in(file.content) if any(texts := _stripped(cells))]
    except Unreadable as fault:
        raise FileRefused(Fault.UNREADABLE, *([str(fault.row)] if fault.row else [])) from fault
    if not lines:
        raise FileRefused(Fault.NO_ROWS)
    columns = _columns_of(lines[0][1])
    for number, texts in lines[1:]:
        if any(texts[len(columns) :]):
            raise FileRefused(Fault.OUTSIDE_COLUMNS, str(number))
        yield number, {column.field: text for column, text in zip(columns, texts, strict=False)}


def _stripped(cells: list[str]) -> list[str]:
    texts = [cell.strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _columns_of(headings: list[str]) -> list[Column]:
    """Find the column of each heading; refuse what is unknown, missing or given twice."""
    found = [column_named(heading) for heading in headings]
    columns = [column for column in found if column]
    if not columns:
        raise FileRefused(Fault.NO_HEADINGS)
    unknown = [_named(at, heading) for at, heading in enumerate(headings) if found[at] is None]
    if unknown:
        raise FileRefused(Fault.UNKNOWN_COLUMNS, *unknown)
    fields = [column.field for column in columns]
    if twice := sorted({field for field in fields if fields.count(field) > 1}):
        raise FileRefused(Fault.COLUMN_TWICE, *twice)
    if missing := [c.field for c in COLUMNS if c.is_required and c.field not in fields]:
        raise FileRefused(Fault.MISSING_COLUMNS, *missing)
    return columns


def _named(at: int, heading: str) -> str:
    """Name a column as a spreadsheet does, with its heading."""
    letters = ""
    at += 1
    while at:
        at, left = divmod(at - 1, 26)
        letters = chr(ord("A") + left) + letters
    return f"{letters} “{heading[:LONGEST_HEADING]}”" if heading else letters


def _judge(
    cells: Mapping[str, str], *, service: str, on_date: date
) -> tuple[CaseDraft, tuple[Problem, ...], tuple[Problem, ...]]:
    """Give a row's draft, its errors and its warnings."""
    draft, unread = read_row(cells, service=service)
    verdict = validate_registration(draft, on_date)
    wrong = {problem.field for problem in unread}
    errors = (*unread, *(error for error in verdict.errors if error.field not in wrong))
    return draft, tuple(_without_followers(errors)), verdict.warnings


def _without_followers(errors: tuple[Problem, ...]) -> Iterator[Problem]:
    """Leave out what only follows from another wrong cell of the row."""
    fields = {error.field for error in errors}
    for error in errors:
        has_no_year = "first_contact_date" in fields and (
            error.code in ("not_in_use", "not_collected") or error.field == "abroad_case"
        )
        if has_no_year and error.code != "not_yes_or_no":
            continue
        if error.code == "obstacle_without_failed_return" and "outcome" in fields:
            continue
        yield error


def _placed(
    row: int, cells: Mapping[str, str], problems: tuple[Problem, ...], service: str
) -> Iterator[RowProblem]:
    for problem in problems:
        text = cells.get(problem.field, "")
        shown = shown_of(problem.field, text, service=service) if text else ""
        hidden = len(text) if text and not shown else 0
        yield RowProblem(row, problem.field, problem.code, shown, hidden, problem.suggestion)


def look_of(draft: CaseDraft) -> CaseLook:
    """Give what a draft looks like."""
    return CaseLook(
        first_contact_date=draft.first_contact_date,
        main_concern=draft.main_concern,
        gender=draft.gender,
        age_band=draft.age_band,
        country_background=draft.countries[0],
        referrer=draft.referrer,
    )


def _same_looking(drafts: list[tuple[int, CaseDraft]], registered: LooksRegistered) -> Iterator[RowProblem]:
    """Warn of rows that are the same in everything, and of rows that look like a registered case."""
    days = [draft.first_contact_date for _, draft in drafts if draft.first_contact_date]
    known = registered(min(days), max(days)) if days else frozenset()
    seen: dict[CaseDraft, int] = {}
    for row, draft in drafts:
        first = seen.setdefault(draft, row)
        day = f"{draft.first_contact_date:%d.%m.%Y}"
        if first != row:
            yield RowProblem(row, "first_contact_date", "same_as_row", day, suggestion=str(first))
        if look_of(draft) in known:
            yield RowProblem(row, "first_contact_date", "like_a_case", day)


def _counted(drafts: list[tuple[int, CaseDraft]]) -> Iterator[Count]:
    counts = Counter(
        (draft.first_contact_date.year, draft.main_concern) for _, draft in drafts if draft.first_contact_date
    )
    for (year, concern), rows in sorted(counts.items()):
        yield Count(year, concern, rows)
