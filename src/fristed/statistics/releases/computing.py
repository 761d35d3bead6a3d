"""Count, protect, prove, store: the only place where unprotected counts meet the protector.

Runs in the command line or in the program the task worker starts, never in the web process.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from fristed.casework.cases.fact_queries import case_facts
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.releases.actions import require_allowed_policy
from fristed.statistics.releases.facts import Release, Typed
from fristed.statistics.releases.ledger import History, ledger_of
from fristed.statistics.releases.models import SecondaryWish, StoredRelease
from fristed.statistics.releases.payload import DamagedRelease, read_release, sha256_of, write_release
from fristed.statistics.releases.policies import POLICY_IDS, Policy
from fristed.statistics.releases.policies import policy as read_policy
from fristed.statistics.releases.prose_scan import require_harmless
from fristed.statistics.releases.protecting import Protected, protect_with_history
from fristed.statistics.releases.recording import certificate_for, protection_record, written
from fristed.statistics.tabulation.counting import Counts, count_release


class NoCasesInYear(ValueError):
    """The register has no case in the report year, so there is nothing to report."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Earlier releases of a publisher as readers may have kept them, and those that can no longer be read."""

    history: History
    unreadable: tuple[str, ...]


def kept_releases(policy: Policy, *, year: int) -> Kept:
    """Read what the publisher has stored before: of other report years, and earlier versions of this one."""
    policies = [name for name in POLICY_IDS if read_policy(name).publisher == policy.publisher]
    found: dict[bool, list[tuple[str, Release]]] = {True: [], False: []}
    unreadable: list[str] = []
    for row in StoredRelease.objects.filter(policy__in=policies).order_by("computed_at", "id"):
        name = f"{row.year} {row.policy} {row.policy_version} of {row.computed_at:%Y-%m-%d}"
        try:
            release = read_release(row.payload, expected_sha256=row.payload_sha256)
        except DamagedRelease:
            unreadable.append(name)
        else:
            found[row.year == year].append((name, release))
    history = History(other_years=ledger_of(found[False]), versions=ledger_of(found[True]))
    return Kept(history, tuple(unreadable))


def count_year(year: int) -> Counts:
    """Count the register for the report of a year.

    Raises
    ------
    NoCasesInYear
        If the register has no case in the year.
    """
    counts = count_release(case_facts(), year=year)
    if year < counts.layout.first_register_year or not any(
        counts.total(service, year) for service in counts.layout.services
    ):
        raise NoCasesInYear(f"The register has no case in {year}.")
    return counts


def wishes_for(year: int, policy: str) -> tuple[str, ...]:
    """Give the cells that a statistician would rather hide."""
    return tuple(SecondaryWish.objects.filter(year=year, policy=policy).values_list("key", flat=True))


def require_harmless_prose(release: Release, prose: Iterable[Typed]) -> None:
    """Refuse to print prose beside a release whose hidden counts it gives away.

    The register is counted and protected again, as a stored release holds no hidden count.

    Raises
    ------
    ProseGivesAway
        If the prose types a number that gives a hidden count away.
    """
    policy = read_policy(release.policy)
    if policy.secondary:
        kept, wishes = kept_releases(policy, year=release.year), wishes_for(release.year, policy.id)
        counts = count_year(release.year)
        protected = protect_with_history(counts, policy=policy, history=kept.history, wishes=wishes)
        require_harmless(prose, protected.system)


def compute_release(
    *, year: int, policy: str, data: Path, by: Actor, at: datetime, prose: Iterable[Typed] = ()
) -> Release:
    """Count the register, protect all of the release together and store what may be printed.

    What earlier releases printed and hid is kept to. The release is stored only when a certificate shows from
    its print alone that it is safe, and when no typed number of the prose that will stand beside it gives a
    hidden count away.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    OnlyInADemo
        If the policy leaks by design and the data directory is not a demo.
    NoCasesInYear
        If the register has no case in the year.
    ProseGivesAway
        If the prose types a number that gives a hidden count away.
    NotProvedSafe
        If the release cannot be shown to be safe.
    """
    require(by, Permission.RELEASE_COMPUTE)
    require_allowed_policy(policy, data=data)
    rule, counts = read_policy(policy), count_year(year)
    kept, wishes = kept_releases(rule, year=year), wishes_for(year, policy)
    protected = protect_with_history(counts, policy=rule, history=kept.history, wishes=wishes)
    require_harmless(prose, protected.system)
    row = _row(protected, rule, kept, wishes)
    row.computed_at, row.computed_by = at, by.username
    with transaction.atomic():
        _store(row)
        write_line(
            event="release.computed",
            by=by,
            at=at,
            subject=f"{year} {policy}",
            facts={"facts_sha256": protected.release.facts_sha256},
        )
    return protected.release


def _row(protected: Protected, policy: Policy, kept: Kept, wishes: tuple[str, ...]) -> StoredRelease:
    """Make the row of a release, with its certificate and the record of its protection."""
    release, text = protected.release, write_release(protected.release)
    certificate = record = ""
    if protected.system is not None:
        exempt = protected.system.linked.shown
        # The print is what is read back: whoever checks the certificate has only that, in that order.
        printed = read_release(text, expected_sha256=sha256_of(text))
        certificate = written(certificate_for(printed, policy, exempt=exempt))
        described = protection_record(
            release,
            policy,
            protected.system,
            certificate=certificate,
            wishes=wishes,
            unreadable=kept.unreadable,
        )
        record = written(described)
    return StoredRelease(
        year=release.year,
        policy=release.policy,
        policy_version=release.policy_version,
        layout=release.layout,
        facts_sha256=release.facts_sha256,
        payload=text,
        payload_sha256=sha256_of(text),
        protection=record,
        certificate=certificate,
    )


def _store(row: StoredRelease) -> None:
    """Store a release unless the newest stored one is the same, byte for byte."""
    newest = StoredRelease.objects.filter(year=row.year, policy=row.policy).first()
    same = newest and (newest.payload_sha256, newest.protection) == (row.payload_sha256, row.protection)
    if not same:
        row.save()
