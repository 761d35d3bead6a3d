"""Attaches what is not solved for: age band, ground of the concern, agencies. Printed facts on them hold.

A column that a constraint speaks of is filled by quota: exactly so many of the cases that the constraint
measures get the value, and no case outside such a constraint does. Other values are drawn one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from math import log

import numpy as np

from fristed.methods.reconstruction.constraints import parse_where
from fristed.methods.reconstruction.prior import rows_of
from fristed.methods.reconstruction.records import Constraint, RegisterRow, Where
from fristed.methods.reconstruction.verifying import matches

_AGENCY_COLUMNS = {"agencies_involved": "involved", "agencies_to_involve": "to_involve"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Weights of codes for the cases that meet a condition; the first line that fits a case applies."""

    where: Where
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Quota:
    """So many of the cases that meet ``where`` have ``value``."""

    where: Where
    value: str
    size: int


def attach(
    rows: Sequence[RegisterRow], constraints: Sequence[Constraint], rng: np.random.Generator
) -> list[RegisterRow]:
    """Fill age band, ground of the concern and agencies of rows of one service and year.

    Parameters
    ----------
    rows : sequence of RegisterRow
        With the core columns filled.
    constraints : sequence of Constraint
        Those of the service and year.
    rng : numpy.random.Generator

    Returns
    -------
    list of RegisterRow
        In the order given.
    """
    bands = _choices("prior_age_bands.csv")
    banded = [replace(row, age_band=_drawn(_weights(row, bands), rng)) for row in rows]
    based = _with_bases(banded, quotas_on("concern_basis", constraints), rng)
    return _with_agencies(based, constraints, rng)


def quotas_on(column: str, constraints: Sequence[Constraint]) -> tuple[Quota, ...]:
    """Give the quotas that constraints set on one attached column, the narrowest first."""
    found: list[Quota] = []
    for constraint in constraints:
        own = [clause for clause in constraint.where if clause.column == column]
        if own and constraint.low is not None and constraint.low == constraint.high:
            rest = tuple(clause for clause in constraint.where if clause.column != column)
            found += [Quota(rest, value, constraint.low) for clause in own for value in sorted(clause.values)]
    return tuple(sorted(found, key=lambda quota: -len(quota.where)))


def _with_bases(
    rows: Sequence[RegisterRow], quotas: Sequence[Quota], rng: np.random.Generator
) -> list[RegisterRow]:
    choices = _choices("prior_concern_bases.csv")
    settled: dict[int, str] = {}
    barred: list[set[str]] = [set() for _ in rows]
    for quota in quotas:
        fitting = [at for at, row in enumerate(rows) if matches(row, quota.where)]
        chances = {at: _weights(rows[at], choices)[quota.value] for at in fitting if at not in settled}
        settled.update(dict.fromkeys(_chosen(chances, quota.size, rng), quota.value))
        for at in fitting:
            barred[at].add(quota.value)
    return [
        replace(
            row, concern_basis=settled.get(at) or _drawn(_without(_weights(row, choices), barred[at]), rng)
        )
        for at, row in enumerate(rows)
    ]


def _with_agencies(
    rows: Sequence[RegisterRow], constraints: Sequence[Constraint], rng: np.random.Generator
) -> list[RegisterRow]:
    involved = _agency_sets(rows, "agencies_involved", constraints, rng, lambda _at, _agency: False)
    to_involve = _agency_sets(
        rows, "agencies_to_involve", constraints, rng, lambda at, agency: agency in involved[at]
    )
    return [
        replace(row, agencies_involved=tuple(sorted(now)), agencies_to_involve=tuple(sorted(later)))
        for row, now, later in zip(rows, involved, to_involve, strict=True)
    ]


def _agency_sets(
    rows: Sequence[RegisterRow],
    column: str,
    constraints: Sequence[Constraint],
    rng: np.random.Generator,
    is_barred: Callable[[int, str], bool],
) -> list[set[str]]:
    sets: list[set[str]] = [set() for _ in rows]
    quotas = quotas_on(column, constraints)
    for agency in _agencies():
        chances = {
            at: _chance(row, agency, _AGENCY_COLUMNS[column])
            for at, row in enumerate(rows)
            if not is_barred(at, agency)
        }
        own = [quota for quota in quotas if quota.value == agency]
        places = _by_quota(rows, own, chances, rng) if own else _by_chance(chances, rng)
        for at in places:
            sets[at].add(agency)
    return sets


def _by_quota(
    rows: Sequence[RegisterRow],
    quotas: Sequence[Quota],
    chances: Mapping[int, float],
    rng: np.random.Generator,
) -> set[int]:
    """Fill quotas from the narrowest to the widest; what a narrower one is about stays as it was filled."""
    places: set[int] = set()
    closed: set[int] = set()
    for quota in quotas:
        fitting = {at: chance for at, chance in chances.items() if matches(rows[at], quota.where)}
        missing = quota.size - len(places.intersection(fitting))
        free = {at: chance for at, chance in fitting.items() if at not in closed}
        places.update(_chosen(free, missing, rng))
        closed.update(fitting)
    return places


def _by_chance(chances: Mapping[int, float], rng: np.random.Generator) -> set[int]:
    return {at for at, chance in chances.items() if rng.random() < chance}


def _chosen(chances: Mapping[int, float], size: int, rng: np.random.Generator) -> list[int]:
    """Draw ``size`` places without putting back; a place without a chance comes last."""
    waiting = {at: -log(1.0 - rng.random()) / max(chance, 1e-9) for at, chance in chances.items()}
    return sorted(waiting, key=lambda at: (waiting[at], at))[: max(size, 0)]


def _drawn(weights: Mapping[str, float], rng: np.random.Generator) -> str:
    mark, drawn = rng.random() * sum(weights.values()), ""
    for code, weight in weights.items():
        if weight > 0 and mark >= 0:
            drawn = code
        mark -= weight
    return drawn


def _without(weights: Mapping[str, float], barred: Set[str]) -> dict[str, float]:
    return {code: weight for code, weight in weights.items() if code not in barred}


def _weights(row: RegisterRow, choices: Sequence[Choice]) -> Mapping[str, float]:
    return next(choice.weights for choice in choices if matches(row, choice.where))


def _chance(row: RegisterRow, agency: str, kind: str) -> float:
    lines = _agency_lines(agency)
    return next((choice.weights[kind] for choice in lines if matches(row, choice.where)), 0.0)


@cache
def _choices(name: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            parse_where(row["where"]),
            {code: float(weight) for code, weight in row.items() if code not in ("where", "agency")},
        )
        for row in rows_of(name)
    )


@cache
def _agencies() -> tuple[str, ...]:
    return tuple(sorted({row["agency"] for row in rows_of("prior_agencies.csv")}))


@cache
def _agency_lines(agency: str) -> tuple[Choice, ...]:
    name = "prior_agencies.csv"
    return tuple(
        choice for row, choice in zip(rows_of(name), _choices(name), strict=True) if row["agency"] == agency
    )
