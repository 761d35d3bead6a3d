"""What a reader's worlds allow: how far each number without a printed count can lie from its true count.

A world is a whole number for every such number that fits all rows and lower bounds. Worlds are held as
distances from the truth, so the truth is the world of zeros. They are found by linear programming; a number
is wide when two whole worlds are far enough apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from fristed.methods.disclosure.protection.linked.demands import Demand
from fristed.methods.disclosure.protection.linked.system import System

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

FAR = 1000
"""No distance is followed further than this many times the width."""

FINE = 1000
"""Coefficients of a demand found by linear programming are rounded up to one part in this many."""

CLOSE = 1e-6

PRIMAL_SIMPLEX = 4
OPTIONS: dict[str, bool | int | str] = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",
    # Only costs change from one question to the next, so the last corner stays a start for the primal way.
    "simplex_strategy": PRIMAL_SIMPLEX,
}


class Reach:
    """How far worlds found so far lie above and below the truth, per number.

    What is found stays true as long as nothing that is hidden is printed again.

    Parameters
    ----------
    size
        The number of numbers.
    keeps_worlds
        Whether worlds that show something new are kept, each as numbers and their distances.
    """

    def __init__(self, size: int, *, keeps_worlds: bool = False) -> None:
        self.worlds: list[tuple[Integers, Integers]] = []
        self._keeps_worlds = keeps_worlds
        self.above: Integers = np.zeros(size, dtype=np.int64)
        self.below: Integers = np.zeros(size, dtype=np.int64)

    def width(self, at: int) -> int:
        """Return how far apart two known worlds are in a number."""
        return int(self.above[at] - self.below[at])

    def note(self, numbers: Integers, world: Integers) -> None:
        """Remember a world of some numbers; the others stay true."""
        if self._keeps_worlds and bool(((world > self.above[numbers]) | (world < self.below[numbers])).any()):
            moves = np.flatnonzero(world)
            self.worlds.append((numbers[moves], world[moves]))
        self.above[numbers] = np.maximum(self.above[numbers], world)
        self.below[numbers] = np.minimum(self.below[numbers], world)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The end of a linear programme: the value of its number, and the prices of the rows."""

    value: float
    row_prices: Floats


class Worlds:
    """The worlds of some numbers while all others stay true.

    Parameters
    ----------
    system
        The numbers and rows.
    numbers
        Positions without a printed count that may move.
    width
        The width asked for.
    reach
        Where worlds that are found are noted.
    """

    def __init__(self, system: System, numbers: Sequence[int], width: int, reach: Reach) -> None:
        self._system, self._reach, self._width = system, reach, width
        self.numbers: Integers = np.array(numbers, dtype=np.int64)
        self.rows = sorted({row for at in numbers for row in system.rows_of[at]})
        self._column = {at: column for column, at in enumerate(numbers)}
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._entry_rows, self._entry_columns, self._entry_weights = self._entries()
        self._rooms = np.array([system.room_below(at) for at in numbers], dtype=np.int64)
        self._highs.passModel(self._model())
        self._costs: Floats = np.zeros(len(numbers))

    def _entries(self) -> tuple[Integers, Integers, Integers]:
        """Return row, column and weight of every number in every row, column by column."""
        place = {row: at for at, row in enumerate(self.rows)}
        entries = [
            (place[row], column, weight_in(self._system, row, at))
            for at, column in self._column.items()
            for row in self._system.rows_of[at]
        ]
        table = np.array(entries, dtype=np.int64).reshape(-1, 3)
        return table[:, 0], table[:, 1], table[:, 2]

    def _model(self) -> highspy.HighsLp:
        size = len(self.numbers)
        starts = np.searchsorted(self._entry_columns, np.arange(size + 1))
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = size, len(self.rows)
        model.col_cost_ = np.zeros(size)
        model.col_lower_ = -self._rooms.astype(np.float64)
        model.col_upper_ = np.full(size, float(FAR * self._width))
        model.row_lower_ = model.row_upper_ = np.zeros(len(self.rows))
        model.a_matrix_.start_ = starts.astype(np.int32)
        model.a_matrix_.index_ = self._entry_rows.astype(np.int32)
        model.a_matrix_.value_ = self._entry_weights.astype(np.float64)
        return model

    def push(self, costs: Floats) -> None:
        """Find the world of least cost and note it."""
        self._solve(costs)

    def extreme(self, at: int, sign: int) -> Extreme:
        """Find the world in which a number is greatest (``sign`` 1) or smallest (-1)."""
        column = self._column[at]
        self._solve(self._towards(column, sign))
        solution = self._highs.getSolution()
        return Extreme(float(solution.col_value[column]), np.array(solution.row_dual))

    def extreme_whole(self, at: int, sign: int) -> None:
        """Find the whole world in which a number is greatest or smallest, up to the width asked for."""
        self._make(highspy.HighsVarType.kInteger)
        self._solve(self._towards(self._column[at], sign))
        self._make(highspy.HighsVarType.kContinuous)

    def _make(self, kind: highspy.HighsVarType) -> None:
        size = len(self.numbers)
        kinds = np.full(size, int(kind), dtype=np.uint8)
        self._highs.changeColsIntegrality(size, np.arange(size, dtype=np.int32), kinds)

    def _towards(self, column: int, sign: int) -> Floats:
        costs: Floats = np.zeros(len(self.numbers))
        costs[column] = -sign
        return costs

    def _solve(self, costs: Floats) -> None:
        size = len(self.numbers)
        self._highs.changeColsCost(size, np.arange(size, dtype=np.int32), costs)
        self._highs.run()
        values: Floats = np.array(self._highs.getSolution().col_value)
        if len(values) == size:
            self._note(values)

    def _note(self, values: Floats) -> None:
        """Note a world if it is whole and fits every row exactly."""
        world = np.rint(values).astype(np.int64)
        if np.abs(values - world).max(initial=0.0) > CLOSE or not self._fits(world):
            return
        self._reach.note(self.numbers, world)

    def _fits(self, world: Integers) -> bool:
        moved = self._entry_weights * world[self._entry_columns]
        sums = np.bincount(self._entry_rows, weights=moved, minlength=len(self.rows))
        return not sums.any() and bool((world >= -self._rooms).all())

    def demand(self, at: int, ends: Sequence[tuple[int, Extreme]]) -> Demand:
        """Return what the row prices of both ends ask for: the freedom of what is hidden across a cut.

        Valid for every choice, if ``numbers`` are all that are linked to each other.

        References
        ----------
        Fischetti and Salazar (2001), the capacity constraints of the attacker's dual programme.
        """
        weights: dict[int, float] = {}
        for sign, end in ends:
            for number, price in self._reduced_prices(at, sign, end).items():
                room = self._system.room_below(number) if price > 0 else FAR * self._width
                weights[number] = weights.get(number, 0.0) + abs(price) * room
        least = FINE * self._width
        return demand_of_weights(self._system, at, weights, least)

    def _reduced_prices(self, at: int, sign: int, end: Extreme) -> dict[int, float]:
        prices: dict[int, float] = {at: -float(sign)}
        for row, price in zip(self.rows, end.row_prices.tolist(), strict=True):
            if abs(price) > CLOSE:
                for number in self._system.rows[row].members:
                    weight = weight_in(self._system, row, number)
                    prices[number] = prices.get(number, 0.0) - price * weight
        return {number: price for number, price in prices.items() if abs(price) > CLOSE}


def demand_of_weights(system: System, at: int, weights: dict[int, float], least: int) -> Demand:
    """Round weights up, so that the demand stays valid, and ask for ``least`` where ``at`` is hidden."""
    terms = {n: min(least, int(np.ceil(FINE * w - CLOSE))) for n, w in weights.items()}
    asked = least
    if not system.must_hide[at]:
        terms[at] = terms.get(at, 0) - least
        asked = 0
    return Demand(tuple(sorted((n, w) for n, w in terms.items() if w)), asked)


def weight_in(system: System, row: int, at: int) -> int:
    """Return the weight of a number in a row written as total less parts."""
    return 1 if system.rows[row].total == at else -1


def linked_numbers(system: System, hidden: frozenset[int]) -> list[list[int]]:
    """Divide numbers into those that rows link to each other."""
    inside: dict[int, list[int]] = {}
    for at in sorted(hidden):
        for row in system.rows_of[at]:
            inside.setdefault(row, []).append(at)
    found: list[list[int]] = []
    seen: set[int] = set()
    for at in sorted(hidden):
        if at not in seen:
            found.append(sorted(_spread(system, [at], inside, seen)))
    return found


def nearby(system: System, at: int, hidden: frozenset[int], most: int) -> list[int]:
    """Return ``at`` and the hidden numbers nearest to it, row by row, about ``most`` of them."""
    found, frontier, rows = {at}, [at], set[int]()
    while frontier and len(found) < most:
        following: list[int] = []
        for number in frontier:
            for row in system.rows_of[number]:
                if row not in rows:
                    rows.add(row)
                    beside = [n for n in system.rows[row].members if n in hidden and n not in found]
                    beside = beside[: max(4, most // 4)]
                    found.update(beside)
                    following += beside
        frontier = following
    return sorted(found)


def _spread(system: System, start: Iterable[int], inside: dict[int, list[int]], seen: set[int]) -> list[int]:
    stack, found, done = list(start), list[int](), set[int]()
    seen.update(stack)
    while stack:
        at = stack.pop()
        found.append(at)
        for row in system.rows_of[at]:
            if row not in done:
                done.add(row)
                new = [n for n in inside[row] if n not in seen]
                seen.update(new)
                stack += new
    return found
