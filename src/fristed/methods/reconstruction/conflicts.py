"""Where not everything can be met: the least trusted, smallest set of rows to give up.

Order of trust, where the source contradicts itself: counts of tables, figures, text. Prices follow it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from fristed.methods.reconstruction.integers import LinearRow
from fristed.methods.reconstruction.records import Constraint, Kind
from fristed.methods.reconstruction.solver import Effort, Problem, solve

PRICES: Mapping[Kind, int] = {
    "printed": 64,
    "hidden": 64,
    "not_in_use": 64,
    "guideline": 32,
    "decision": 16,
    "text": 8,
    "order": 4,
    "assumed": 1,
}


def price_of(constraint: Constraint) -> int:
    """Give what it costs to give a constraint up; a figure costs half of what a table does."""
    price = PRICES[constraint.kind]
    return price // 2 if constraint.source.startswith("figure") else price


def fewest_given_up(
    rows: Sequence[LinearRow], prices: Sequence[int], *, seed: int, effort: Effort | None = None
) -> tuple[int, ...]:
    """Find the cheapest set of rows without which the others can be met together.

    Parameters
    ----------
    rows : sequence of LinearRow
    prices : sequence of int
        What giving up each row costs; positive.
    seed : int
        Of the solver.
    effort : Effort, optional

    Returns
    -------
    tuple of int
        Positions in ``rows``, in order; empty when nothing needs to be given up.

    Raises
    ------
    NoSolution
        When none was found within the effort.

    References
    ----------
    Chinneck, J. W. (2008). *Feasibility and Infeasibility in Optimization*. Springer (elastic programs and
    the minimum-cardinality set cover of infeasibilities).
    """
    effort = effort or Effort(gap=0.0, nodes=50_000)
    problem = _elastic(rows, prices)
    found = solve(problem, seed=seed, effort=effort)
    given_up = found[-len(rows) :]
    return tuple(int(at) for at in np.flatnonzero(given_up))


def _elastic(rows: Sequence[LinearRow], prices: Sequence[int]) -> Problem:
    """Columns: cases; by how much each row falls short, or is exceeded; whether it is given up.

    A row of the constraints becomes three: itself with slack, and no slack unless it is given up.
    """
    table = np.vstack([row.coefficients for row in rows])
    count, cases = table.shape
    largest = _most_cases(rows)
    unit, none = np.eye(count, dtype=np.int64), np.zeros((count, cases), dtype=np.int64)
    zero = np.zeros((count, count), dtype=np.int64)
    stacked = np.vstack(
        [
            np.hstack([table, unit, -unit, zero]),
            np.hstack([none, unit, zero, -largest * unit]),
            np.hstack([none, zero, unit, -largest * unit]),
        ]
    )
    no_slack, open_end = np.zeros(2 * count), np.full(2 * count, float("-inf"))
    return Problem(
        table=stacked,
        costs=np.concatenate([np.zeros(cases + 2 * count), np.array(prices, dtype=np.float64)]),
        upper=np.concatenate([np.full(cases + 2 * count, float(largest)), np.ones(count)]),
        low=np.concatenate([np.array([row.low for row in rows], dtype=np.float64), open_end]),
        high=np.concatenate([np.array([row.high for row in rows], dtype=np.float64), no_slack]),
    )


def _most_cases(rows: Sequence[LinearRow]) -> int:
    """Give a number that no sum needs to leave: the largest finite bound."""
    bounds = [abs(bound) for row in rows for bound in (row.low, row.high)]
    return max((int(bound) for bound in bounds if bound != float("inf")), default=0) + 1
