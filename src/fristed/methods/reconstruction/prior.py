"""What is assumed before anything printed is used: shares, factors, countries. All of it is data.

The prior decides only what the report leaves open, such as how country background and main concern go
together. It is a judgement of plausibility, made from what the report says in words; it measures nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from math import log

import numpy as np

from fristed.methods.reconstruction.constraints import parse_where
from fristed.methods.reconstruction.records import Clause, Constraint, Where

CORE_COLUMNS = (
    "main_concern",
    "gender",
    "age_group",
    "country_background",
    "referrer",
    "immigration_case",
    "abroad_case",
)
"""The columns that are solved for together; the others are attached afterwards."""

Shares = Mapping[str, Mapping[str, float]]
"""For each core column the weight of each code that may occur. Unit: expected cases."""


@dataclass(frozen=True, slots=True)
class Factor:
    """Cases like these are so many times as likely as independence makes them; 0 is impossible."""

    where: Where
    times: float


class NoRoom(ValueError):
    """The constraints leave a column of a service and year without any code."""


def rows_of(name: str) -> tuple[Mapping[str, str], ...]:
    """Read one data file of this room."""
    text = (files("fristed.methods.reconstruction") / "data" / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(StringIO(text, newline="")))


@cache
def factors_of(service: str) -> tuple[Factor, ...]:
    """Read the factors that apply to a service."""
    return tuple(
        Factor(parse_where(row["where"]), float(row["times"]))
        for row in rows_of("prior_factors.csv")
        if service in (row["services"] or service).split(";")
    )


def shares_of(
    service: str, constraints: Sequence[Constraint], countries: Sequence[str], cases: int
) -> Shares:
    """Give the expected number of cases of each code of each core column.

    A code with bounds of its own stands at the middle of them. What is left of the total is parted among the
    other codes by the weights of the prior.

    Parameters
    ----------
    service : str
    constraints : sequence of Constraint
        Those of one service and year.
    countries : sequence of str
        The countries without a row of their own that occur.
    cases : int
        All cases of the service and year.

    Raises
    ------
    NoRoom
        When no code of a column may occur.
    """
    weights = {column: _weights_of(service, column) for column in CORE_COLUMNS}
    allowed = {code: weights["country_background"].get(code, 0.0) for code in countries}
    shares: dict[str, Mapping[str, float]] = {}
    for column in CORE_COLUMNS:
        bounds = bounds_of_codes(column, constraints, tuple(weights[column]))
        others = allowed if column == "country_background" else weights[column]
        shares[column] = _shared_out(bounds, others, cases)
        if not shares[column]:
            raise NoRoom(f"no code of {column} may occur at {service}")
    return shares


def bounds_of_codes(
    column: str, constraints: Sequence[Constraint], known: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Give the bounds of the codes of a column that have a constraint of their own.

    A row of several codes of which the prior knows one, such as the two countries called Kongo, counts as
    that code.
    """
    bounds: dict[str, tuple[int, int]] = {}
    for constraint in constraints:
        code = _only_code(constraint, column, known)
        if code is not None and constraint.low is not None and constraint.high is not None:
            low, high = bounds.get(code, (0, constraint.high))
            bounds[code] = (max(low, constraint.low), min(high, constraint.high))
    return bounds


def residual_countries(
    service: str, constraints: Sequence[Constraint], rng: np.random.Generator
) -> tuple[str, ...]:
    """Choose the countries that have no row of their own, as many as the number of countries asks for.

    Parameters
    ----------
    service : str
    constraints : sequence of Constraint
        Those of one service and year; one of them measures ``countries``.
    rng : numpy.random.Generator

    Returns
    -------
    tuple of str
        Sorted codes.
    """
    weights = _weights_of(service, "country_background")
    bounds = bounds_of_codes("country_background", constraints, tuple(weights))
    named = sum(low > 0 for code, (low, _) in bounds.items() if code != "unknown")
    wanted = max((item.low or 0 for item in constraints if item.measure == "countries"), default=0) - named
    free = {code: weight for code, weight in weights.items() if weight > 0 and code not in bounds}
    return tuple(sorted(weighted_sample(free, max(wanted, 0), rng)))


def weighted_sample(weights: Mapping[str, float], size: int, rng: np.random.Generator) -> list[str]:
    """Draw codes without putting them back, likelier by weight.

    References
    ----------
    Efraimidis, P. S. and Spirakis, P. G. (2006). Weighted random sampling with a reservoir. *Information
    Processing Letters* 97(5), 181-185.
    """
    waiting = {code: -log(1.0 - rng.random()) / weights[code] for code in sorted(weights)}
    return sorted(waiting, key=lambda code: (waiting[code], code))[:size]


def _weights_of(service: str, column: str) -> dict[str, float]:
    if column == "country_background":
        return {row["country"]: float(row[service]) for row in rows_of("prior_countries.csv")}
    return {
        row["code"]: float(row["weight"])
        for row in rows_of("prior_shares.csv")
        if row["service"] == service and row["column"] == column
    }


def _only_code(constraint: Constraint, column: str, known: Sequence[str]) -> str | None:
    if constraint.measure != "cases" or constraint.minus is not None or len(constraint.where) != 1:
        return None
    clause: Clause = constraint.where[0]
    codes = clause.values.intersection(known)
    if clause.column != column or not clause.is_among or len(codes) != 1:
        return None
    return next(iter(codes))


def _shared_out(
    bounds: Mapping[str, tuple[int, int]], others: Mapping[str, float], cases: int
) -> dict[str, float]:
    fixed = {code: (low + high) / 2 for code, (low, high) in bounds.items()}
    free = {code: weight for code, weight in others.items() if code not in fixed and weight > 0}
    left = max(cases - sum(fixed.values()), 0.0)
    total = sum(free.values())
    fixed.update({code: left * weight / total for code, weight in free.items()})
    return {code: share for code, share in sorted(fixed.items()) if share > 0}
