"""The one place that speaks to HiGHS: whole numbers between bounds, one thread, a fixed seed, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import highspy
import numpy as np

from fristed.methods.reconstruction.candidates import Floats, Integers


class NoSolution(ValueError):
    """The constraints cannot be met together, or nothing was found within the effort."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard the solver tries: relative gap to the bound, and branch-and-bound nodes at most."""

    gap: float = 0.02
    nodes: int = 2_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Minimise ``costs @ x`` over whole numbers ``0 <= x <= upper`` with ``low <= table @ x <= high``.

    Attributes
    ----------
    table
        Shape (rows, columns).
    costs, upper
        Shape (columns,).
    low, high
        Shape (rows,); infinite where there is no bound.
    """

    table: Integers
    costs: Floats
    upper: Floats
    low: Floats
    high: Floats


def solve(problem: Problem, *, seed: int, effort: Effort) -> Integers:
    """Solve a problem.

    Returns
    -------
    ndarray of int, shape (columns,)

    Raises
    ------
    NoSolution
        When there is no solution, or none was found within the effort.

    References
    ----------
    Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method. *Mathematical
    Programming Computation* 10, 119-142 (HiGHS).
    """
    # The type stubs of highspy leave its constructor and several members without types.
    solver = cast("Any", highspy).Highs()
    for option, value in _options(seed, effort).items():
        solver.setOptionValue(option, value)
    solver.passModel(_model(problem))
    solver.run()
    if solver.getInfo().primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
        raise NoSolution(f"no whole numbers meet all {len(problem.low)} rows")
    found = np.rint(np.array(solver.getSolution().col_value, dtype=np.float64)).astype(np.int64)
    _require_met(found, problem)
    return found


def _options(seed: int, effort: Effort) -> dict[str, bool | int | float | str]:
    return {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": seed,
        "mip_rel_gap": effort.gap,
        "mip_max_nodes": effort.nodes,
    }


def _model(problem: Problem) -> highspy.HighsLp:
    rows, columns = problem.table.shape
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = rows, columns
    model.col_cost_, model.col_lower_, model.col_upper_ = problem.costs, np.zeros(columns), problem.upper
    model.row_lower_, model.row_upper_ = problem.low, problem.high
    model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    at_column, at_row = np.nonzero(problem.table.T)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    in_column = np.bincount(at_column, minlength=columns)
    model.a_matrix_.start_ = np.concatenate([np.zeros(1), np.cumsum(in_column)]).astype(np.int32)
    model.a_matrix_.index_ = at_row.astype(np.int32)
    model.a_matrix_.value_ = problem.table[at_row, at_column].astype(np.float64)
    return model


def _require_met(found: Integers, problem: Problem) -> None:
    """Count again in whole numbers: a solver's tolerance is not an answer."""
    reached = problem.table @ found
    if (reached < problem.low).any() or (reached > problem.high).any() or (found < 0).any():
        raise NoSolution("the solver's numbers do not meet the rows once rounded")
