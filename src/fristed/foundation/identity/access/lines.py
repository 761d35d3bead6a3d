"""What those see who look after access: frozen records of people, ties, blocks, names, grants and glass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff as others see them in a list."""

    account_id: int
    username: str
    display_name: str
    service: str


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A tie, a block or a name that holds: whom it is about, who said so, and since when."""

    id: int
    reference: str
    person: Colleague
    at: datetime
    by_username: str


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A grant as its leader sees it."""

    key: str
    reference: str
    person: Colleague
    level: str
    purpose: str
    stands_in_for: Colleague | None
    starts_at: datetime
    ends_at: datetime
    given_by: str


@dataclass(frozen=True, slots=True)
class GlassLine:
    """Broken glass as those see it who were given notice, and who review it."""

    key: str
    reference: str
    person: Colleague
    reason: str
    broken_at: datetime
    until_at: datetime
    review_by: datetime
    is_late: bool
    is_reviewed: bool
    outcome: str
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as those see it who look after it."""

    person: Colleague
    is_active: bool
    roles: tuple[str, ...]
    is_own: bool
