"""What is printed of outreach, read from data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class AssignmentCount:
    """That a service held so many assignments in a year, exactly or about; in so many weeks, everywhere."""

    id: str
    service: str
    year: int
    number: int
    is_about: bool
    weeks: int
    in_all_counties: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is not printed: shares to draw from, and numbers of what nobody counted."""

    about_width: int
    became_case: int
    witness: int
    pupils: Mapping[str, int]
    forms: Mapping[str, int]
    partners: Mapping[str, int]
    topics: Mapping[str, int]
    rare_topic: str
    rare_topics: int
    audiences: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class OutreachConstraints:
    """Everything that is printed of a year, and how the rest is drawn."""

    year: int
    assignments: tuple[AssignmentCount, ...]
    grey_zone: int
    answers: Mapping[str, int]
    drawing: Drawing


def constraints_of(content: Mapping[str, Any]) -> OutreachConstraints:
    """Read constraints from the content of a file."""
    numbers = {name: value for name, value in content["answers"].items() if isinstance(value, int)}
    return OutreachConstraints(
        year=content["year"],
        assignments=tuple(_count_of(row, content["year"]) for row in content["assignments"]),
        grey_zone=content["grey_zone"]["number"],
        answers=numbers,
        drawing=Drawing(**content["drawing"]),
    )


def _count_of(row: Mapping[str, Any], year: int) -> AssignmentCount:
    return AssignmentCount(
        id=row["id"],
        service=row["service"],
        year=row.get("year", year),
        number=row.get("number", row.get("about", 0)),
        is_about="about" in row,
        weeks=row.get("weeks", 0),
        in_all_counties=row.get("in_all_counties", False),
    )


@cache
def outreach_constraints() -> OutreachConstraints:
    """Read what the reports for 2024 print of outreach.

    Examples
    --------
    >>> [one.number for one in outreach_constraints().assignments]
    [76, 63, 237, 24, 60]
    """
    text = (files("fristed.methods.reconstruction") / "data" / "outreach_constraints.toml").read_text("utf-8")
    return constraints_of(tomllib.loads(text))
