"""Count, protect, prove, store: the only place where unprotected counts meet the protector.

Runs in the command line or in the program the task worker starts, never in the web process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from fristed.casework.cases.fact_queries import case_facts
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.releases.actions import require_allowed_policy
from fristed.statistics.releases.facts import PublishedNumber, Release, Typed
from fristed.statistics.releases.models import StoredRelease
from fristed.statistics.releases.official.freezing import frozen_facts
from fristed.statistics.releases.official.standing import set_against_the_last, tried_beside
from fristed.statistics.releases.official.trying import Tried, write_tried
from fristed.statistics.releases.payload import canonical, read_release, sha256_of, write_release
from fristed.statistics.releases.policies import Policy, read_policy
from fristed.statistics.releases.prose_scan import Fault, find_faults, require_harmless
from fristed.statistics.releases.protecting import Protected, protect_with_history
from fristed.statistics.releases.recording import (
    NotProvedSafe,
    certificate_for,
    print_for,
    protection_record,
    written,
)
from fristed.statistics.releases.storing import Kept, kept_releases, newest_id, store, wishes_for
from fristed.statistics.releases.storing_policy import policy_content
from fristed.statistics.releases.system import ProtectedCounts, ProtectedYear
from fristed.statistics.releases.wishes import Wishes
from fristed.statistics.tabulation.counting import Counts, count_release

ATTEMPTS = 3
"""How often a release is computed at most while other releases are being stored."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What another room has counted and protected for the same report.

    ``numbers`` of the running text are printed as they are, where no case answers them; ``secrets`` is what
    that room has hidden, so that no prose tells it.
    """

    numbers: Mapping[str, PublishedNumber] = field(default_factory=dict)
    secrets: tuple[ProtectedYear, ...] = field(default=(), repr=False)


NOTHING_BESIDE = Beside()


class OthersWereStored(Exception):
    """Other releases were stored while this one was computed, so it does not know what they print."""


class NoCasesInYear(ValueError):
    """The register has no case in the report year, so there is nothing to report."""


def count_year(year: int, *, frozen: int | None = None) -> Counts:
    """Count the register for the report of a year: the open one, or facts that were frozen.

    Raises
    ------
    NoCasesInYear
        If the register has no case in the year.
    NoSuchFrozenFacts, DamagedFacts
        If there are no such facts, or they are not what was frozen.
    """
    facts = case_facts() if frozen is None else frozen_facts(frozen)
    counts = count_release(facts, year=year)
    if year < counts.layout.first_register_year or not any(
        counts.total(service, year) for service in counts.layout.services
    ):
        raise NoCasesInYear(f"The register has no case in {year}.")
    return counts


def require_harmless_prose(
    release: Release, prose: Iterable[Typed], *, secrets: Iterable[ProtectedYear] = ()
) -> None:
    """Refuse to print prose beside a release whose hidden counts, or ``secrets`` beside it, it gives away.

    The register, or the frozen facts of the release, are counted and protected again, as a stored release
    holds no hidden count.

    Raises
    ------
    ProseGivesAway
        If the prose types a number that gives a hidden count away.
    RuleNotKept
        If it is not known under which rule the release was protected.
    """
    require_harmless(prose, _told_of(_system_beside(release), secrets))


def faults_of_prose(
    release: Release, prose: Iterable[Typed], *, secrets: Iterable[ProtectedYear] = ()
) -> list[Fault]:
    """Find what prose beside a release gives away, without printing or refusing anything.

    Raises
    ------
    NoCasesInYear, NoSuchFrozenFacts, DamagedFacts
        If what the release was counted from is no longer there as it was.
    RuleNotKept
        If it is not known under which rule the release was protected.
    """
    system = _told_of(_system_beside(release), secrets)
    return [] if system is None else find_faults(prose, system)


def _told_of(system: ProtectedCounts | None, secrets: Iterable[ProtectedYear]) -> ProtectedCounts | None:
    """Put what another room hides beside what a release hides, for whoever reads prose."""
    return None if system is None else replace(system, years=(*system.years, *secrets))


def _system_beside(release: Release) -> ProtectedCounts | None:
    """Count and protect again what a release was printed from; nothing where it protects nothing."""
    policy = release.rule
    if not policy.secondary:
        return None
    wishes = wishes_for(release.year, policy.id)
    kept = kept_releases(policy, year=release.year, wishes=wishes)
    counts = count_year(release.year, frozen=release.frozen)
    return protect_with_history(counts, policy=policy, history=kept.history, wishes=wishes).system


def compute_release(
    *,
    year: int,
    policy: str,
    data: Path,
    by: Actor,
    at: datetime,
    prose: Iterable[Typed] = (),
    frozen: int | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> Release:
    """Count the register, protect all of the release together and store what may be printed.

    ``beside`` is what another room has counted and protected for the same report.

    With the number of frozen facts these are counted instead of the open register; only such a release can
    become official.

    What earlier releases printed and hid is kept to. The release is stored only when a certificate shows from
    its print alone that it is safe, when no typed number of the prose that will stand beside it gives a
    hidden count away, and when no other release was stored meanwhile: then it is computed again.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    OnlyInADemo
        If the policy leaks by design and the data directory is not a demo.
    NoCasesInYear
        If the register has no case in the year.
    NoSuchFrozenFacts, DamagedFacts
        If there are no such frozen facts, or they are not what was frozen.
    ProseGivesAway
        If the prose types a number that gives a hidden count away.
    NotProvedSafe
        If the release cannot be shown to be safe; :class:`WishesInTheWay` where it can without some wishes.
    OthersWereStored
        If other releases were stored each time it was computed.
    """
    typed = tuple(prose)
    for _attempt in range(ATTEMPTS):
        computed = _computed(
            year=year, policy=policy, data=data, by=by, prose=typed, frozen=frozen, beside=beside
        )
        row = computed.row()
        row.frozen_id = frozen
        row.computed_at, row.computed_by = at, by.username
        with transaction.atomic():
            # The line takes the lock on the trail, so that whoever stores next sees what is stored here.
            write_line(
                event="release.computed",
                by=by,
                at=at,
                subject=f"{year} {policy}",
                facts={"facts_sha256": row.facts_sha256},
            )
            if computed.kept.newest_id == newest_id(computed.policy):
                store(row)
                return computed.release
            transaction.set_rollback(True)
    raise OthersWereStored(
        f"Other releases were stored {ATTEMPTS} times while {year} {policy} was computed. Nothing was "
        "stored; compute it again when the other computations have ended."
    )


def release_unstored(
    *,
    year: int,
    policy: str,
    data: Path,
    by: Actor,
    prose: Iterable[Typed] = (),
    beside: Beside = NOTHING_BESIDE,
) -> Release:
    """Compute the release that :func:`compute_release` would store, and store nothing.

    It raises what :func:`compute_release` raises.
    """
    typed = tuple(prose)
    return _computed(year=year, policy=policy, data=data, by=by, prose=typed, beside=beside).release


class WishesInTheWay(NotProvedSafe):
    """A release is not safe as long as some numbers are wished to be hidden; ``wishes`` names their cells."""

    def __init__(self, wishes: tuple[str, ...]) -> None:
        super().__init__(
            f"It cannot be proved safe with the wish for {' and '.join(wishes)}. Nothing was stored; take "
            "the wish back and compute again."
        )
        self.wishes = wishes


@dataclass(frozen=True, slots=True)
class Computed:
    """A release that has been protected and proved, with all that is stored beside it."""

    release: Release
    protected: Protected
    policy: Policy
    content: str
    kept: Kept
    wishes: Wishes
    certificate: str
    printed: str
    tried: tuple[Tried, ...] = ()

    def row(self) -> StoredRelease:
        """Make the row that is stored, with the record of how the release was protected."""
        text, record = write_release(self.release), ""
        if self.protected.system is not None:
            described = protection_record(
                self.protected.release,
                self.policy,
                self.protected.system,
                certificate=self.certificate,
                wishes=self.wishes,
                unreadable=self.kept.unreadable,
                replaced=self.kept.replaced,
            )
            record = written(described)
        return StoredRelease(
            year=self.release.year,
            policy=self.release.policy,
            policy_version=self.release.policy_version,
            policy_content=self.content,
            policy_sha256=sha256_of(self.content),
            layout=self.release.layout,
            facts_sha256=self.release.facts_sha256,
            payload=text,
            payload_sha256=sha256_of(text),
            protection=record,
            certificate=self.certificate,
            printed=self.printed,
            tried=write_tried(self.tried),
        )


def _computed(
    *,
    year: int,
    policy: str,
    data: Path,
    by: Actor,
    prose: tuple[Typed, ...],
    frozen: int | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> Computed:
    """Count, protect and prove a release; nothing is stored."""
    require(by, Permission.RELEASE_COMPUTE)
    require_allowed_policy(policy, data=data)
    content, counts, wishes = (
        policy_content(policy),
        count_year(year, frozen=frozen),
        wishes_for(year, policy),
    )

    def with_wishes(followed: tuple[str, ...]) -> Computed:
        return _proved(content, counts, {key: wishes[key] for key in followed}, prose, frozen, beside)

    try:
        return with_wishes(tuple(wishes))
    except NotProvedSafe:
        if blamed := in_the_way(tuple(wishes), with_wishes):
            raise WishesInTheWay(blamed) from None
        raise


def in_the_way(wishes: tuple[str, ...], compute: Callable[[tuple[str, ...]], object]) -> tuple[str, ...]:
    """Name each wish without which a release is proved safe; all, where only leaving all of them helps."""

    def is_safe(followed: tuple[str, ...]) -> bool:
        try:
            compute(followed)
        except NotProvedSafe:
            return False
        return True

    alone = tuple(one for one in wishes if is_safe(tuple(other for other in wishes if other != one)))
    return alone or (wishes if len(wishes) > 1 and is_safe(()) else ())


def _proved(
    content: Mapping[str, Any],
    counts: Counts,
    wishes: Wishes,
    prose: tuple[Typed, ...],
    frozen: int | None,
    beside: Beside,
) -> Computed:
    """Protect and prove a release with some wishes."""
    rule = read_policy(content)
    kept = kept_releases(rule, year=counts.year, wishes=wishes)
    protected = protect_with_history(counts, policy=rule, history=kept.history, wishes=wishes)
    require_harmless(prose, _told_of(protected.system, beside.secrets))
    protected = replace(protected, release=_with(beside, protected.release))
    protected = replace(protected, release=set_against_the_last(protected.release, rule, frozen=frozen))
    certificate, printed = _proof(protected, rule)
    tried = tried_beside(protected.release, rule, frozen=frozen)
    release = replace(protected.release, kept_policy=rule)
    return Computed(release, protected, rule, canonical(content), kept, wishes, certificate, printed, tried)


def _with(beside: Beside, release: Release) -> Release:
    """Put numbers of another room where the cases have no answer."""
    own = {name for name, number in release.numbers.items() if number.status != "waiting"}
    told = {name: number for name, number in beside.numbers.items() if name not in own}
    return replace(release, numbers={**release.numbers, **told})


def _proof(protected: Protected, policy: Policy) -> tuple[str, str]:
    """Prove a release from its print alone, and give that print; without protection there is neither."""
    if protected.system is None:
        return "", ""
    text = write_release(protected.release)
    # The print is what is read back: whoever checks the certificate has only that, in that order.
    printed = read_release(text, expected_sha256=sha256_of(text))
    certificate = certificate_for(printed, policy, exempt=protected.system.exempt)
    return written(certificate), print_for(printed, policy)
