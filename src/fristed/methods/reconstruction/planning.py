"""From constraints on cases to what is solved: targets for weights, and rows over candidates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fristed.methods.reconstruction.candidates import Candidates, Integers
from fristed.methods.reconstruction.constraints import parse_where
from fristed.methods.reconstruction.entropy import Target
from fristed.methods.reconstruction.integers import LinearRow
from fristed.methods.reconstruction.prior import CORE_COLUMNS
from fristed.methods.reconstruction.records import Constraint

LARGEST_RESIDUAL = 6
"""A country with more cases has a row of its own in the report."""


class NoTotal(ValueError):
    """The constraints on a service and year do not say how many cases there are."""


def number_of_cases(constraints: Sequence[Constraint]) -> int:
    """Give the printed total: what the constraint on every case asks for.

    Raises
    ------
    NoTotal
        When there is no such constraint, or the constraints on every case differ.
    """
    totals = {item.low for item in constraints if not item.where and item.low == item.high}
    total = totals.pop() if len(totals) == 1 else None
    if total is None:
        raise NoTotal("exactly one number of all cases is needed")
    return total


def core_constraints(constraints: Sequence[Constraint], countries: Sequence[str]) -> tuple[Constraint, ...]:
    """Give the constraints to solve for.

    Those on attached columns come later. The number of countries is met by choosing them beforehand; each of
    ``countries`` then has at least one case and at most six.
    """
    return tuple(item for item in constraints if _is_core(item)) + tuple(
        _on_residual(code, constraints[0]) for code in countries
    )


def targets_of(candidates: Candidates, constraints: Sequence[Constraint]) -> list[Target]:
    """Give the targets that weights can be raked to: every constraint that compares nothing."""
    return [
        Target(candidates.mask(item.where), _low(item), _high(item))
        for item in constraints
        if item.minus is None and item.where
    ]


def linear_rows(candidates: Candidates, constraints: Sequence[Constraint]) -> list[LinearRow]:
    """Give the constraints as rows over candidates."""
    return [LinearRow(_coefficients(candidates, item), _low(item), _high(item)) for item in constraints]


def _is_core(constraint: Constraint) -> bool:
    clauses = constraint.where + (constraint.minus or ())
    return constraint.measure == "cases" and all(clause.column in CORE_COLUMNS for clause in clauses)


def _on_residual(code: str, example: Constraint) -> Constraint:
    return Constraint(
        id=f"residual.{code}",
        service=example.service,
        year=example.year,
        measure="cases",
        where=parse_where(f"country_background={code}"),
        minus=None,
        low=1,
        high=LARGEST_RESIDUAL,
        kind="assumed",
        source="",
        line="",
        note="a country of the residual row, chosen from the prior",
    )


def _coefficients(candidates: Candidates, constraint: Constraint) -> Integers:
    plus = candidates.mask(constraint.where).astype(np.int64)
    if constraint.minus is None:
        return plus
    return np.subtract(plus, candidates.mask(constraint.minus).astype(np.int64))


def _low(constraint: Constraint) -> float:
    return float("-inf") if constraint.low is None else float(constraint.low)


def _high(constraint: Constraint) -> float:
    return float("inf") if constraint.high is None else float(constraint.high)
