"""What this room tells: a cited figure with its source, and who recorded or withdrew it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Unit = Literal["number", "percent", "kroner"]
UNITS: tuple[Unit, ...] = ("number", "percent", "kroner")


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure of another publisher as the report prints it; ``value`` is written plainly, ``1234.5``."""

    key: str
    value: str
    unit: Unit
    about: str
    publisher: str
    title: str
    address: str
    source_date: date
    looked_up_date: date


@dataclass(frozen=True, slots=True)
class Recorded:
    """A cited figure with the hands it went through."""

    figure: Cited
    recorded_by: str
    recorded_at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Whether no text may cite it any more."""
        return self.withdrawn_at is not None
