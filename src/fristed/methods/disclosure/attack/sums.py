"""Small sums: hidden cells whose sum follows from adding and subtracting printed sums, and is small.

A known sum is the same in every world. So a cell that some world shows at the smallest sum allowed is in no
small one, and for the few that are left linear programming tells which can be in one: by its duality, a cell
that cannot grow to that sum although all others may be anything is held down by a combination of relations in
which only small cells are left. What that combination is, in whole numbers, an integer programme tells.

References
----------
Daalmans, J. and de Waal, T. (2010). An improved formulation of the disclosure auditing problem for secondary
cell suppression. *Transactions on Data Privacy* 3(3), 217-251 (groups of hidden cells).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from fristed.methods.disclosure.attack.arithmetic import combination
from fristed.methods.disclosure.attack.programme import FOR_CORNERS, FOR_WHOLE_NUMBERS, NEARLY, OPTIONS
from fristed.methods.disclosure.attack.report import Finding
from fristed.methods.disclosure.attack.system import TRUST, Bounds, Row
from fristed.methods.disclosure.attack.worlds import Component, Interval

MOST_TIMES = 3
"""No relation is added or subtracted more often."""

A_CASE = 1_000
"""What a case of the sum counts against one relation or one cell more."""

Terms = Mapping[str, int]


def small_sums(component: Component, found: Mapping[str, Interval], least: int) -> list[Finding]:
    """Return the groups of at least two hidden cells that sum to a positive number below ``least``.

    Of several groups around a cell the one with the smallest sum is returned, and none that contains another.

    Parameters
    ----------
    component
        Relations that hang together.
    found
        The tightest interval of each of its cells without a printed value.
    least
        The smallest sum that may be known, in cases.
    """
    # What follows by itself is as good as printed.
    bounds = {**component.bounds, **{key: ends for key, ends in found.items() if key in component.bounds}}
    lines = _lines(component.rows, bounds)
    named = dict.fromkeys(key for line in lines for key in line.open_terms)
    small = [key for key in named if (high := bounds[key][1]) is not None and high < least]
    small = _Growing(lines, least).stay_small(small) if len(small) > 1 else []
    groups: dict[frozenset[str], Finding] = {}
    for times in _around_each(lines, small, least):
        finding = _finding(times, bounds)
        groups.setdefault(frozenset(finding.members), finding)
    return [one for members, one in groups.items() if not any(other < members for other in groups)]


def _around_each(
    lines: Sequence[_Line], small: Sequence[str], least: int
) -> Iterator[Sequence[tuple[_Line, int]]]:
    """Give, per cell, the relations whose sum with that cell in it is smallest, if there are any."""
    combining = _Combining(lines, small, least) if len(small) > 1 else None
    for key in small:
        times = combining.around(key) if combining else None
        if times is not None:
            yield times


@dataclass(frozen=True, slots=True)
class _Line:
    """A relation as total less parts: its cells without a printed value, and what the printed ones make."""

    row: Row
    open_terms: Terms
    known: int


def _lines(stated: Iterable[Row], bounds: Bounds) -> list[_Line]:
    """Write every relation in numbers without a value; cells that are declared equal are one number."""
    rows = [row for row in stated if row.statement.trust == TRUST["relation"]]
    first = _first_of_each(rows, bounds)
    lines: list[_Line] = []
    for row in rows:
        terms: Counter[str] = Counter()
        known = 0
        for key, by in row.terms:
            low, high = bounds[key]
            if low == high:
                known += by * low
            else:
                terms[first.get(key, key)] += by
        lines.append(_Line(row, {key: by for key, by in terms.items() if by}, known))
    return lines


def _first_of_each(rows: Iterable[Row], bounds: Bounds) -> dict[str, str]:
    """Return, per hidden cell that repeats another, the one that stands for both."""
    first: dict[str, str] = {}
    for row in rows:
        left = [key for key in row.keys if bounds[key] != (0, 0)]
        if len(left) == 2 and all(bounds[key][0] != bounds[key][1] for key in left):
            total, part = (first.get(key, key) for key in left)
            first |= {key: part for key in (*first, total) if first.get(key, key) == total}
    return first


class _Solver:
    """What both programmes share: columns and rows that are numbered as they come."""

    def __init__(self, options: Mapping[str, bool | int | float | str]) -> None:
        self.highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in {**OPTIONS, **options}.items():
            self.highs.setOptionValue(option, value)
        self.size = 0

    def column(self, low: float, high: float, cost: float = 0.0) -> int:
        """Add a column and return its place."""
        self.highs.addVar(low, high)
        self.highs.changeColCost(self.size, cost)
        self.size += 1
        return self.size - 1

    def row(self, low: float, high: float, terms: Mapping[int, int]) -> None:
        """Add a row."""
        self.highs.addRow(low, high, len(terms), list(terms), [float(by) for by in terms.values()])

    def values(self) -> list[float] | None:
        """Solve, and return the value of every column; nothing if no values fit."""
        self.highs.run()
        is_found = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return list(self.highs.getSolution().col_value) if is_found else None


class _Growing:
    """Lets cells grow while all that are not small may be anything, to see which cannot."""

    def __init__(self, lines: Sequence[_Line], least: int) -> None:
        self._solver, self._least = _Solver(FOR_CORNERS), least
        endless = highspy.kHighsInf
        self._column = {
            key: self._solver.column(-endless, endless)
            for key in dict.fromkeys(key for line in lines for key in line.open_terms)
        }
        for line in lines:
            terms = {self._column[key]: by for key, by in line.open_terms.items()}
            self._solver.row(-line.known, -line.known, terms)
        self._counted: dict[str, int] = {}

    def stay_small(self, small: Iterable[str]) -> list[str]:
        """Return those cells that stay below the least as long as those among them are not negative."""
        left = dict.fromkeys(small)
        for key in left:
            self._solver.highs.changeColBounds(self._column[key], 0.0, highspy.kHighsInf)
            self._counted[key] = self._solver.column(0.0, float(self._least))
            self._solver.row(-highspy.kHighsInf, 0.0, {self._counted[key]: 1, self._column[key]: -1})
        while left:
            # All at once they may be in each other's way; then one by one.
            grown = self._grown(left) or {one for key in left for one in self._grown([key])}
            if not grown:
                break
            for key in grown:
                del left[key]
                self._let_go(key)
        return list(left)

    def _grown(self, keys: Iterable[str]) -> set[str]:
        """Return which of some cells reach the least when they are all pushed."""
        costs = np.zeros(self._solver.size)
        costs[[self._counted[key] for key in keys]] = -1.0
        size = self._solver.size
        self._solver.highs.changeColsCost(size, np.arange(size, dtype=np.int32), costs)
        values = self._solver.values() or []
        return {key for key in keys if values and values[self._counted[key]] > self._least - NEARLY}

    def _let_go(self, key: str) -> None:
        endless = highspy.kHighsInf
        for column in (self._column[key], self._counted[key]):
            self._solver.highs.changeColBounds(column, -endless, endless)


class _Combining:
    """Looks for whole multiples of relations in which some small cells are left, each once."""

    def __init__(self, lines: Sequence[_Line], small: Iterable[str], least: int) -> None:
        self._lines, self._solver = lines, _Solver(FOR_WHOLE_NUMBERS)
        self._kept = {key: self._solver.column(0.0, 1.0, 1.0) for key in small}
        self._plus = [self._times(-line.known) for line in lines]
        self._minus = [self._times(line.known) for line in lines]
        self._solver.highs.changeColsIntegrality(
            self._solver.size,
            np.arange(self._solver.size, dtype=np.int32),
            np.full(self._solver.size, int(highspy.HighsVarType.kInteger), dtype=np.uint8),
        )
        self._add_rows(least)

    def _times(self, value: int) -> int:
        return self._solver.column(0.0, float(MOST_TIMES), 1.0 + A_CASE * value)

    def _add_rows(self, least: int) -> None:
        terms: dict[str, dict[int, int]] = {}
        sums: dict[int, int] = {}
        for at, line in enumerate(self._lines):
            for key, by in line.open_terms.items():
                terms.setdefault(key, {}).update({self._plus[at]: by, self._minus[at]: -by})
            sums |= {self._plus[at]: -line.known, self._minus[at]: line.known}
        for key, of_key in terms.items():
            self._solver.row(0.0, 0.0, of_key | ({self._kept[key]: -1} if key in self._kept else {}))
        self._solver.row(1.0, float(least - 1), sums)
        self._solver.row(2.0, highspy.kHighsInf, dict.fromkeys(self._kept.values(), 1))

    def around(self, key: str) -> list[tuple[_Line, int]] | None:
        """Return the relations, and how often each, whose sum is smallest among those with a cell in it."""
        self._solver.highs.changeColBounds(self._kept[key], 1.0, 1.0)
        values = self._solver.values()
        self._solver.highs.changeColBounds(self._kept[key], 0.0, 1.0)
        if values is None:
            return None
        times = (
            round(values[plus] - values[minus]) for plus, minus in zip(self._plus, self._minus, strict=True)
        )
        return [(line, by) for line, by in zip(self._lines, times, strict=True) if by]


def _finding(times: Sequence[tuple[_Line, int]], bounds: Bounds) -> Finding:
    """Write down a group, under the greatest printed total that others are subtracted from."""
    first = max(_added(times, bounds), key=lambda key: bounds[key][0])
    # Read from that total on, as a reader would write it.
    left, known = _terms(sorted(times, key=lambda one: one[0].row.keys[0] != first), bounds)
    added = [bounds[key][0] for key in known.elements()]
    taken = [bounds[key][0] for key in Counter({key: -by for key, by in known.items()}).elements()]
    members, rest = tuple(left), sum(added) - sum(taken)
    words = f"{combination(added, taken)} for {' + '.join(members)} together"
    return Finding(first, rest, rest, "group", True, words, members)


def _added(times: Sequence[tuple[_Line, int]], bounds: Bounds) -> list[str]:
    """Return the printed cells that are added; if there are any, those that are totals of what is used."""
    _, known = _terms(times, bounds)
    totals = {line.row.keys[0] for line, by in times if by < 0}
    added = [key for key, by in known.items() if by > 0]
    return [key for key in added if key in totals] or added


def _terms(times: Iterable[tuple[_Line, int]], bounds: Bounds) -> tuple[Counter[str], Counter[str]]:
    """Return what is left of the hidden cells, and how often each printed one is added."""
    left: Counter[str] = Counter()
    known: Counter[str] = Counter()
    for line, by in times:
        for key, each in line.open_terms.items():
            left[key] += by * each
        for key, each in line.row.terms:
            if bounds[key][0] == bounds[key][1]:
                known[key] -= by * each
    return Counter({key: by for key, by in left.items() if by}), known
