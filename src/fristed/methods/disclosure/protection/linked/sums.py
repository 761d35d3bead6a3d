"""Small sums that only several relations together tell: looked for when nothing else is lacking.

Readers add and subtract relations; what is printed is known, and if every hidden number that is left counts
once, its sum is known. A number that is not small is in no small sum, and a small one is in none if it can
grow to the smallest sum allowed where those not small may be anything (duality of linear programmes).
For the few that cannot, an integer programme looks for the relations, and so says what to ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import highspy
import numpy as np

from fristed.methods.disclosure.protection.linked.demands import Demand, demand
from fristed.methods.disclosure.protection.linked.programme import OPTIONS
from fristed.methods.disclosure.protection.linked.system import System
from fristed.methods.disclosure.protection.linked.worlds import CLOSE, Reach, linked_numbers, weight_in
from fristed.methods.disclosure.records import ProtectionRule

MOST_TIMES = 3
"""No relation is added or subtracted more often."""


def small_sums(
    system: System, rule: ProtectionRule, hidden: frozenset[int], reach: Reach, most: int
) -> Iterator[Demand]:
    """Give a demand per small sum that hidden numbers are known to have.

    Parameters
    ----------
    system, rule
        The numbers and what must hold.
    hidden
        The numbers without a printed count.
    reach
        What is known of the worlds: what lies high in one of them is in no small sum.
    most
        Among more numbers than these, linked to each other, sums are not looked for.
    """
    least = rule.smallest_hidden_sum
    for numbers in linked_numbers(system, hidden) if least > 0 else ():
        small = [at for at in numbers if system.counts[at] + reach.above[at] < least]
        if len(small) > 1 and len(numbers) <= most:
            yield from _in_part(system, numbers, small, least)


def _in_part(system: System, numbers: Sequence[int], small: list[int], least: int) -> Iterator[Demand]:
    held = _stay_small(system, numbers, small, least)
    if len(held) > 1:
        combining = _Combining(system, numbers, held, least)
        for at in held:
            times = combining.around(at) if system.counts[at] else None
            if times is not None:
                yield _grown(system, times, least, at)


def _stay_small(system: System, numbers: Sequence[int], small: Iterable[int], least: int) -> list[int]:
    """Return the small numbers that cannot grow to the least while those among them are not negative."""
    held = list(small)
    while held:
        growing = _Growing(system, numbers, held, least)
        grown = growing.grown(held) or {one for at in held for one in growing.grown([at])}
        if not grown:
            break
        held = [at for at in held if at not in grown]
    return held


def _model(options: Mapping[str, bool | int | float | str]) -> highspy.Highs:
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in {**OPTIONS, **options}.items():
        highs.setOptionValue(option, value)
    return highs


def _rows(system: System, numbers: Iterable[int]) -> list[int]:
    return sorted({row for at in numbers for row in system.rows_of[at]})


class _Growing:
    """How far small numbers can move up together while all that are not small move as they like."""

    def __init__(self, system: System, numbers: Sequence[int], held: Sequence[int], least: int) -> None:
        self._system, self._least, self._size = system, least, len(numbers) + len(held)
        self._counted = {at: len(numbers) + place for place, at in enumerate(held)}
        self._highs = _model({"presolve": "off"})
        column = {at: place for place, at in enumerate(numbers)}
        endless = highspy.kHighsInf
        for at in numbers:
            self._highs.addVar(-float(system.counts[at]) if at in self._counted else -endless, endless)
        for _ in held:
            self._highs.addVar(0.0, float(least))
        for row in _rows(system, numbers):
            inside = [at for at in system.rows[row].members if at in column]
            weights = [float(weight_in(system, row, at)) for at in inside]
            self._highs.addRow(0.0, 0.0, len(inside), [column[at] for at in inside], weights)
        for at, counted in self._counted.items():
            self._highs.addRow(-endless, float(system.counts[at]), 2, [counted, column[at]], [1.0, -1.0])

    def grown(self, numbers: Iterable[int]) -> set[int]:
        """Return which of some numbers reach the least when they are all pushed."""
        costs = np.zeros(self._size)
        costs[[self._counted[at] for at in numbers]] = -1.0
        self._highs.changeColsCost(self._size, np.arange(self._size, dtype=np.int32), costs)
        self._highs.run()
        is_found = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values = self._highs.getSolution().col_value
        return {at for at in numbers if is_found and values[self._counted[at]] > self._least - CLOSE}


class _Combining:
    """Looks for whole multiples of relations in which some small numbers are left, each once."""

    def __init__(self, system: System, numbers: Sequence[int], held: Sequence[int], least: int) -> None:
        self._rows = _rows(system, numbers)
        self._column = {at: place for place, at in enumerate(held)}
        self._highs = _model({"mip_rel_gap": 0.0, "mip_abs_gap": 0.0})
        for at in held:
            self._add(0, 1, float(system.counts[at]))
        for _ in self._rows:
            self._add(-MOST_TIMES, MOST_TIMES, 0.0)
        self._add_rows(system, numbers, least)

    def _add(self, low: int, high: int, cost: float) -> None:
        self._highs.addVar(float(low), float(high))
        column = self._highs.getNumCol() - 1
        self._highs.changeColCost(column, cost)
        self._highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)

    def _add_rows(self, system: System, numbers: Sequence[int], least: int) -> None:
        place = {row: len(self._column) + at for at, row in enumerate(self._rows)}
        for at in numbers:
            # Parts count positively: the number is left as often as it is a part, less as it is a total.
            terms = {place[row]: -float(weight_in(system, row, at)) for row in system.rows_of[at]}
            if at in self._column:
                terms[self._column[at]] = -1.0
            self._highs.addRow(0.0, 0.0, len(terms), list(terms), list(terms.values()))
        counts = [float(system.counts[at]) for at in self._column]
        self._highs.addRow(1.0, float(least - 1), len(counts), list(self._column.values()), counts)
        self._highs.addRow(
            2.0, highspy.kHighsInf, len(counts), list(self._column.values()), [1.0] * len(counts)
        )

    def around(self, at: int) -> dict[int, int] | None:
        """Return how often each relation is taken for the smallest sum with a number in it, if any."""
        self._highs.changeColBounds(self._column[at], 1.0, 1.0)
        self._highs.run()
        is_found = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values = list(self._highs.getSolution().col_value)
        self._highs.changeColBounds(self._column[at], 0.0, 1.0)
        if not is_found:
            return None
        times = zip(self._rows, values[len(self._column) :], strict=True)
        return {row: round(value) for row, value in times if round(value)}


def _grown(system: System, times: Mapping[int, int], least: int, at: int) -> Demand:
    """Ask for more in a sum, or for a number that counts otherwise than once, as long as ``at`` is hidden.

    Valid for every choice: one that does not meet it hides ``at`` and other numbers that count once, and
    their sum, which is known, is too small.
    """
    counted: dict[int, int] = {}
    for row, by in times.items():
        for member in system.rows[row].members:
            counted[member] = counted.get(member, 0) - by * weight_in(system, row, member)
    terms = {n: system.counts[n] if by == 1 else least for n, by in counted.items() if by}
    return demand(terms, least, () if system.must_hide[at] else (at,))
