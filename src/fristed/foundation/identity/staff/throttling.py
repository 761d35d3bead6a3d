"""Attempts to sign in are counted before they are tried, and whoever fails waits longer each time.

Names are counted as they were typed, whether an account has them or not, so that the answer tells nothing. A
browser in which the person has signed in before is counted by itself: a stranger who fails under somebody's
name slows down other browsers only, and by half a minute at most.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from fristed.foundation.identity.staff.keys import mac
from fristed.foundation.identity.staff.models import AttemptCount
from fristed.foundation.identity.staff.rules import FORGOTTEN_AFTER, wait_after

Bucket = tuple[str, str]


class TooSoon(Exception):
    """Somebody who has failed often must wait; ``wait`` says how long."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"Wait {wait.total_seconds():.0f} seconds.")
        self.wait = wait


def _locked(kind: str, about: str, at: datetime) -> AttemptCount:
    """Give the count of a bucket, locked until the transaction ends, so that attempts queue."""
    rows = AttemptCount.objects.select_for_update()
    key = {"kind": kind, "about_mac": mac("attempts", about)}
    row, _is_new = rows.get_or_create(**key, defaults={"failed": 0, "last_at": at})
    return row


def begin_attempt(buckets: Iterable[Bucket], *, at: datetime) -> None:
    """Count an attempt in every bucket before it is tried: attempts side by side gain nothing.

    Raises
    ------
    TooSoon
        If one of the buckets must wait; nothing is counted then, so that pressing again does not add.
    """
    with transaction.atomic():
        AttemptCount.objects.filter(last_at__lt=at - FORGOTTEN_AFTER).delete()
        rows = [_locked(kind, about, at) for kind, about in sorted(set(buckets))]
        waits = [row.last_at + wait_after(row.kind, row.failed) - at for row in rows]
        if rows and (longest := max(waits)) > timedelta(0):
            raise TooSoon(longest)
        for row in rows:
            row.failed, row.last_at = row.failed + 1, at
            row.save(update_fields=["failed", "last_at"])


def attempt_succeeded(buckets: Iterable[Bucket], *, at: datetime) -> None:
    """Forget the failures of who came in; an address only gets back the attempt that was counted now."""
    with transaction.atomic():
        for kind, about in sorted(set(buckets)):
            row = _locked(kind, about, at)
            row.failed = max(row.failed - 1, 0) if kind == "address" else 0
            row.save(update_fields=["failed"])
