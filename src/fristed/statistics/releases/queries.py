"""What doors may read: stored, protected releases. Nothing here counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.models import StoredRelease
from fristed.statistics.releases.payload import read_release


@dataclass(frozen=True, slots=True)
class ReleaseHead:
    """What is said about a stored release without opening it."""

    year: int
    policy: str
    policy_version: str
    facts_sha256: str
    computed_at: datetime


def stored_release(year: int, policy: str) -> Release | None:
    """Give the newest stored release of a year under a policy, or ``None``.

    Raises
    ------
    DamagedRelease
        If the stored text has been changed since it was stored.
    """
    row = StoredRelease.objects.filter(year=year, policy=policy).first()
    return read_release(row.payload, expected_sha256=row.payload_sha256) if row else None


def release_head(year: int, policy: str) -> ReleaseHead | None:
    """Give year, policy, hash and time of the newest stored release, or ``None``."""
    fields = ("year", "policy", "policy_version", "facts_sha256", "computed_at")
    row = StoredRelease.objects.filter(year=year, policy=policy).values(*fields).first()
    return ReleaseHead(**row) if row else None


def stored_years(policy: str) -> list[int]:
    """Give the years that have a stored release under a policy, newest first."""
    years = StoredRelease.objects.filter(policy=policy).order_by("-year").values_list("year", flat=True)
    return list(dict.fromkeys(years))
