"""Reads the constraints from ``data/constraints.csv``.

A condition is written ``column=code|code;column!=code``: clauses are parted by ``;`` and all must hold, codes
by ``|`` and any may. Flags are ``1``, ``0`` and, where nothing was collected, empty.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from importlib.resources import files
from io import StringIO

from fristed.methods.reconstruction.records import (
    KINDS,
    MEASURES,
    Clause,
    Constraint,
    Kind,
    Measure,
    RegisterRow,
    Where,
)

_COLUMNS = frozenset(column.name for column in fields(RegisterRow))


class BadConstraint(ValueError):
    """A line of the constraints cannot be read; the message says which and why."""


@cache
def read_constraints() -> tuple[Constraint, ...]:
    """Read every constraint of the project, in the order of the file."""
    path = files("fristed.methods.reconstruction") / "data" / "constraints.csv"
    text = path.read_text(encoding="utf-8")
    return tuple(constraint_from(row) for row in csv.DictReader(StringIO(text, newline="")))


def constraints_of(constraints: Sequence[Constraint], service: str, year: int) -> tuple[Constraint, ...]:
    """Pick the constraints on one service and year."""
    return tuple(item for item in constraints if item.service == service and item.year == year)


def parse_where(text: str) -> Where:
    """Read a condition.

    Raises
    ------
    BadConstraint
        When a clause has no ``=``, or names a column that the register does not have.

    Examples
    --------
    >>> [clause.column for clause in parse_where("age_group=child_under_18;country_background!=SY|SO")]
    ['age_group', 'country_background']
    """
    return tuple(_clause(part) for part in text.split(";") if part)


def constraint_from(row: Mapping[str, str]) -> Constraint:
    """Make a constraint of one line of the file.

    Raises
    ------
    BadConstraint
        When the line names a measure or kind that does not exist, or a condition cannot be read.
    """
    return Constraint(
        id=row["id"],
        service=row["service"],
        year=int(row["year"]),
        measure=_measure(row["measure"]),
        where=parse_where(row["where"]),
        minus=parse_where(row["minus"]) if row["minus"] else None,
        low=_bound(row["low"]),
        high=_bound(row["high"]),
        kind=_kind(row["kind"]),
        source=row["source"],
        line=row["line"],
        note=row["note"],
    )


def _clause(text: str) -> Clause:
    column, equals, values = text.partition("=")
    is_among = not column.endswith("!")
    name = column.removesuffix("!")
    if not equals or name not in _COLUMNS:
        raise BadConstraint(f"cannot read the condition {text!r}")
    return Clause(name, frozenset(values.split("|")), is_among)


def _measure(text: str) -> Measure:
    for measure in MEASURES:
        if measure == text:
            return measure
    raise BadConstraint(f"there is no measure {text!r}; choose one of {', '.join(MEASURES)}")


def _kind(text: str) -> Kind:
    for kind in KINDS:
        if kind == text:
            return kind
    raise BadConstraint(f"there is no kind {text!r}; choose one of {', '.join(KINDS)}")


def _bound(text: str) -> int | None:
    return int(text) if text else None
