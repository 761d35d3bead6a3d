"""What the doors get of this room: frozen records, not rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as the door sees it for one request."""

    id: int
    account_id: int
    opened_at: datetime
    last_used_at: datetime
    verified_at: datetime
    means: str
    must_enrol: bool
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class ListedSession:
    """One line of a person's own list of sessions."""

    id: int
    opened_at: datetime
    last_used_at: datetime
    means: str
    device: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class ListedPasskey:
    """One of a person's own passkeys."""

    id: int
    name: str
    added_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """Which second factors an account has, beside its password."""

    passkeys: tuple[ListedPasskey, ...]
    has_app: bool
    recovery_codes_left: int
    is_bound: bool

    @property
    def has_second(self) -> bool:
        """Whether the account has a second factor that can be asked for."""
        return bool(self.passkeys) or self.has_app


@dataclass(frozen=True, slots=True)
class PersonToHelp:
    """Somebody whom a leader or system owner may help in, or out."""

    account_id: int
    username: str
    display_name: str
    service: str
    is_active: bool
    sessions: int
    has_second: bool
