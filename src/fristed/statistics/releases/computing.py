"""Count, protect, store: the only place where unprotected counts meet the protector.

Runs in the command line or in the program the task worker starts, never in the web process.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from fristed.casework.cases.fact_queries import case_facts
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.releases.actions import require_allowed_policy
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.models import StoredRelease
from fristed.statistics.releases.payload import sha256_of, write_release
from fristed.statistics.releases.policies import policy as read_policy
from fristed.statistics.releases.protecting import protect_release
from fristed.statistics.tabulation.counting import count_release


class NoCasesInYear(ValueError):
    """The register has no case in the report year, so there is nothing to report."""


def _store(release: Release, *, by: Actor, at: datetime) -> None:
    """Store a release unless the newest stored one is the same, byte for byte."""
    text = write_release(release)
    newest = StoredRelease.objects.filter(year=release.year, policy=release.policy).first()
    if newest and newest.payload_sha256 == sha256_of(text):
        return
    StoredRelease.objects.create(
        year=release.year,
        policy=release.policy,
        policy_version=release.policy_version,
        layout=release.layout,
        facts_sha256=release.facts_sha256,
        payload=text,
        payload_sha256=sha256_of(text),
        computed_at=at,
        computed_by=by.username,
    )


def compute_release(*, year: int, policy: str, data: Path, by: Actor, at: datetime) -> Release:
    """Count the register, protect all of the release together and store what may be printed.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    OnlyInADemo
        If the policy leaks by design and the data directory is not a demo.
    NoCasesInYear
        If the register has no case in the year.
    """
    require(by, Permission.RELEASE_COMPUTE)
    require_allowed_policy(policy, data=data)
    counts = count_release(case_facts(), year=year)
    if year < counts.layout.first_register_year or not any(
        counts.total(service, year) for service in counts.layout.services
    ):
        raise NoCasesInYear(f"The register has no case in {year}.")
    release = protect_release(counts, policy=read_policy(policy))
    with transaction.atomic():
        _store(release, by=by, at=at)
        write_line(
            event="release.computed",
            by=by,
            at=at,
            subject=f"{year} {policy}",
            facts={"facts_sha256": release.facts_sha256},
        )
    return release
