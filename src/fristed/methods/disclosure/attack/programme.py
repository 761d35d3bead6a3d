"""Worlds in which cells are as small or as great as they can be, by HiGHS, checked in whole numbers.

A linear programme keeps its last corner, so that the next question starts there. Its answer limits the whole
numbers; where its own corner is whole it is a world as well, which is the rule in tables that share margins.
Only where it is not, an integer programme is asked.

References
----------
Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method. *Mathematical
Programming Computation* 10(1), 119-142 (HiGHS).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Literal

import highspy
import numpy as np
import numpy.typing as npt

from fristed.methods.disclosure.attack.matrix import ENDLESS, Matrix, Whole
from fristed.methods.disclosure.attack.propagation import NoWorld

Direction = Literal[1, -1]
"""Upwards or downwards."""

NEARLY = 1e-6
"""How near a corner must be to whole numbers to be tried as a world."""

PRIMAL_SIMPLEX = 4
OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
}
FOR_CORNERS: dict[str, bool | int | float | str] = {"presolve": "off", "simplex_strategy": PRIMAL_SIMPLEX}
FOR_WHOLE_NUMBERS: dict[str, bool | int | float | str] = {
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,
}
NO_END = (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)

NOTHING_FITS = "No whole numbers fit everything that is stated."


class SolverGaveNoAnswer(RuntimeError):
    """The solver stopped without a proof, or its answer does not fit the rows exactly."""


@dataclass(frozen=True, slots=True, eq=False)
class Corner:
    """What a linear programme says: no world goes beyond ``limit``; and perhaps a world."""

    limit: int | None
    world: Whole | None


class Programme:
    """Whole numbers within bounds that meet rows.

    Parameters
    ----------
    matrix
        The bounds and rows.
    """

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._corners = _model(matrix, OPTIONS | FOR_CORNERS, whole=False)
        self._whole: highspy.Highs | None = None

    def corner(self, columns: Iterable[int], direction: Direction) -> Corner:
        """Ask how far the sum of some cells goes up or down, fractions allowed.

        The limit is ``None`` if nothing stops it.

        Raises
        ------
        NoWorld
            If not even fractions fit.
        SolverGaveNoAnswer
            If the solver stopped without a proof.
        """
        chosen = list(columns)
        status = self._run(self._corners, chosen, direction)
        if status in NO_END:
            if direction == -1:  # counts are never negative: what looks endless downwards does not exist
                raise NoWorld(NOTHING_FITS)
            return Corner(None, None)
        values = np.array(self._corners.getSolution().col_value)
        sum_of_chosen = float(values[chosen].sum())
        limit = floor(direction * sum_of_chosen + NEARLY) * direction
        return Corner(limit, self._if_whole(values))

    def farthest(self, columns: Iterable[int], direction: Direction) -> Whole:
        """Return a world in which the sum of some cells is as great or small as whole numbers allow.

        Ask only where :meth:`corner` gave a limit.

        Raises
        ------
        NoWorld
            If no whole numbers fit.
        SolverGaveNoAnswer
            If the solver stopped without a proof, or its answer does not fit exactly.
        """
        if self._whole is None:
            self._whole = _model(self._matrix, OPTIONS | FOR_WHOLE_NUMBERS, whole=True)
        if (
            self._run(self._whole, list(columns), direction) in NO_END
        ):  # there is an end, so there is no world
            raise NoWorld(NOTHING_FITS)
        world: Whole = np.rint(np.array(self._whole.getSolution().col_value)).astype(np.int64)
        if misfits := self._matrix.misfits(world):
            raise SolverGaveNoAnswer(f"The solver's answer does not fit: {misfits[0]}.")
        return world

    def any_world(self) -> Whole:
        """Return some world.

        Raises
        ------
        NoWorld
            If no whole numbers fit.
        SolverGaveNoAnswer
            If the solver stopped without a proof, or its answer does not fit exactly.
        """
        world = self.corner((), -1).world
        return self.farthest((), -1) if world is None else world

    def _run(
        self, model: highspy.Highs, columns: list[int], direction: Direction
    ) -> highspy.HighsModelStatus:
        size = len(self._matrix.keys)
        costs = np.zeros(size)
        costs[columns] = -direction
        model.changeColsCost(size, np.arange(size, dtype=np.int32), costs)
        model.run()
        status = model.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise NoWorld(NOTHING_FITS)
        if status not in (highspy.HighsModelStatus.kOptimal, *NO_END):
            raise SolverGaveNoAnswer(f"HiGHS stopped with {status}.")
        return status

    def _if_whole(self, values: npt.NDArray[np.float64]) -> Whole | None:
        world = np.rint(values).astype(np.int64)
        is_whole = bool(np.all(np.abs(values - world) < NEARLY))
        return world if is_whole and not self._matrix.misfits(world) else None


def _model(matrix: Matrix, options: dict[str, bool | int | float | str], *, whole: bool) -> highspy.Highs:
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in options.items():
        model.setOptionValue(option, value)
    model.passModel(_linear(matrix, whole=whole))
    return model


def _linear(matrix: Matrix, *, whole: bool) -> highspy.HighsLp:
    linear = highspy.HighsLp()
    linear.num_col_, linear.num_row_ = len(matrix.keys), len(matrix.rows)
    linear.col_cost_ = np.zeros(len(matrix.keys))
    linear.col_lower_, linear.col_upper_ = _ends(matrix.low), _ends(matrix.high)
    linear.row_lower_, linear.row_upper_ = _ends(matrix.least), _ends(matrix.most)
    linear.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    linear.a_matrix_.start_ = matrix.starts.astype(np.int32)
    linear.a_matrix_.index_ = matrix.columns.astype(np.int32)
    linear.a_matrix_.value_ = matrix.coefficients.astype(np.float64)
    if whole:
        linear.integrality_ = [highspy.HighsVarType.kInteger] * len(matrix.keys)
    return linear


def _ends(numbers: Whole) -> npt.NDArray[np.float64]:
    """Write whole numbers as the solver wants them, with its own sign for no bound."""
    ends = numbers.astype(np.float64)
    ends[numbers >= ENDLESS] = highspy.kHighsInf
    ends[numbers <= -ENDLESS] = -highspy.kHighsInf
    return ends
