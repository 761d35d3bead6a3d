"""What is printed of the chain, read from data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is not printed: countries to draw from, how many dwellings there are, and reasons in shares."""

    countries: tuple[str, ...]
    dwellings: int
    not_offered: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PersonCount:
    """That so many persons fit a condition."""

    id: str
    of: str
    where: Mapping[str, bool | int]
    persons: int


@dataclass(frozen=True, slots=True)
class ChainConstraints:
    """Everything that is printed of a year: counts of persons, single values, and occupancy in percent."""

    year: int
    drawing: Drawing
    counts: tuple[PersonCount, ...]
    values: Mapping[str, int]
    occupancy: Mapping[int, int]

    def persons(self, name: str) -> int:
        """Give how many persons a count must be.

        Raises
        ------
        KeyError
            If nothing of that name is printed.
        """
        found = {one.id: one.persons for one in self.counts}
        return found[name]


def constraints_of(content: Mapping[str, Any]) -> ChainConstraints:
    """Read constraints from the content of a file."""
    drawing = content["drawing"]
    return ChainConstraints(
        year=content["year"],
        drawing=Drawing(tuple(drawing["countries"]), drawing["dwellings"], dict(drawing["not_offered"])),
        counts=tuple(
            PersonCount(row["id"], of, dict(row["where"]), row["persons"])
            for of in ("journeys", "housed")
            for row in content[of]
        ),
        values={row["of"]: row["is"] for row in content["values"]},
        occupancy={row["half"]: row["percent"] for row in content["occupancy"]},
    )


@cache
def chain_constraints() -> ChainConstraints:
    """Read what the report for 2024 prints of the chain.

    Examples
    --------
    >>> chain_constraints().persons("4.1.persons")
    46
    """
    text = (files("fristed.methods.reconstruction") / "data" / "chain_constraints.toml").read_text("utf-8")
    return constraints_of(tomllib.loads(text))
