"""What a client may be given, and how long what belongs to it lasts. Plain values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from fristed.foundation.identity.rules import ROLES, Permission

ROLE = "case_worker"
"""A machine is never a leader: what is a leader's takes a person."""
READ = Permission.CASE_READ
SCOPES = (Permission.CASE_REGISTER, Permission.CASE_FOLLOW_UP)
"""What a client may be given besides reading. A scope narrows what the role may, and never widens it."""
LONGEST_NAME = 80
LONGEST_LIFE = timedelta(days=366)
ANSWERS_KEPT = timedelta(hours=24)
"""How long it is remembered that something was carried out already."""
STUCK_AFTER = timedelta(seconds=60)
"""After this, a call that has not ended may be made again: whoever made it is gone."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
MOST_TRIES = 20
"""Failures in a row, over about three days, after which nothing more is sent until the client asks anew."""


def scopes_permitted(scopes: Iterable[str]) -> frozenset[str]:
    """Give the permissions of a client: those of its role that its scopes leave, and reading.

    Examples
    --------
    >>> sorted(scopes_permitted(["case.register", "account.create"]))
    ['case.read', 'case.register']
    """
    left = {READ, *(scope for scope in SCOPES if scope in set(scopes))}
    return frozenset(str(one) for one in ROLES[ROLE].permissions & left)


def wait_after(failed: int) -> timedelta:
    """Give how long to wait before the next try after so many failures in a row.

    Examples
    --------
    >>> [wait_after(n).total_seconds() for n in (1, 2, 3, 30)]
    [30.0, 60.0, 120.0, 21600.0]
    """
    doubled: int = 2 ** min(max(failed - 1, 0), 20)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def is_in_force(
    *, confirmed_at: datetime | None, revoked_at: datetime | None, ends_at: datetime, at: datetime
) -> bool:
    """Whether a client may be used at a time."""
    return confirmed_at is not None and revoked_at is None and at < ends_at
