"""One move of a whole large system in which as many numbers as possible go as far as they are asked to.

A linear programme finds the move; few numbers go along without need. Most of its corner is whole; what is not
is made whole by an integer programme over the numbers near it. Numbers that are still printed may move at a
price.

References
----------
Kelly, J. P., Golden, B. L. and Assad, A. A. (1992). Cell suppression: disclosure protection for sensitive
tabular data. *Networks* 22(4), 397-417 (printed cells may move at the price of hiding them).
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from fristed.methods.disclosure.protection.linked.system import System
from fristed.methods.disclosure.protection.linked.worlds import CLOSE, Floats, Integers, weight_in

Bools = NDArray[np.bool_]

FARTHEST = 20
"""No number moves further than this many times the width."""

DULL = 0.5
"""What it costs to move a number by one without need, so that moves stay small and whole."""

HOPS = (1, 2, 4)
"""How many rows from a fraction numbers are free to change while it is made whole, first and then."""

GAP = 0.05
NODES = 50
Options = dict[str, bool | int | float | str]
"""Options of the solver by their names."""

OPTIONS: Options = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
}
FOR_MOVES: Options = {"solver": "ipm"}
FOR_WHOLE_MOVES: Options = {"mip_rel_gap": GAP, "mip_max_nodes": NODES}


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Numbers, in which direction each should move (1 or -1), and how far, in cases."""

    numbers: Integers
    signs: Integers
    distances: Integers

    def distance_of(self, size: int) -> Integers:
        """Return per number of a system how far it is asked to move, 0 if it is not."""
        found: Integers = np.zeros(size, dtype=np.int64)
        found[self.numbers] = self.distances
        return found


class Moves:
    """The moves of a system: a distance from its count per number, so that every row still holds.

    Parameters
    ----------
    system
        The numbers and rows.
    width
        The width asked for, in cases.
    """

    def __init__(self, system: System, width: int) -> None:
        self.size, self._number_of_rows = len(system.counts), len(system.rows)
        self.rooms: Integers = np.array([system.room_below(at) for at in range(self.size)], dtype=np.int64)
        self._farthest = FARTHEST * width
        self._table = _Entries.of(system)
        self._members = [np.array(row.members, dtype=np.int64) for row in system.rows]

    def move(self, asked: Asked, movable: Integers, prices: Floats, reward: float) -> Integers | None:
        """Return a whole move that takes asked numbers far where that is worth it.

        Parameters
        ----------
        asked
            What should move.
        movable
            The numbers that may move, those asked for among them.
        prices
            What it costs to move each number of the system by one.
        reward
            What it is worth to move an asked number by one.

        Returns
        -------
        Integers or None
            Distances for all numbers of the system, or ``None`` if no whole move was found.
        """
        distances = self._fractions(asked, movable, prices, reward)
        if not _is_fraction(distances).any():
            return self.checked(np.rint(distances).astype(np.int64))
        for hops in HOPS:
            whole = self._made_whole(distances, hops, asked, prices, reward)
            if whole is not None:
                return self.checked(whole)
        return None

    def limits(self, numbers: Integers) -> tuple[Floats, Floats]:
        """Return how far numbers may go up, and how far down."""
        up: Floats = np.full(len(numbers), float(self._farthest))
        return up, np.minimum(self._farthest, self.rooms[numbers]).astype(np.float64)

    def model(self, numbers: Integers, signs: Integers) -> highspy.HighsLp:
        """Return a programme that keeps every row, a column per number and sign, without costs and bounds."""
        return self._table.model(numbers, signs, np.zeros(self._number_of_rows))

    def _fractions(self, asked: Asked, movable: Integers, prices: Floats, reward: float) -> Floats:
        """Solve the linear programme: every number has a way up and a way down, what is asked a third one."""
        column_of = np.full(self.size, -1, dtype=np.int64)
        column_of[movable] = np.arange(len(movable))
        up, down = self.limits(movable)
        own = column_of[asked.numbers]
        up[own] = np.where(asked.signs > 0, up[own] - asked.distances, 0.0)
        down[own] = np.where(asked.signs < 0, down[own] - asked.distances, 0.0)
        numbers = np.concatenate([movable, movable, asked.numbers])
        signs = np.concatenate([np.ones_like(movable), -np.ones_like(movable), asked.signs])
        costs = DULL + prices[numbers]
        costs[2 * len(movable) :] = DULL - reward
        most = np.maximum(np.concatenate([up, down, asked.distances.astype(np.float64)]), 0.0)
        model = self.model(numbers, signs)
        model.col_cost_, model.col_lower_, model.col_upper_ = costs, np.zeros(len(numbers)), most
        values = solved(model, FOR_MOVES)
        found: Floats = np.zeros(self.size)
        if values is not None:
            np.add.at(found, numbers, signs * values)
        return found

    def _made_whole(
        self, distances: Floats, hops: int, asked: Asked, prices: Floats, reward: float
    ) -> Integers | None:
        """Free the numbers near fractions and find whole distances for them that fit the others."""
        free = self._near(distances, hops)
        fixed = np.rint(distances).astype(np.int64)
        fixed[free] = 0
        most = np.ceil(np.abs(distances[free]) - CLOSE)
        paid = np.minimum(most, asked.distance_of(self.size)[free])
        numbers = np.concatenate([free, free])
        signs = np.sign(distances[numbers]).astype(np.int64)
        costs = DULL + prices[numbers]
        costs[: len(free)] = DULL - reward
        model = self._table.model(numbers, signs, -self._table.sums(fixed))
        model.col_cost_, model.col_lower_ = costs, np.zeros(len(numbers))
        model.col_upper_ = np.concatenate([paid, most - paid])
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(numbers)
        values = solved(model, FOR_WHOLE_MOVES)
        if values is None:
            return None
        np.add.at(fixed, numbers, signs * np.rint(values).astype(np.int64))
        return fixed

    def _near(self, distances: Floats, hops: int) -> Integers:
        """Return the numbers that move and are at most ``hops`` rows from one that moves by a fraction."""
        moves = np.abs(distances) > CLOSE
        near: Bools = _is_fraction(distances)
        for _ in range(hops):
            near[self.beside(np.flatnonzero(near))] = True
            near &= moves
        return np.flatnonzero(near)

    def beside(self, numbers: Integers) -> Integers:
        """Return all numbers that stand in a row with one of ``numbers``, these among them."""
        rows = np.unique(self._table.rows_of(numbers))
        members: list[Integers] = [self._members[row] for row in rows]
        return np.unique(np.concatenate([numbers, *members]))

    def checked(self, move: Integers) -> Integers | None:
        """Return the move if it fits every row and leaves room, in whole numbers."""
        return move if not self._table.sums(move).any() and bool((move >= -self.rooms).all()) else None


@dataclass(frozen=True, slots=True, eq=False)
class _Entries:
    """Row and weight of every number in every row, number by number."""

    starts: Integers
    rows: Integers
    weights: Integers
    number_of_rows: int

    @classmethod
    def of(cls, system: System) -> _Entries:
        counts = [len(rows) for rows in system.rows_of]
        pairs = [(row, at) for at, rows in enumerate(system.rows_of) for row in rows]
        return cls(
            np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            np.array([row for row, _ in pairs], dtype=np.int64),
            np.array([weight_in(system, row, at) for row, at in pairs], dtype=np.int64),
            len(system.rows),
        )

    def places_of(self, numbers: Integers) -> tuple[Integers, Integers]:
        """Return where the entries of numbers stand, one number after the other, and how many each has."""
        lengths = self.starts[numbers + 1] - self.starts[numbers]
        ends = np.cumsum(lengths)
        return np.arange(ends[-1] if len(ends) else 0) + np.repeat(
            self.starts[numbers] - ends + lengths, lengths
        ), lengths

    def rows_of(self, numbers: Integers) -> Integers:
        """Return the rows of numbers."""
        return self.rows[self.places_of(numbers)[0]]

    def sums(self, move: Integers) -> Integers:
        """Return what a move adds to every row."""
        numbers = np.repeat(np.arange(len(move)), np.diff(self.starts))
        sums = np.bincount(self.rows, weights=self.weights * move[numbers], minlength=self.number_of_rows)
        return sums.astype(np.int64)

    def model(self, numbers: Integers, signs: Integers, sums: NDArray[np.generic]) -> highspy.HighsLp:
        """Return a programme with a column per number and sign, over the rows that these numbers are in."""
        places, lengths = self.places_of(numbers)
        rows, place = np.unique(self.rows[places], return_inverse=True)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(numbers), len(rows)
        model.row_lower_ = model.row_upper_ = sums[rows].astype(np.float64)
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        model.a_matrix_.index_ = place.astype(np.int32)
        model.a_matrix_.value_ = (self.weights[places] * np.repeat(signs, lengths)).astype(np.float64)
        return model


def solved(model: highspy.HighsLp, options: Options) -> Floats | None:
    """Return the values of a programme's columns, or ``None`` if none that fit were found."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (OPTIONS | options).items():
        highs.setOptionValue(option, value)
    highs.passModel(model)
    highs.run()
    if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return np.array(highs.getSolution().col_value)


def _is_fraction(distances: Floats) -> Bools:
    return np.abs(distances - np.rint(distances)) > CLOSE
