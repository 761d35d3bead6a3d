"""What was published before, which a new version is set against."""

from __future__ import annotations

from dataclasses import replace

from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.models import OfficialRelease
from fristed.statistics.releases.official.codes import Kind
from fristed.statistics.releases.official.differences import difference_of, difference_of_reports
from fristed.statistics.releases.official.freezing import frozen_row
from fristed.statistics.releases.official.successive import carried_over
from fristed.statistics.releases.official.trying import Tried
from fristed.statistics.releases.payload import read_release
from fristed.statistics.releases.policies import Policy


def set_against_the_last(release: Release, policy: Policy, *, frozen: int | None) -> Release:
    """Give running figures that tell no small count by their difference from the last published ones.

    Where they would, a service is printed as it was, with the day it was counted. Other kinds of releases
    are given as they are, and :func:`tried_beside` says whether they may stand beside what was published.
    """
    if frozen is None or frozen_row(frozen).kind != Kind.RUNNING:
        return release
    rows = OfficialRelease.objects.filter(
        year=release.year,
        policy=release.policy,
        published_at__isnull=False,
        release__frozen__kind=Kind.RUNNING.value,
    )
    row = rows.exclude(release__frozen=frozen).select_related("release", "release__frozen").first()
    if row is None or row.release.frozen is None:
        return release
    before = read_release(row.release.payload, expected_sha256=row.release.payload_sha256)
    found, kept = carried_over(before, release, policy)
    usual = row.release.frozen.as_of_date.isoformat()
    days = dict(before.counted_on)
    return replace(found, counted_on=tuple((service, days.get(service, usual)) for service in sorted(kept)))


def tried_beside(release: Release, policy: Policy, *, frozen: int | None) -> tuple[Tried, ...]:
    """Attack a release that may become official together with each version published before it.

    Reports of other years are among them: they print the same years.

    A release of the open register cannot become official, and one under a policy that hides no neighbours is
    attacked by everybody who reads it alone.
    """
    if frozen is None or not policy.secondary:
        return ()
    rows = OfficialRelease.objects.filter(policy=release.policy, published_at__isnull=False)
    return tuple(_tried(release, row, policy) for row in rows.select_related("release"))


def _tried(release: Release, row: OfficialRelease, policy: Policy) -> Tried:
    seal, is_own = row.release.payload_sha256, row.year == release.year
    before = read_release(row.release.payload, expected_sha256=seal)
    told = (difference_of if is_own else difference_of_reports)(before, release, policy)
    return Tried(row.version, seal, told.hidden, told.few_changed, 0 if is_own else row.year)
