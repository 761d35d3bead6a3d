"""What is printed of outreach: protected counts and percents, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutreachCell:
    """A printed number: a count, or a percent; empty where it is hidden, small itself or a shelter."""

    key: str
    value: int | None


@dataclass(frozen=True, slots=True)
class OutreachTables:
    """All that is printed of a year, as it was protected together; what nobody noted is not among it."""

    year: int
    policy: str
    policy_version: str
    threshold: int
    cells: tuple[OutreachCell, ...]

    def has(self, key: str) -> bool:
        """Whether a number is known at all, hidden or not."""
        return any(one.key == key for one in self.cells)

    def value(self, key: str) -> int | None:
        """Give a number, or ``None`` where it is hidden or nobody noted it."""
        return next((one.value for one in self.cells if one.key == key), None)
