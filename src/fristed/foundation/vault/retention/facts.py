"""A list of what is due, as it is reviewed and as it was carried out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

State = Literal["proposed", "kept", "destroyed", "not_due"]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One owner on a list. ``approved_by`` names those who have given their word."""

    reference: str
    owner_reference: str
    retention_class: str
    event_date: date
    due_date: date
    state: State
    approved_by: tuple[str, ...]
    is_decided: bool
    fields_destroyed: int
    destroyed_sha256: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class ListHead:
    """One list: whose, of which day, who proposed it, and how many of its rows still wait."""

    reference: str
    service: str
    on_date: date
    proposed_at: datetime
    proposed_by: str
    rows: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A list with its rows."""

    head: ListHead
    rows: tuple[ListedRow, ...]
