"""What every page gets: the actor and the time, fixed once at the door."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.staff.facts import OpenSession


class HouseRequest(HttpRequest):
    """A request whose actor and time have been fixed by the middleware."""

    actor: Actor
    at: datetime
    staff: OpenSession | None
    roles: tuple[str, ...] | None


def door_clock() -> datetime:
    """Read the clock; a door does so once per request and passes the time on."""
    return datetime.now(UTC)  # noqa: TID251  this is the door
