"""Frozen records that cross the wall of this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

TABLE = "reception"
"""The table that the vault knows the details of a reception by."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """One thing that must be agreed, and how it stands."""

    key: str
    kind: str
    state: str
    account_id: int | None
    since: datetime
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class AskedPart:
    """What somebody outside who is asked sees: their own part, the day, and how many; nothing of the case."""

    key: str
    kind: str
    state: str
    arrival_date: date
    adults: int
    children: int
    since: datetime


@dataclass(frozen=True, slots=True)
class ReceptionLine:
    """One reception in a list."""

    reference: str
    state: str
    is_agreed: bool
    turn: str
    since: datetime
    arrival_date: date | None
    adults: int
    children: int
    from_service: str
    own_case: str


@dataclass(frozen=True, slots=True)
class ReceptionDetail:
    """A whole reception, and what the reader may do."""

    line: ReceptionLine
    version: int
    asked_at: datetime
    asked_by: str
    left_date: date | None
    arrived_date: date | None
    handed_over_date: date | None
    interview_date: date | None
    why: str
    parts: tuple[PartLine, ...]
    people: tuple[tuple[str, str], ...]
    case_reference: str
    coordinates: bool
    may_cancel: bool
    is_destroyed: bool


@dataclass(frozen=True, slots=True)
class DetailsOutline:
    """What is known of the sealed details without opening them, and what the reader may do with them."""

    token: str
    is_opened: bool
    is_officer: bool
    may_open: bool
    officers: tuple[str, ...]
    to_name: tuple[str, ...]
    writable: tuple[str, ...]
    why_not: str
    destroyed: bool


@dataclass(frozen=True, slots=True)
class ReceptionFact:
    """One reception for the statistics: nothing in it points at anybody."""

    year: int
    adults: int
    children: int
    state: str


@dataclass(frozen=True, slots=True)
class ReceptionDays:
    """How long a reception stood in each state that is over in a year, in days; not which it was."""

    year: int
    days: Mapping[str, int]
