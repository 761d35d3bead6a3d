"""What is counted of the chain, as data; nothing here counts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fristed.methods.classifications import LANGUAGES

LAST_YEAR = "last_year"
"""The system of what is printed again of the year before."""
VALUES = (
    "youngest",
    "oldest",
    "countries",
    "assessed_share",
    "occupancy_1",
    "occupancy_2",
    "places_1",
    "places_2",
)
"""What is printed beside counts of persons."""


@dataclass(frozen=True, slots=True)
class CellDefinition:
    """One count of persons: the condition, the system it hangs together with, and the price of hiding it."""

    key: str
    system: str
    source: str
    where: Mapping[str, bool | str]
    price: int
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SumDefinition:
    """That a count is the sum of others."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainTable:
    """A table: its rows are cells, in order."""

    id: str
    chapter: int
    titles: Mapping[str, str]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepDefinition:
    """A step of a chain that somebody waits in, and whose step it is."""

    chain: str
    state: str
    whose: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Definitions:
    """All of it."""

    cells: Mapping[str, CellDefinition]
    sums: tuple[SumDefinition, ...]
    tables: tuple[ChainTable, ...]
    steps: tuple[StepDefinition, ...]
    whose: Mapping[str, Mapping[str, str]]

    def systems(self) -> tuple[str, ...]:
        """Give the systems, in order."""
        return tuple(dict.fromkeys(cell.system for cell in self.cells.values()))

    def cells_of(self, system: str) -> tuple[CellDefinition, ...]:
        """Give the cells of a system."""
        return tuple(cell for cell in self.cells.values() if cell.system == system)

    def sums_of(self, system: str) -> tuple[SumDefinition, ...]:
        """Give the sums of a system."""
        return tuple(one for one in self.sums if self.cells[one.total].system == system)

    def total_of(self, system: str) -> str:
        """Give the cell that is no part of another."""
        parts = {part for one in self.sums for part in one.parts}
        return next(cell.key for cell in self.cells_of(system) if cell.key not in parts)


def _words(row: Mapping[str, Any], name: str = "label") -> dict[str, str]:
    return {language: row[f"{name}_{language}"] for language in LANGUAGES}


@cache
def definitions() -> Definitions:
    """Read the definitions."""
    text = files("fristed.statistics.chains").joinpath("data", "chains.toml").read_text("utf-8")
    content = tomllib.loads(text)
    return Definitions(
        cells={
            row["key"]: CellDefinition(
                row["key"], row["system"], row["source"], row["where"], row["price"], _words(row)
            )
            for row in content["cells"]
        },
        sums=tuple(SumDefinition(row["total"], tuple(row["parts"])) for row in content["sums"]),
        tables=tuple(
            ChainTable(row["id"], row["chapter"], _words(row, "title"), tuple(row["rows"]))
            for row in content["tables"]
        ),
        steps=tuple(
            StepDefinition(row["chain"], row["state"], row["whose"], _words(row)) for row in content["steps"]
        ),
        whose={row["code"]: _words(row) for row in content["whose"]},
    )
