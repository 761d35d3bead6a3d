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

    def interval(self, key: str) -> tuple[int, int | None]:
        """Return the smallest and greatest value of a cell over all worlds.

        Returns
        -------
        tuple
            Low and high, both included; high is ``None`` if the cell can grow without end.

        Raises
        ------
        NoWorld
            If no whole numbers fit.
        SolverGaveNoAnswer
            If the solver stopped without a proof.
        """
        low = self._extreme(key, highspy.ObjSense.kMinimize)
        if low is None:  # counts are never negative, so what looks endless downwards does not exist
            raise NoWorld("No whole numbers fit everything that is stated.")
        return low, self._extreme(key, highspy.ObjSense.kMaximize)

    def _extreme(self, key: str, sense: highspy.ObjSense) -> int | None:
        column = self._columns[key]
        self._highs.changeObjectiveSense(sense)
        self._highs.changeColCost(column, 1.0)
        self._highs.run()
        status = self._highs.getModelStatus()
        self._highs.changeColCost(column, 0.0)
        return self._answer(key, status)

    def _answer(self, key: str, status: highspy.HighsModelStatus) -> int | None:
        if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None
        if status == highspy.HighsModelStatus.kInfeasible:
            raise NoWorld("No whole numbers fit everything that is stated.")
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverGaveNoAnswer(f"HiGHS stopped with {status}.")
        values = self._highs.getSolution().col_value
        world = {name: round(values[at]) for name, at in self._columns.items()}
        self._check(world)
        return world[key]

    def _check(self, world: dict[str, int]) -> None:
        """Check in whole numbers that a world fits, so that no tolerance of the solver slips through."""
        for row in self._rows:
            total = sum(coefficient * world[key] for key, coefficient in row.terms)
            if (row.low is not None and total < row.low) or (row.high is not None and total > row.high):
                raise SolverGaveNoAnswer(f"The solver's answer does not fit: {row.statement.words}.")
