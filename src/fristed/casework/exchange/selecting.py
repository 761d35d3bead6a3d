"""Which rows of a checked file are stored: all that are right, but for those somebody chose to leave out."""

from __future__ import annotations

from collections.abc import Iterable

from fristed.casework.cases.facts import CaseDraft
from fristed.casework.exchange.facts import Check


class RowsNotChosen(Exception):
    """Nothing is stored: there are wrong rows that nobody chose to leave out, or rows that are not there.

    Attributes
    ----------
    wrong
        Rows with an error that are not left out.
    missing
        Rows to leave out that the file does not have.
    """

    def __init__(self, *, wrong: tuple[int, ...] = (), missing: tuple[int, ...] = ()) -> None:
        self.wrong, self.missing = wrong, missing
        words = [
            f"rows with errors: {_listed(wrong)}" if wrong else "",
            f"rows that are not in the file: {_listed(missing)}" if missing else "",
            "" if wrong or missing else "no row is left to store",
        ]
        super().__init__(f"Nothing was stored; {'; '.join(filter(None, words))}.")


def _listed(rows: tuple[int, ...]) -> str:
    return ", ".join(map(str, rows[:50])) + (" …" if len(rows) > 50 else "")


def rows_to_store(check: Check, leave_out: Iterable[int]) -> tuple[CaseDraft, ...]:
    """Give the drafts to store.

    Raises
    ------
    RowsNotChosen
        If a row with an error is not left out, a row left out is not there, or nothing remains.
    """
    left_out = frozenset(leave_out)
    wrong = tuple(row for row in check.wrong_rows if row not in left_out)
    in_the_file = {row for row, _ in check.drafts} | set(check.wrong_rows)
    missing = tuple(sorted(left_out - in_the_file))
    drafts = tuple(draft for row, draft in check.drafts if row not in left_out)
    if wrong or missing or not drafts:
        raise RowsNotChosen(wrong=wrong, missing=missing)
    return drafts
