"""What the tables of outcomes print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutcomeCell:
    """One printed cell; ``count`` is empty where it is hidden, whether small itself or a shelter."""

    table: str
    service: str
    row: str
    column: str
    count: int | None


@dataclass(frozen=True, slots=True)
class OutcomeTotal:
    """The number of cases a service's table is about; empty where they are too few to print anything."""

    table: str
    service: str
    cases: int | None


@dataclass(frozen=True, slots=True)
class OutcomeTables:
    """All tables of a year as they were protected together."""

    year: int
    policy: str
    policy_version: str
    threshold: int
    totals: tuple[OutcomeTotal, ...]
    cells: tuple[OutcomeCell, ...]
