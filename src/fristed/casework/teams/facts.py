"""What is handed over the wall of the room of teams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff as pages name one, with the fields of work they are the representative of."""

    account_id: int
    username: str
    display_name: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """Who works on a case now; ``responsible`` is empty where nobody is."""

    reference: str
    service: str
    responsible: Person | None
    members: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class StandInLine:
    """That somebody stands in for somebody else, now or later."""

    key: int
    away: Person
    stand_in: Person
    starts_at: datetime
    ends_at: datetime
