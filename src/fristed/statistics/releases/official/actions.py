"""The verbs that make a release official. Permission, change and audit line are one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.queries import confirmations_of
from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.methods.classifications import registering_services
from fristed.statistics.releases.models import OfficialRelease, StoredRelease
from fristed.statistics.releases.official.codes import Kind, Objection, Reason
from fristed.statistics.releases.official.forms.asking import ask_for_forms, forget_forms
from fristed.statistics.releases.official.freezing import facts_for, keep_facts
from fristed.statistics.releases.official.sealing import is_as_signed, seal_of_version
from fristed.statistics.releases.official.trying import read_tried


class NotReadyToFreeze(ValueError):
    """The year cannot be frozen as this kind of release; ``why`` is a code, ``services`` who is not done."""

    def __init__(self, why: str, services: tuple[str, ...] = ()) -> None:
        super().__init__(f"The year cannot be frozen: {why} {', '.join(services)}".strip())
        self.why = why
        self.services = services


class NotOfficialYet(ValueError):
    """A step towards an official release cannot be taken now; ``why`` is a code, ``cells`` what it is about.

    ``versions`` are those published before that stand in its way, by their number, ``1``, and the year where
    it is another, ``1 (2023)``.
    """

    def __init__(self, why: str, cells: tuple[str, ...] = (), versions: tuple[str, ...] = ()) -> None:
        super().__init__(f"This cannot be done now: {why}. {', '.join(cells)}".strip())
        self.why = why
        self.cells = cells
        self.versions = versions


class SameHands(ValueError):
    """Whoever froze, computed or proposed a release does not sign it off: that takes a second person."""


def _services_not_done(year: int) -> tuple[str, ...]:
    """Give the services that do not stand by what they have registered in a year yet."""
    done = {said.service for said in confirmations_of(year)}
    return tuple(service for service in registering_services() if service not in done)


def freeze_facts(*, year: int, kind: Kind, by: Actor, at: datetime) -> int:
    """Keep the facts of a report year, and of the years it shows beside it, as they are now; give the number.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    NotReadyToFreeze
        If the year goes on and the kind says it is over, a service is not done with a final one, or there is
        no case in it.
    """
    require(by, Permission.RELEASE_COMPUTE)
    today = day_of(at)
    if kind != Kind.RUNNING and year >= today.year:
        raise NotReadyToFreeze("year_goes_on")
    if kind == Kind.FINAL and (missing := _services_not_done(year)):
        raise NotReadyToFreeze("services_not_done", missing)
    with transaction.atomic():
        facts = facts_for(year)
        if not any(fact.year == year for fact in facts):
            raise NotReadyToFreeze("no_cases")
        row = keep_facts(year, kind, today, facts, by=by, at=at)
        told: dict[str, str | int] = {"kind": kind.value, "content_sha256": row.content_sha256}
        write_line(event="facts.frozen", by=by, at=at, subject=str(year), facts=told)
    return row.pk


def propose_release(
    *, year: int, policy: str, frozen: int, by: Actor, at: datetime, reason: Reason | None = None
) -> int:
    """Propose the newest release computed from frozen facts as the next version; give the version.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    NotOfficialYet
        If nothing that is proved safe was computed from these facts, a version waits already, the version
        is a correction and has no reason, or it may not stand beside what was published before.
    """
    require(by, Permission.RELEASE_COMPUTE)
    with transaction.atomic():
        versions = OfficialRelease.objects.select_for_update().filter(year=year, policy=policy)
        last = versions.first()
        if last and not (last.published_at or last.sent_back):
            raise NotOfficialYet("a_version_waits")
        release = StoredRelease.objects.filter(year=year, policy=policy, frozen=frozen).first()
        if release is None or not release.certificate:
            raise NotOfficialYet("nothing_proved")
        version, needs_reason = _next(versions.order_by("version"))
        if needs_reason and reason is None:
            raise NotOfficialYet("no_reason")
        row = OfficialRelease(
            year=year,
            policy=policy,
            version=version,
            release=release,
            reason=reason.value if reason and needs_reason else "",
            proposed_at=at,
            proposed_by=by.username,
        )
        _require_harmless_beside(row)
        OfficialRelease.objects.filter(year=year, policy=policy, published_at=None).delete()
        row.save()
        _tell("release.proposed", year, policy, version, by=by, at=at, seal=seal_of_version(row))
    return version


def _next(versions: Iterable[OfficialRelease]) -> tuple[int, bool]:
    published = [row.version for row in versions if row.published_at]
    return len(published) + 1, bool(published)


def sign_off_release(*, year: int, policy: str, version: int, seal: str, by: Actor, at: datetime) -> None:
    """Sign off a version that somebody else has made.

    ``seal`` is that of the proposal that was looked at: after one was sent back another may wait under the
    same number. It is kept with the signature, and what does not have it any more is not published.

    Raises
    ------
    NotPermitted
        If the actor may not sign off releases.
    SameHands
        If the actor froze, computed or proposed it.
    NotOfficialYet
        If no such version waits for a signature, it is another than was looked at, or it may not stand beside
        what was published before.
    """
    require(by, Permission.RELEASE_SIGN_OFF)
    with transaction.atomic():
        row = _waiting(year, policy, version)
        _require_other_hands(row, by)
        if seal_of_version(row) != seal:
            raise NotOfficialYet("another_waits")
        _require_harmless_beside(row)
        row.signed_off_at, row.signed_off_by, row.signed_seal = at, by.username, seal
        row.save(update_fields=["signed_off_at", "signed_off_by", "signed_seal"])
        _tell("release.signed_off", year, policy, version, by=by, at=at, seal=seal)


def send_back_release(
    *, year: int, policy: str, version: int, objection: Objection, by: Actor, at: datetime
) -> None:
    """Send a version back instead of signing it, or take the signature back before anything is published.

    Raises
    ------
    NotPermitted
        If the actor may not sign off releases.
    SameHands
        If the actor froze, computed or proposed it.
    NotOfficialYet
        If no such version waits for a signature or to be published.
    """
    require(by, Permission.RELEASE_SIGN_OFF)
    with transaction.atomic():
        row = _version(year, policy, version)
        if row.sent_back or row.published_at:
            raise NotOfficialYet("nothing_waits")
        _require_other_hands(row, by)
        row.sent_back, row.signed_off_at = objection.value, None
        row.signed_off_by = row.signed_seal = ""
        row.save(update_fields=["sent_back", "signed_off_at", "signed_off_by", "signed_seal"])
        _tell("release.sent_back", year, policy, version, by=by, at=at, objection=objection.value)


def publish_release(
    *,
    year: int,
    policy: str,
    version: int,
    from_at: datetime,
    by: Actor,
    at: datetime,
    next_update: date | None = None,
) -> None:
    """Make a signed version public from a moment on, now or later, and have its forms printed.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    NotOfficialYet
        If the version is not signed off, says something else than was signed, is public already, the moment
        has passed, or it may not stand beside what was published before.
    """
    require(by, Permission.RELEASE_COMPUTE)
    with transaction.atomic():
        row = _version(year, policy, version)
        if not row.signed_off_at:
            raise NotOfficialYet("not_signed")
        if not is_as_signed(row):
            raise NotOfficialYet("not_as_signed")
        if row.published_at and row.published_at <= at:
            raise NotOfficialYet("public_already")
        if from_at < at or (next_update and next_update <= day_of(from_at)):
            raise NotOfficialYet("moment_has_passed")
        _require_harmless_beside(row)
        row.published_at, row.published_by, row.next_update_date = from_at, by.username, next_update
        row.save(update_fields=["published_at", "published_by", "next_update_date"])
        forget_forms(row)
        ask_for_forms(row, by=by, at=at)
        _tell("release.published", year, policy, version, by=by, at=at, from_at=from_at.isoformat())


def _version(year: int, policy: str, version: int) -> OfficialRelease:
    rows = OfficialRelease.objects.select_for_update().filter(year=year, policy=policy, version=version)
    row = rows.first()
    if row is None:
        raise NotOfficialYet("no_such_version")
    return row


def _waiting(year: int, policy: str, version: int) -> OfficialRelease:
    row = _version(year, policy, version)
    if row.signed_off_at or row.sent_back:
        raise NotOfficialYet("nothing_waits")
    return row


def _require_harmless_beside(row: OfficialRelease) -> None:
    """Refuse a version that gives a hidden count away together with a published one; none overrules it.

    It must have been attacked together with each of them, also those of other years; a version that prints
    the same tells nothing more.
    """
    release = row.release
    published = OfficialRelease.objects.filter(policy=row.policy, published_at__isnull=False)
    others = published.exclude(pk=row.pk).exclude(release__payload_sha256=release.payload_sha256)
    named = others.order_by("year", "version").values_list("release__payload_sha256", "version", "year")
    seals = {seal: str(number) if year == row.year else f"{number} ({year})" for seal, number, year in named}
    tried = {one.payload_sha256: one for one in read_tried(release.tried)}
    if untried := tuple(words for seal, words in seals.items() if seal not in tried):
        raise NotOfficialYet("not_tried", versions=untried)
    told = [seal for seal in seals if tried[seal].hidden]
    if told:
        cells = sorted({cell for seal in told for cell in tried[seal].hidden})
        raise NotOfficialYet("told_together", tuple(cells), tuple(seals[seal] for seal in told))


def _require_other_hands(row: OfficialRelease, by: Actor) -> None:
    frozen = row.release.frozen
    hands = {row.proposed_by, row.release.computed_by, frozen.frozen_by if frozen else ""}
    if by.username in hands:
        raise SameHands(f"{by.username} has made this release and does not sign it off.")


def _tell(
    event: str, year: int, policy: str, version: int, *, by: Actor, at: datetime, **facts: str | int
) -> None:
    write_line(event=event, by=by, at=at, subject=f"{year} {policy}", facts={"version": version, **facts})
