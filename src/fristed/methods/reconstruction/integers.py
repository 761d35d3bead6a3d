"""Whole cases: the fewest moves from a drawn start to rows that meet every constraint exactly (HiGHS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from fristed.methods.reconstruction.candidates import Floats, Integers

MOST_ADDED = 4
"""A candidate may be added at most so many times beyond its start."""


class NoSolution(ValueError):
    """The constraints cannot be met together by the candidates given."""


@dataclass(frozen=True, slots=True)
class LinearRow:
    """Bounds on a sum over candidates.

    Attributes
    ----------
    coefficients
        Shape (candidates,); whole numbers.
    low, high
        Unit: cases; infinite where there is no bound.
    """

    coefficients: Integers
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard the solver tries, free of any clock: relative gap, and branch-and-bound nodes at most."""

    gap: float = 0.05
    nodes: int = 2_000


def fewest_moves(
    start: Integers, rows: Sequence[LinearRow], costs: Floats, *, seed: int, effort: Effort | None = None
) -> Integers:
    """Find whole numbers near ``start`` that meet every row.

    Minimises the summed cost of cases added and taken away.

    Parameters
    ----------
    start : ndarray of int, shape (candidates,)
        Not negative.
    rows : sequence of LinearRow
    costs : ndarray, shape (candidates,)
        Cost of adding one case of a candidate; taking one away costs the same.
    seed : int
        Of the solver, which runs on one thread.
    effort : Effort, optional

    Returns
    -------
    ndarray of int, shape (candidates,)

    Raises
    ------
    NoSolution
        When there is none, or none was found within the effort.

    References
    ----------
    Huangfu, Q. and Hall, J. A. J. (2018). Parallelizing the dual revised simplex method. *Mathematical
    Programming Computation* 10, 119-142 (HiGHS).
    """
    effort = effort or Effort()
    solver = _solver(seed, effort)
    solver.passModel(_model(start, rows, costs))
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        raise NoSolution(f"no whole numbers meet all {len(rows)} rows: {solver.getModelStatus()}")
    moves = np.rint(np.array(solver.getSolution().col_value)).astype(np.int64)
    taken = np.flatnonzero(start)
    found = start + moves[: len(start)]
    found[taken] -= moves[len(start) :]
    _require_met(found, rows)
    return found


def _solver(seed: int, effort: Effort) -> highspy.Highs:
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("parallel", "off")
    solver.setOptionValue("random_seed", seed)
    solver.setOptionValue("mip_rel_gap", effort.gap)
    solver.setOptionValue("mip_max_nodes", effort.nodes)
    return solver


def _model(start: Integers, rows: Sequence[LinearRow], costs: Floats) -> highspy.HighsLp:
    """Columns: cases added, one for each candidate; then cases taken away, one for each drawn candidate."""
    taken = np.flatnonzero(start)
    added_part = np.vstack([row.coefficients for row in rows])
    table = np.hstack([added_part, -added_part[:, taken]])
    at_start = added_part @ start
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = table.shape[1], table.shape[0]
    model.col_cost_ = np.concatenate([costs, costs[taken]])
    model.col_lower_ = np.zeros(table.shape[1])
    model.col_upper_ = np.concatenate(
        [np.full(len(start), float(MOST_ADDED)), start[taken].astype(np.float64)]
    )
    model.row_lower_ = np.array([row.low for row in rows]) - at_start
    model.row_upper_ = np.array([row.high for row in rows]) - at_start
    model.integrality_ = [highspy.HighsVarType.kInteger] * table.shape[1]
    columns, places = np.nonzero(table.T)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.searchsorted(columns, np.arange(table.shape[1] + 1)).astype(np.int32)
    model.a_matrix_.index_ = places.astype(np.int32)
    model.a_matrix_.value_ = table.T[columns, places].astype(np.float64)
    return model


def _require_met(found: Integers, rows: Sequence[LinearRow]) -> None:
    """Count again in whole numbers: a solver's tolerance is not an answer."""
    for row in rows:
        total = int(row.coefficients @ found)
        if not row.low <= total <= row.high:
            raise NoSolution("the solver's numbers do not meet a row once rounded")
    if (found < 0).any():
        raise NoSolution("the solver's numbers are negative once rounded")
