"""Which release of a year the pages of statistics show, and to whom.

Whoever reads two computations of the open register can subtract one from the other, and what came in between
is a count of its own. Published versions are attacked together with every version before them; computations
are not, and cannot all be: any two may meet, also one of them and a later version. So those who only read
statistics are shown what is published, and the newest computation is for those who make it official: they
compute it, or look at what they are asked to sign. Nobody loses a number that would have been published.

A policy that hides nothing for the sake of others is for invented people only; its newest edition is shown.
"""

from __future__ import annotations

from datetime import datetime

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import MAKERS, is_permitted
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.models import OfficialRelease
from fristed.statistics.releases.official.queries import NotPublished, published_release, published_years
from fristed.statistics.releases.policies import policy as policy_in_force
from fristed.statistics.releases.queries import ReleaseHead, release_head, stored_release, stored_years


def sees_computations(reader: Actor, policy: str) -> bool:
    """Whether a reader is shown the newest computation of a year, published or not."""
    return not policy_in_force(policy).secondary or any(is_permitted(reader, one) for one in MAKERS)


def shown_release(year: int, policy: str, *, reader: Actor, at: datetime) -> Release | None:
    """Give the release of a year that a reader is shown, or ``None``.

    Raises
    ------
    DamagedRelease, DamagedPolicy
        If what is stored has been changed since it was stored.
    """
    if sees_computations(reader, policy):
        return stored_release(year, policy)
    try:
        return published_release(year, policy, at=at)[1]
    except NotPublished:
        return None


def shown_head(year: int, policy: str, *, reader: Actor, at: datetime) -> ReleaseHead | None:
    """Give year, policy, hash and time of the release that a reader is shown, or ``None``."""
    if sees_computations(reader, policy):
        return release_head(year, policy)
    rows = OfficialRelease.objects.filter(year=year, policy=policy, published_at__lte=at)
    fields = ("year", "policy", "policy_version", "facts_sha256", "computed_at")
    row = rows.values(*(f"release__{field}" for field in fields)).first()
    return ReleaseHead(**{field: row[f"release__{field}"] for field in fields}) if row else None


def shown_years(policy: str, *, reader: Actor, at: datetime) -> list[int]:
    """Give the years with a release that a reader is shown, newest first."""
    return stored_years(policy) if sees_computations(reader, policy) else published_years(policy, at=at)
