"""Tighten bounds row by row, in whole numbers; enough by itself where no two rows meet twice.

References
----------
Beeri, C., Fagin, R., Maier, D. and Yannakakis, M. (1983). On the desirability of acyclic database schemes.
*Journal of the ACM* 30(3), 479-513 (in an acyclic network, agreement between neighbours is agreement
everywhere).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from fristed.methods.disclosure.attack.system import Bounds, Row

Terms = tuple[tuple[str, int], ...]


class NoWorld(ValueError):
    """No whole numbers fit everything that is stated."""


class Forest:
    """Joins nodes into trees and tells when a join would close a ring."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def root(self, node: Hashable) -> Hashable:
        """Return the node that stands for the tree ``node`` is in."""
        while node in self._above:
            node = self._above[node]
        return node

    def join(self, left: Hashable, right: Hashable) -> bool:
        """Join two trees; ``False`` if they already were one."""
        top, other = self.root(left), self.root(right)
        if top == other:
            return False
        self._above[other] = top
        return True


def tighten(bounds: Bounds, rows: Sequence[Row]) -> Bounds:
    """Apply every row to the bounds of its cells until nothing changes.

    The number of rounds is at most one more than the number of rows: enough where no ring exists, and a stop
    for rings that would creep upwards for ever.

    Raises
    ------
    NoWorld
        If a cell is left without a value.
    """
    tight = bounds
    for _ in range(len(rows) + 1):
        before, tight = tight, _one_round(tight, rows)
        if tight == before:
            break
    return tight


def _one_round(bounds: Bounds, rows: Sequence[Row]) -> Bounds:
    tight = dict(bounds)
    for row in rows:
        for terms, most in _halves(row):
            _apply(tight, terms, most)
    return tight


def _halves(row: Row) -> Iterable[tuple[Terms, int]]:
    """Write a row as one or two rows of the form ``sum <= most``."""
    if row.high is not None:
        yield row.terms, row.high
    if row.low is not None:
        yield tuple((key, -coefficient) for key, coefficient in row.terms), -row.low


def _least(term: tuple[str, int], bounds: Bounds) -> int | None:
    """Return the smallest value of ``coefficient * cell``, ``None`` if it has none."""
    key, coefficient = term
    end = bounds[key][0] if coefficient >= 0 else bounds[key][1]
    return None if end is None else coefficient * end


def _apply(bounds: dict[str, tuple[int, int | None]], terms: Terms, most: int) -> None:
    """Apply ``sum of terms <= most``: no term exceeds what the least values of the others leave it."""
    least = [_least(term, bounds) for term in terms]
    endless = least.count(None)
    room = most - sum(end for end in least if end is not None)
    for term, own in zip(terms, least, strict=True):
        if endless == int(own is None):
            _narrow(bounds, term, room + (own or 0))


def _narrow(bounds: dict[str, tuple[int, int | None]], term: tuple[str, int], room: int) -> None:
    """Apply ``coefficient * cell <= room`` to the bounds of a cell."""
    key, coefficient = term
    low, high = bounds[key]
    if coefficient > 0:
        high = room // coefficient if high is None else min(high, room // coefficient)
    elif coefficient < 0:
        low = max(low, -(room // -coefficient))
    if (coefficient == 0 and room < 0) or (high is not None and high < low):
        raise NoWorld(f"No value is left for {key}.")
    bounds[key] = (low, high)


def is_settled(bounds: Bounds, rows: Sequence[Row]) -> bool:
    """Whether tightened bounds are exact: every value in them belongs to some world.

    That holds when no row tightens them further, and those that still bind have coefficients of one and form
    no ring.
    """
    if _one_round(bounds, rows) != bounds:
        return False
    forest = Forest()
    for at, row in enumerate(row for row in rows if not _is_implied(row, bounds)):
        for key, coefficient in row.terms:
            is_free = bounds[key][0] != bounds[key][1]
            if is_free and not (abs(coefficient) == 1 and forest.join(at, key)):
                return False
    return True


def _is_implied(row: Row, bounds: Bounds) -> bool:
    for terms, most in _halves(row):
        greatest = [_least((key, -coefficient), bounds) for key, coefficient in terms]
        if None in greatest or -sum(end for end in greatest if end is not None) > most:
            return False
    return True
