"""Rebuilds the register, one service and year after another: rake, draw, move as little as possible, attach."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from fristed.methods.reconstruction.attaching import attach
from fristed.methods.reconstruction.candidates import (
    Candidates,
    Integers,
    draw_candidates,
    systematic_sample,
)
from fristed.methods.reconstruction.constraints import constraints_of, parse_where
from fristed.methods.reconstruction.entropy import Target, rake
from fristed.methods.reconstruction.integers import LinearRow, fewest_moves
from fristed.methods.reconstruction.prior import CORE_COLUMNS, factors_of, residual_countries, shares_of
from fristed.methods.reconstruction.records import Constraint, RegisterRow
from fristed.methods.reconstruction.register import in_order

SEED = 2024
DRAWS_PER_CASE = 120
CANDIDATES_PER_CASE = 8
LARGEST_RESIDUAL = 6

Say = Callable[[str], None]


def rebuild(
    constraints: Sequence[Constraint], *, seed: int = SEED, say: Say = lambda _text: None
) -> list[RegisterRow]:
    """Make the whole register.

    Parameters
    ----------
    constraints : sequence of Constraint
    seed : int
        The same seed gives the same rows.
    say : callable, optional
        Told how far the work has come, one sentence for each service and year.

    Returns
    -------
    list of RegisterRow
        Sorted as in the file.

    Raises
    ------
    NoSolution
        When the constraints on a service and year cannot be met together.
    """
    rows: list[RegisterRow] = []
    for service, year in sorted({(item.service, item.year) for item in constraints}):
        made = rebuild_part(service, year, constraints_of(constraints, service, year), seed=seed)
        say(f"{service} {year}: {len(made)} cases")
        rows += made
    return in_order(rows)


def rebuild_part(
    service: str, year: int, constraints: Sequence[Constraint], *, seed: int = SEED
) -> list[RegisterRow]:
    """Make the rows of one service and year.

    Raises
    ------
    NoSolution
        When its constraints cannot be met together.
    """
    rng = np.random.default_rng([seed, year, *service.encode()])
    cases = number_of_cases(constraints)
    countries = residual_countries(service, constraints, rng)
    core = core_constraints(constraints, countries)
    shares = shares_of(service, constraints, countries, cases)
    drawn = draw_candidates(shares, factors_of(service), DRAWS_PER_CASE * cases, rng)
    raked = rake(drawn, targets_of(drawn, core), cases)
    start = systematic_sample(raked.weights, cases, rng)
    others = systematic_sample(raked.weights, CANDIDATES_PER_CASE * cases, rng)
    kept = (start + others) > 0
    candidates, start = raked.only(kept), start[kept]
    costs = 1.0 + 0.1 * rng.random(len(candidates))
    found = fewest_moves(start, linear_rows(candidates, core), costs, seed=seed)
    return attach(expanded(service, year, candidates, found), constraints, rng)


def number_of_cases(constraints: Sequence[Constraint]) -> int:
    """Give the printed total: the constraint on every case."""
    return next(item.low for item in constraints if not item.where and item.low is not None)


def core_constraints(constraints: Sequence[Constraint], countries: Sequence[str]) -> tuple[Constraint, ...]:
    """Give the constraints to solve for, with one for each residual country: at least one case, at most six."""
    total = next(item for item in constraints if not item.where)
    each = tuple(
        Constraint(
            id=f"residual.{code}",
            service=total.service,
            year=total.year,
            measure="cases",
            where=parse_where(f"country_background={code}"),
            minus=None,
            low=1,
            high=LARGEST_RESIDUAL,
            kind="assumed",
            source="",
            line="",
            note="chosen from the prior",
        )
        for code in countries
    )
    return tuple(item for item in constraints if _is_core(item)) + each


def targets_of(candidates: Candidates, constraints: Sequence[Constraint]) -> list[Target]:
    """Give the targets that weights can be raked to: every constraint that compares nothing."""
    return [
        Target(
            candidates.mask(item.where),
            float("-inf") if item.low is None else float(item.low),
            float("inf") if item.high is None else float(item.high),
        )
        for item in constraints
        if item.minus is None and item.where
    ]


def linear_rows(candidates: Candidates, constraints: Sequence[Constraint]) -> list[LinearRow]:
    """Give the constraints as rows over candidates."""
    return [
        LinearRow(
            _coefficients(candidates, item),
            float("-inf") if item.low is None else float(item.low),
            float("inf") if item.high is None else float(item.high),
        )
        for item in constraints
    ]


def expanded(service: str, year: int, candidates: Candidates, found: Integers) -> list[RegisterRow]:
    """Write each candidate out as many times as it was found."""
    rows: list[RegisterRow] = []
    for index in np.flatnonzero(found):
        texts = candidates.texts(int(index))
        abroad = texts["abroad_case"]
        row = RegisterRow(
            service=service,
            year=year,
            main_concern=texts["main_concern"],
            concern_basis="",
            gender=texts["gender"],
            age_band="",
            age_group=texts["age_group"],
            country_background=texts["country_background"],
            referrer=texts["referrer"],
            immigration_case=texts["immigration_case"] == "1",
            abroad_case=None if abroad == "" else abroad == "1",
            agencies_involved=(),
            agencies_to_involve=(),
        )
        rows += [row] * int(found[index])
    return rows


def _is_core(constraint: Constraint) -> bool:
    clauses = constraint.where + (constraint.minus or ())
    return constraint.measure == "cases" and all(clause.column in CORE_COLUMNS for clause in clauses)


def _coefficients(candidates: Candidates, constraint: Constraint) -> Integers:
    plus = candidates.mask(constraint.where).astype(np.int64)
    if constraint.minus is None:
        return plus
    return plus - candidates.mask(constraint.minus).astype(np.int64)
