"""What doors may read: stored, protected releases, their certificates, and for some why cells are hidden.

Nothing here counts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from fristed.foundation.background import state_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.models import ReleaseRequest, SecondaryWish, StoredRelease
from fristed.statistics.releases.payload import read_release
from fristed.statistics.releases.storing_policy import stored_policy
from fristed.statistics.releases.tasks import LONGEST_SECONDS, compute_release_task


@dataclass(frozen=True, slots=True)
class ReleaseHead:
    """What is said about a stored release without opening it."""

    year: int
    policy: str
    policy_version: str
    facts_sha256: str
    computed_at: datetime


def stored_release(year: int, policy: str) -> Release | None:
    """Give the newest stored release of a year under a policy, with what the policy said then, or ``None``.

    Raises
    ------
    DamagedRelease
        If the stored text has been changed since it was stored.
    DamagedPolicy
        If the text of the policy has.
    """
    row = StoredRelease.objects.filter(year=year, policy=policy).first()
    if row is None:
        return None
    release = read_release(row.payload, expected_sha256=row.payload_sha256)
    rule = stored_policy(row.policy_content, expected_sha256=row.policy_sha256)
    return replace(release, kept_policy=rule, frozen=row.frozen_id)


def release_head(year: int, policy: str) -> ReleaseHead | None:
    """Give year, policy, hash and time of the newest stored release, or ``None``."""
    fields = ("year", "policy", "policy_version", "facts_sha256", "computed_at")
    row = StoredRelease.objects.filter(year=year, policy=policy).values(*fields).first()
    return ReleaseHead(**row) if row else None


def stored_years(policy: str) -> list[int]:
    """Give the years that have a stored release under a policy, newest first."""
    years = StoredRelease.objects.filter(policy=policy).order_by("-year").values_list("year", flat=True)
    return list(dict.fromkeys(years))


def certificate_of(year: int, policy: str) -> Mapping[str, Any] | None:
    """Give the certificate of the newest stored release, or ``None``; it tells no more than the print."""
    return _read(year, policy, "certificate")


def print_of(year: int, policy: str) -> str | None:
    """Give the print that the newest stored release's certificate is about, byte for byte, or ``None``."""
    rows = StoredRelease.objects.filter(year=year, policy=policy).values_list("printed", flat=True)
    return rows.first() or None


def protection_of(year: int, policy: str, *, reader: Actor) -> Mapping[str, Any] | None:
    """Give what was hidden in the newest stored release and why, for those who compute releases.

    Raises
    ------
    NotPermitted
        If the reader may not compute releases.
    """
    require(reader, Permission.RELEASE_COMPUTE)
    return _read(year, policy, "protection")


def _read(year: int, policy: str, field: str) -> Mapping[str, Any] | None:
    text = StoredRelease.objects.filter(year=year, policy=policy).values_list(field, flat=True).first()
    content: Mapping[str, Any] | None = json.loads(text) if text else None
    return content


@dataclass(frozen=True, slots=True)
class Wish:
    """A cell that a statistician would rather hide, instead of which, who wished it, and when."""

    key: str
    instead_of: str
    wished_by: str
    wished_at: datetime


def wishes_of(year: int, policy: str, *, reader: Actor) -> list[Wish]:
    """Give the wishes for the report of a year, for those who compute releases.

    Raises
    ------
    NotPermitted
        If the reader may not compute releases.
    """
    require(reader, Permission.RELEASE_COMPUTE)
    rows = SecondaryWish.objects.filter(year=year, policy=policy)
    return [Wish(row.key, row.instead_of, row.wished_by, row.wished_at) for row in rows]


Outcome = Literal["waiting", "running", "stopped", "too_long", "refused", "done"]


@dataclass(frozen=True, slots=True)
class Request:
    """The last time somebody asked for a release, and what has come of it.

    ``refused`` is a computation that ended without a release for the reason given in ``reason``:
    ``no_cases``, ``prose``, ``wishes`` with the cells they are ``about``, ``not_proved`` or
    ``others_stored``. ``stopped`` is one whose program failed or whose worker was killed, ``too_long`` one
    that was ended at its time limit.
    """

    year: int
    policy: str
    requested_by: str
    requested_at: datetime
    progress: Outcome
    since: datetime
    reason: str = ""
    about: tuple[str, ...] = ()


def last_request(policy: str, *, reader: Actor, at: datetime, year: int | None = None) -> Request | None:
    """Give the last request for a release under a policy, of one year or of any, for those who compute them.

    A task that the queue no longer knows has ended long ago, and nothing is told of it.

    Raises
    ------
    NotPermitted
        If the reader may not compute releases.
    """
    require(reader, Permission.RELEASE_COMPUTE)
    rows = ReleaseRequest.objects.filter(policy=policy, **({} if year is None else {"year": year}))
    row = rows.first()
    if row is None:
        return None
    state = state_of(compute_release_task, row.task_id, at=at, longest_seconds=LONGEST_SECONDS)
    gave = state.gave if isinstance(state.gave, dict) else {}
    if state.progress == "gone":
        return None
    if state.progress == "ended":
        return _request(row, "refused" if gave.get("refused") else "done", state.since, gave)
    return _request(row, state.progress, state.since, gave)


def _request(
    row: ReleaseRequest, outcome: Outcome, since: datetime | None, gave: Mapping[str, Any]
) -> Request:
    asked = (row.year, row.policy, row.requested_by, row.requested_at)
    reason, about = str(gave.get("refused", "")), tuple(gave.get("about", ()))
    return Request(*asked, outcome, since or row.requested_at, reason, about)
