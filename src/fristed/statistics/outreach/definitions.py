"""What is counted of outreach, as data; nothing here counts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from fristed.methods.classifications import LANGUAGES, code_list

Kind = Literal["events", "persons", "shares", "values"]
PROTECTED: frozenset[Kind] = frozenset({"persons", "shares"})
UNSTATED = "ung.unstated"
"""Those who asked and are in none of the shares that the site gives: never printed, part of the sum."""
SOURCE_YEAR = 2024
"""The report year that ``published`` is of."""


@dataclass(frozen=True, slots=True)
class CellDefinition:
    """One count: of what, under which condition, and the price of hiding it.

    ``again`` is the key of the same count, where this one is that of the year before; ``distinct`` the field
    whose different codes are counted; ``published`` what was printed of it, if it is not of the running text.
    """

    key: str
    counts: Kind
    source: str
    service: str
    unit: str
    where: Mapping[str, bool | str]
    labels: Mapping[str, str]
    system: str = ""
    again: str = ""
    distinct: str = ""
    rounded_to: int = 1
    price: int = 1
    published: int | None = None

    @property
    def years_back(self) -> int:
        """How many years before the report year it is of."""
        return 1 if self.again else 0

    @property
    def is_protected(self) -> bool:
        """Whether somebody stands behind each that is counted."""
        return self.counts in PROTECTED


@dataclass(frozen=True, slots=True)
class SumDefinition:
    """That a count is the sum of others."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitDefinition:
    """A field by whose codes is counted, and the services it is counted for."""

    id: str
    services: tuple[str, ...]
    codes: Mapping[str, Mapping[str, str]]
    names_service: bool

    def key(self, service: str, code: str) -> str:
        """Give the key of a count."""
        return f"{self.id}.{service.lower()}.{code}" if self.names_service else f"{self.id}.{code}"


@dataclass(frozen=True, slots=True)
class Definitions:
    """All of it."""

    cells: Mapping[str, CellDefinition]
    splits: Mapping[str, SplitDefinition]
    sums: tuple[SumDefinition, ...]

    def systems(self) -> tuple[str, ...]:
        """Give the systems of counts that are protected together, in order."""
        return tuple(dict.fromkeys(cell.system for cell in self.cells.values() if cell.is_protected))

    def cells_of(self, system: str) -> tuple[CellDefinition, ...]:
        """Give the protected counts of a system."""
        return tuple(cell for cell in self.cells.values() if cell.is_protected and cell.system == system)

    def sums_of(self, system: str) -> tuple[SumDefinition, ...]:
        """Give the sums of a system."""
        return tuple(one for one in self.sums if self.cells[one.total].system == system)

    def total_of(self, system: str) -> str:
        """Give the count that is no part of another."""
        parts = {part for one in self.sums for part in one.parts}
        return next(cell.key for cell in self.cells_of(system) if cell.key not in parts)


def _words(row: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    return {language: row[f"{prefix}{language}"] for language in LANGUAGES}


def _codes_of(row: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    if "list" not in row:
        return {one["code"]: _words(one) for one in row["codes"]}
    codes = code_list(row["list"])
    found: dict[str, dict[str, str]] = {
        code: {language: codes.label(code, language) for language in LANGUAGES} for code in codes.codes()
    }
    if "nowhere" in row:
        found[row["nowhere"]["code"]] = _words(row["nowhere"])
    return found


def _split_of(row: Mapping[str, Any]) -> SplitDefinition:
    return SplitDefinition(row["id"], tuple(row["services"]), _codes_of(row), row["names_service"])


def _cell_of(row: Mapping[str, Any]) -> CellDefinition:
    named = {key: value for key, value in row.items() if not key.startswith("label_")}
    return CellDefinition(**named, labels=_words(row, "label_"))


def _cells_of_split(row: Mapping[str, Any]) -> Iterator[CellDefinition]:
    split = _split_of(row)
    nowhere = row.get("nowhere", {}).get("code")
    shared = {name: row[name] for name in ("counts", "source", "unit", "system", "price") if name in row}
    for service in split.services:
        for code, labels in split.codes.items():
            where = {**row["where"], row["field"]: "" if code == nowhere else code}
            yield CellDefinition(
                key=split.key(service, code), service=service, where=where, labels=labels, **shared
            )


@cache
def definitions() -> Definitions:
    """Read the definitions."""
    text = files("fristed.statistics.outreach").joinpath("data", "outreach.toml").read_text("utf-8")
    content = tomllib.loads(text)
    cells = [_cell_of(row) for row in content["cells"]]
    cells += [cell for row in content["splits"] for cell in _cells_of_split(row)]
    splits = {row["id"]: _split_of(row) for row in content["splits"]}
    return Definitions(
        cells={cell.key: cell for cell in cells},
        splits=splits,
        sums=tuple(SumDefinition(row["total"], _parts_of(row, splits)) for row in content["sums"]),
    )


def _parts_of(row: Mapping[str, Any], splits: Mapping[str, SplitDefinition]) -> tuple[str, ...]:
    if "split" not in row:
        return tuple(row["parts"])
    split = splits[row["split"]]
    return tuple(split.key(service, code) for service in split.services for code in split.codes)
