"""Whole cases: the fewest moves from a drawn start to numbers that meet every row exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fristed.methods.reconstruction.candidates import Floats, Integers
from fristed.methods.reconstruction.solver import Effort, Problem, solve

MOST_ADDED = 4
"""A candidate may be added at most so many times beyond its start."""


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


def fewest_moves(
    start: Integers, rows: Sequence[LinearRow], costs: Floats, *, seed: int, effort: Effort | None = None
) -> Integers:
    """Find whole numbers near ``start`` that meet every row.

    Minimises the summed cost of the cases added and taken away.

    Parameters
    ----------
    start : ndarray of int, shape (candidates,)
        Not negative.
    rows : sequence of LinearRow
    costs : ndarray, shape (candidates,)
        Cost of adding one case of a candidate; taking one away costs the same.
    seed : int
        Of the solver.
    effort : Effort, optional

    Returns
    -------
    ndarray of int, shape (candidates,)

    Raises
    ------
    NoSolution
        When there is none, or none was found within the effort.
    """
    taken = np.flatnonzero(start)
    added_part = np.vstack([row.coefficients for row in rows])
    at_start = added_part @ start
    problem = Problem(
        table=np.hstack([added_part, -added_part[:, taken]]),
        costs=np.concatenate([costs, costs[taken]]),
        upper=np.concatenate([np.full(len(start), float(MOST_ADDED)), start[taken].astype(np.float64)]),
        low=np.array([row.low for row in rows], dtype=np.float64) - at_start,
        high=np.array([row.high for row in rows], dtype=np.float64) - at_start,
    )
    moves = solve(problem, seed=seed, effort=effort or Effort())
    found = start + moves[: len(start)]
    found[taken] -= moves[len(start) :]
    return found
