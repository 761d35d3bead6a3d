"""The smallest and greatest whole number of a cell, by HiGHS, checked in exact arithmetic.

References
----------
Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method. *Mathematical
Programming Computation* 10(1), 119-142 (HiGHS).
"""

from __future__ import annotations

from collections.abc import Sequence

import highspy

from fristed.methods.disclosure.attack.propagation import NoWorld
from fristed.methods.disclosure.attack.system import Bounds, Row

World = dict[str, int]
"""A whole number for every cell that fits all bounds and rows."""

OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
}


class SolverGaveNoAnswer(RuntimeError):
    """The solver stopped without a proof, or its answer does not fit the rows exactly."""


class IntegerProgramme:
    """Whole numbers within bounds that meet rows.

    Parameters
    ----------
    bounds
        Lowest and highest value per cell.
    rows
        The rows between these cells.
    """

    def __init__(self, bounds: Bounds, rows: Sequence[Row]) -> None:
        self._bounds, self._rows = bounds, rows
        self._columns = {key: at for at, key in enumerate(bounds)}
        self._aim = 0
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in OPTIONS.items():
            self._highs.setOptionValue(option, value)
        for key in bounds:
            self._add_cell(key)
        for row in rows:
            self._add_row(row)

    def _add_cell(self, key: str) -> None:
        low, high = self._bounds[key]
        self._highs.addVar(low, highspy.kHighsInf if high is None else high)
        self._highs.changeColIntegrality(self._columns[key], highspy.HighsVarType.kInteger)

    def _add_row(self, row: Row) -> None:
        low = -highspy.kHighsInf if row.low is None else row.low
        high = highspy.kHighsInf if row.high is None else row.high
        columns = [self._columns[key] for key in row.keys]
        self._highs.addRow(low, high, len(columns), columns, [coefficient for _, coefficient in row.terms])

    def least(self, key: str) -> World:
        """Return a world in which a cell is as small as it can be.

        Raises
        ------
        NoWorld
            If no whole numbers fit.
        SolverGaveNoAnswer
            If the solver stopped without a proof.
        """
        world = self._extreme(key, highspy.ObjSense.kMinimize)
        if world is None:  # counts are never negative, so what looks endless downwards does not exist
            raise NoWorld("No whole numbers fit everything that is stated.")
        return world

    def greatest(self, key: str) -> World | None:
        """Return a world in which a cell is as great as it can be, ``None`` if it can grow without end.

        Ask only where a world exists; :meth:`least` tells.

        Raises
        ------
        SolverGaveNoAnswer
            If the solver stopped without a proof.
        """
        return self._extreme(key, highspy.ObjSense.kMaximize)

    def _extreme(self, key: str, sense: highspy.ObjSense) -> World | None:
        self._highs.changeColCost(self._aim, 0.0)
        self._aim = self._columns[key]
        self._highs.changeColCost(self._aim, 1.0)
        self._highs.changeObjectiveSense(sense)
        self._highs.run()
        return self._answer(self._highs.getModelStatus())

    def _answer(self, status: highspy.HighsModelStatus) -> World | None:
        if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None
        if status == highspy.HighsModelStatus.kInfeasible:
            raise NoWorld("No whole numbers fit everything that is stated.")
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverGaveNoAnswer(f"HiGHS stopped with {status}.")
        values = self._highs.getSolution().col_value
        world = {name: round(values[at]) for name, at in self._columns.items()}
        self._check(world)
        return world

    def _check(self, world: World) -> None:
        """Check in whole numbers that a world fits, so that no tolerance of the solver slips through."""
        for row in self._rows:
            total = sum(coefficient * world[key] for key, coefficient in row.terms)
            if not _is_between(total, row.low, row.high):
                raise SolverGaveNoAnswer(f"The solver's answer does not fit: {row.statement.words}.")
        for key, (low, high) in self._bounds.items():
            if not _is_between(world[key], low, high):
                raise SolverGaveNoAnswer(f"The solver's answer does not fit the bounds of {key}.")


def _is_between(number: int, low: int | None, high: int | None) -> bool:
    return (low is None or low <= number) and (high is None or number <= high)
