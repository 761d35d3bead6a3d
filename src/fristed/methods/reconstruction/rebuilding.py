"""Rebuilds the register, service by service and year by year: rake, draw, move little, attach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from fristed.methods.reconstruction.attaching import attach
from fristed.methods.reconstruction.candidates import (
    Candidates,
    Integers,
    draw_candidates,
    systematic_sample,
)
from fristed.methods.reconstruction.conflicts import fewest_given_up, price_of
from fristed.methods.reconstruction.constraints import constraints_of
from fristed.methods.reconstruction.entropy import rake
from fristed.methods.reconstruction.integers import fewest_moves
from fristed.methods.reconstruction.planning import (
    core_constraints,
    linear_rows,
    number_of_cases,
    targets_of,
)
from fristed.methods.reconstruction.prior import factors_of, residual_countries, shares_of
from fristed.methods.reconstruction.records import Constraint, RegisterRow
from fristed.methods.reconstruction.register import in_order
from fristed.methods.reconstruction.solver import NoSolution

SEED = 2024
DRAWS_PER_CASE = 120
CANDIDATES_PER_CASE = 8

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is ready before whole cases are found.

    Attributes
    ----------
    candidates
        With maximum-entropy weights.
    start
        Shape (candidates,); cases drawn by these weights.
    constraints
        Those to solve for.
    rng
        The generator, as far as it has come.
    """

    candidates: Candidates
    start: Integers
    constraints: tuple[Constraint, ...]
    rng: np.random.Generator


def rebuild(
    constraints: Sequence[Constraint], *, seed: int = SEED, say: Say | None = None
) -> list[RegisterRow]:
    """Make the whole register.

    Parameters
    ----------
    constraints : sequence of Constraint
    seed : int
        The same seed gives the same rows.
    say : callable, optional
        Told how far the work has come: a sentence for each service and year.

    Returns
    -------
    list of RegisterRow
        Sorted as in the file.

    Raises
    ------
    NoSolution
        When the constraints on a service and year cannot be met together; the message names those that
        stand in the way.
    """
    rows: list[RegisterRow] = []
    for service, year in sorted({(item.service, item.year) for item in constraints}):
        part = constraints_of(constraints, service, year)
        made = _made_or_explained(service, year, part, seed)
        if say is not None:
            say(f"{service} {year}: {len(made)} cases meet {len(part)} constraints")
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
    draft = draft_of(service, year, constraints, seed=seed)
    # Costs differ a little, so that no two solutions are equally good and the choice does not depend on luck.
    costs = 1.0 + 0.1 * draft.rng.random(len(draft.candidates))
    rows = linear_rows(draft.candidates, draft.constraints)
    found = fewest_moves(draft.start, rows, costs, seed=seed)
    return attach(expanded(service, year, draft.candidates, found), constraints, draft.rng)


def to_give_up(
    service: str, year: int, constraints: Sequence[Constraint], *, seed: int = SEED
) -> tuple[Constraint, ...]:
    """Find the least trusted, smallest set of constraints without which the others can be met.

    Only constraints that are solved for are looked at; the result is empty when they can all be met.
    """
    draft = draft_of(service, year, constraints, seed=seed)
    rows = linear_rows(draft.candidates, draft.constraints)
    places = fewest_given_up(rows, [price_of(item) for item in draft.constraints], seed=seed)
    return tuple(draft.constraints[at] for at in places)


def draft_of(service: str, year: int, constraints: Sequence[Constraint], *, seed: int) -> Draft:
    """Draw candidates, rake their weights, and draw a start and some alternatives by these weights."""
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
    return Draft(raked.only(kept), start[kept], core, rng)


def expanded(service: str, year: int, candidates: Candidates, found: Integers) -> list[RegisterRow]:
    """Write each candidate out as many times as it was found, with nothing attached."""
    rows: list[RegisterRow] = []
    for index in np.flatnonzero(found):
        rows += [_bare_row(service, year, candidates.texts(int(index)))] * int(found[index])
    return rows


def _made_or_explained(
    service: str, year: int, constraints: Sequence[Constraint], seed: int
) -> list[RegisterRow]:
    try:
        return rebuild_part(service, year, constraints, seed=seed)
    except NoSolution as refusal:
        names = ", ".join(item.id for item in to_give_up(service, year, constraints, seed=seed))
        raise NoSolution(f"{service} {year}: {refusal}; in the way stand: {names}") from refusal


def _bare_row(service: str, year: int, texts: dict[str, str]) -> RegisterRow:
    abroad = texts["abroad_case"]
    return RegisterRow(
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
