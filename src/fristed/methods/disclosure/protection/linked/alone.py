"""One number moved in a large system while few others go along: a way out for the last narrow ones.

Where many numbers want to move at once they are in each other's way, and the corner of their programme is
full of fractions. The way of a single number is short and, as a rule, whole.
"""

from __future__ import annotations

import highspy
import numpy as np

from fristed.methods.disclosure.protection.linked.moves import DULL, OPTIONS, Moves
from fristed.methods.disclosure.protection.linked.worlds import CLOSE, Floats, Integers

WORTH = 1e5
"""What a step of the number is worth: more than hiding whatever stands in its way."""

STEPS = 3_000
"""How many steps of the simplex are taken for one number; who needs more waits for other worlds."""

FOR_ONE: dict[str, bool | int | float | str] = {
    "presolve": "off",
    "solver": "simplex",
    "simplex_iteration_limit": STEPS,
}


class Alone:
    """A programme that is asked for the move of one number after the other.

    Parameters
    ----------
    moves
        The rows.
    movable
        The numbers that may move.
    prices
        What it costs to move each number of the system by one.
    """

    def __init__(self, moves: Moves, movable: Integers, prices: Floats) -> None:
        self._moves, self._movable = moves, movable
        self._column = np.full(moves.size, -1, dtype=np.int64)
        self._column[movable] = np.arange(len(movable))
        self._up, self._down = moves.limits(movable)
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (OPTIONS | FOR_ONE).items():
            self._highs.setOptionValue(option, value)
        numbers = np.concatenate([movable, movable])
        signs = np.concatenate([np.ones_like(movable), -np.ones_like(movable)])
        model = moves.model(numbers, signs)
        model.col_cost_, model.col_lower_ = DULL + prices[numbers], np.zeros(len(numbers))
        model.col_upper_ = np.concatenate([self._up, self._down])
        self._costs: Floats = DULL + prices[movable]
        self._highs.passModel(model)

    def reprice(self, number: int, price: float) -> None:
        """Change what it costs to move a number by one."""
        column = int(self._column[number])
        self._costs[column] = DULL + price
        for own in (column, column + len(self._movable)):
            self._highs.changeColCost(own, float(self._costs[column]))

    def move(self, number: int, sign: int, distance: int) -> Integers | None:
        """Return a whole move that takes a number as far as it can, up to ``distance``; none if not found."""
        column, half = int(self._column[number]), len(self._movable)
        own, other = (column, column + half) if sign > 0 else (column + half, column)
        limits = {column: float(self._up[column]), column + half: float(self._down[column])}
        self._highs.changeColCost(own, -WORTH)
        self._highs.changeColBounds(own, 0.0, min(float(distance), limits[own]))
        self._highs.changeColBounds(other, 0.0, 0.0)
        # Always from the truth, so that the answer does not depend on what was asked before.
        self._highs.clearSolver()
        self._highs.run()
        is_found = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values = np.array(self._highs.getSolution().col_value) if is_found else None
        self._highs.changeColCost(own, float(self._costs[column]))
        for at, most in limits.items():
            self._highs.changeColBounds(at, 0.0, most)
        return None if values is None else self._whole(values[:half] - values[half:])

    def _whole(self, distances: Floats) -> Integers | None:
        rounded = np.rint(distances)
        if np.abs(distances - rounded).max(initial=0.0) > CLOSE:
            return None
        found: Integers = np.zeros(self._moves.size, dtype=np.int64)
        found[self._movable] = rounded.astype(np.int64)
        return self._moves.checked(found)
