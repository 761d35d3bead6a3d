"""Rows that look like sums of other rows, in a table whose rows add up to more than its total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FAR_ABOVE = 1.2
"""How many times the total the rows must add up to before it is said that some may be sums of others."""

FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A row of one column: the least and the most it counts; no most where nothing says it."""

    name: str
    low: int
    high: int | None


def add_up_to_too_much(rows: Sequence[CountedRow], total: int) -> bool:
    """Whether the rows add up to far more than the total.

    Examples
    --------
    >>> add_up_to_too_much([CountedRow("a", 10, 10)], 9), add_up_to_too_much([CountedRow("a", 20, 20)], 9)
    (False, True)
    """
    return sum(row.low for row in rows) > total * FAR_ABOVE


def subtotals(rows: Sequence[CountedRow], total: int) -> tuple[str, ...]:
    """Name the rows that are sums of the rows below them, or of those above them, where all then fits.

    Examples
    --------
    >>> rows = [("Asia", 30), ("Iran", 10), ("Iraq", 20), ("Africa", 8), ("Mali", 5), ("Niger", 3)]
    >>> subtotals([CountedRow(name, count, count) for name, count in rows], 38)
    ('Asia', 'Africa')
    """
    return _heads(rows, total) or tuple(reversed(_heads(rows[::-1], total)))


def _heads(rows: Sequence[CountedRow], total: int) -> tuple[str, ...]:
    """Take each row that the next ones add up to as their sum; the rest must then fit the total."""
    heads, outside, at = [], [], 0
    while at < len(rows):
        outside.append(rows[at])
        parts = _parts_below(rows, at)
        if parts:
            heads.append(rows[at].name)
        at += 1 + parts
    return tuple(heads) if _fit(outside, total) else ()


def _parts_below(rows: Sequence[CountedRow], at: int) -> int:
    """Say how many rows below a printed one add up to it; zero where none do."""
    head = rows[at]
    if head.low != head.high or not head.low:
        return 0
    sizes = range(FEWEST_PARTS, len(rows) - at)
    return max((size for size in sizes if _fit(rows[at + 1 : at + 1 + size], head.low)), default=0)


def _fit(rows: Sequence[CountedRow], total: int) -> bool:
    """Whether counts within the bounds of some rows can add up to a total."""
    highs = [row.high for row in rows]
    most = None if None in highs else sum(high for high in highs if high is not None)
    return bool(rows) and sum(row.low for row in rows) <= total and (most is None or most >= total)
