"""What is printed of the chain: protected counts, values and waits, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChainCell:
    """A printed count of persons; empty where it is hidden, whether small itself or a shelter."""

    key: str
    persons: int | None


@dataclass(frozen=True, slots=True)
class ChainValue:
    """A printed value that is no count of persons: an age, a number of countries, a percent, places."""

    key: str
    value: int | None


@dataclass(frozen=True, slots=True)
class ChainWait:
    """How long a step of a chain took, as a median in days; empty where too few were waited for."""

    chain: str
    state: str
    median_days: int | None


@dataclass(frozen=True, slots=True)
class ChainTables:
    """All that is printed of a year, as it was protected together."""

    year: int
    policy: str
    policy_version: str
    threshold: int
    cells: tuple[ChainCell, ...]
    values: tuple[ChainValue, ...]
    waits: tuple[ChainWait, ...]

    def persons(self, key: str) -> int | None:
        """Give a count, or ``None`` where it is hidden."""
        return next(one.persons for one in self.cells if one.key == key)

    def value(self, key: str) -> int | None:
        """Give a value, or ``None`` where it is hidden."""
        return next(one.value for one in self.values if one.key == key)
