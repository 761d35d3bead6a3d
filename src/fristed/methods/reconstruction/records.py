"""What the reconstruction reads and makes: rows of the register, constraints on them, and violations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Measure = Literal["cases", "countries", "largest_country"]
MEASURES: tuple[Measure, ...] = get_args(Measure)

Kind = Literal[
    "printed",
    "hidden",
    "not_in_use",
    "text",
    "order",
    "guideline",
    "decision",
    "assumed",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One case in the one year in which it is active. The person in it is invented.

    Attributes
    ----------
    service
        ``KT``, ``MR`` or ``SU``.
    year
        The counted year.
    referrer
        A code of the service's own list.
    abroad_case
        ``None`` where it was not collected (MR and SU before 2023).
    agencies_involved, agencies_to_involve
        Sorted codes; no agency is in both.
    """

    service: str
    year: int
    main_concern: str
    concern_basis: str
    gender: str
    age_band: str
    age_group: str
    country_background: str
    referrer: str
    immigration_case: bool
    abroad_case: bool | None
    agencies_involved: tuple[str, ...]
    agencies_to_involve: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition on one column: its value is among ``values``, or is not.

    A column of several agencies meets the condition when any of its agencies is among the values.
    """

    column: str
    values: frozenset[str]
    is_among: bool = True


Where = tuple[Clause, ...]
"""All clauses must hold; no clause is every case."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A number that the cases of one service and year must meet.

    Attributes
    ----------
    measure
        ``cases`` counts cases; ``countries`` counts the different countries in them, unknown left out;
        ``largest_country`` is the number of cases of the most frequent of these countries.
    where
        The cases that are measured.
    minus
        Cases whose number is taken away, where one number is compared with another; else ``None``.
    low, high
        Bounds, both included; ``None`` is no bound. Unit: that of the measure.
    kind
        Where the number comes from: printed, hidden by the published rule, a category not in use, the
        running text, an order stated in the text, the registration guideline, a decision where the source
        contradicts itself or is silent, or a plain assumption.
    source, line, note
        Table or section of the joint annual report 2024, the line of its text, and why.
    """

    id: str
    service: str
    year: int
    measure: Measure
    where: Where
    minus: Where | None
    low: int | None
    high: int | None
    kind: Kind
    source: str
    line: str
    note: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A constraint that rows do not meet, and what they have instead."""

    constraint: Constraint
    found: int

    def __str__(self) -> str:
        bounds = f"{_bound(self.constraint.low)}..{_bound(self.constraint.high)}"
        place = f"{self.constraint.service} {self.constraint.year}"
        return f"{place} {self.constraint.id}: found {self.found}, expected {bounds}"


def _bound(value: int | None) -> str:
    return "" if value is None else str(value)
