"""What may be read of official releases: the public what is public, those who make them all of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from django.db.models import QuerySet

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import MAKERS, NotPermitted, is_permitted
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.models import FrozenFacts, OfficialRelease, StoredRelease
from fristed.statistics.releases.official.codes import Kind
from fristed.statistics.releases.official.sealing import is_as_signed, seal_of_version
from fristed.statistics.releases.official.trying import read_tried
from fristed.statistics.releases.payload import DamagedRelease, read_release
from fristed.statistics.releases.storing_policy import stored_policy

Standing = Literal["proposed", "sent_back", "signed_off", "scheduled", "public"]


class NotPublished(LookupError):
    """There is nothing public here; whether anything waits is not said."""


@dataclass(frozen=True, slots=True)
class Version:
    """One official version without its numbers; public once ``published_at`` has passed."""

    year: int
    policy: str
    version: int
    kind: Kind
    as_of_date: date
    reason: str
    published_at: datetime | None
    next_update_date: date | None
    policy_version: str
    payload_sha256: str

    @property
    def public_since(self) -> datetime:
        """The moment it was published, or is going to be.

        Raises
        ------
        NotPublished
            If nobody has published it.
        """
        if self.published_at is None:
            raise NotPublished(f"Version {self.version} of {self.year} has no day yet.")
        return self.published_at


@dataclass(frozen=True, slots=True)
class Proposal:
    """One official version as those who make it see it: how far it has come and through whose hands.

    ``seal`` is of what it says, to be given with a signature. ``is_newest`` is whether the pages of the year
    show its numbers, and not those of a later computation. ``few_changed`` names the services where
    readers of an earlier version learn that a few cases were added to a number, or taken from it.
    """

    version: Version
    standing: Standing
    frozen: int
    proposed_by: str
    proposed_at: datetime
    signed_off_by: str
    signed_off_at: datetime | None
    objection: str
    seal: str
    is_newest: bool
    few_changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frozen:
    """Frozen facts without the facts: kind, day, seal, code lists, and whether a release was computed."""

    number: int
    kind: Kind
    as_of_date: date
    content_sha256: str
    code_lists: Mapping[str, str]
    frozen_by: str
    frozen_at: datetime
    is_computed: bool


def _rows() -> QuerySet[OfficialRelease]:
    return OfficialRelease.objects.select_related("release", "release__frozen").defer(
        "release__payload",
        "release__protection",
        "release__certificate",
        "release__printed",
        "release__policy_content",
        "release__frozen__content",
        "release__frozen__code_lists",
    )


def published_years(policy: str, *, at: datetime) -> list[int]:
    """Give the years that have something public, newest first."""
    years = OfficialRelease.objects.filter(policy=policy, published_at__lte=at).values_list("year", flat=True)
    return sorted(set(years), reverse=True)


def published_versions(year: int, policy: str, *, at: datetime) -> list[Version]:
    """Give the public versions of a year, newest first; old ones stay readable."""
    return [_version(row) for row in _rows().filter(year=year, policy=policy, published_at__lte=at)]


def published_release(
    year: int, policy: str, *, at: datetime, version: int | None = None
) -> tuple[Version, Release]:
    """Give a public version with its numbers, by default the newest.

    Raises
    ------
    NotPublished
        If there is none.
    DamagedRelease
        If what was stored has been changed since.
    """
    rows = _rows().filter(year=year, policy=policy, published_at__lte=at)
    row = (rows if version is None else rows.filter(version=version)).first()
    if row is None:
        raise NotPublished(f"Nothing is published for {year}.")
    if not is_as_signed(row):
        raise DamagedRelease("The stored release is not the one that was signed and is not shown.")
    return _version(row), _release_of(row.release_id)


def _release_of(release_id: int) -> Release:
    """Read the numbers of a stored release, for this room."""
    stored = StoredRelease.objects.get(pk=release_id)
    release = read_release(stored.payload, expected_sha256=stored.payload_sha256)
    rule = stored_policy(stored.policy_content, expected_sha256=stored.policy_sha256)
    return replace(release, kept_policy=rule)


def _require_maker(reader: Actor) -> None:
    if not any(is_permitted(reader, permission) for permission in MAKERS):
        raise NotPermitted(f"{reader.username} may not see releases that are not public.")


def proposals_of(year: int, policy: str, *, reader: Actor, at: datetime) -> list[Proposal]:
    """Give every version of a year, public or not, newest first.

    Raises
    ------
    NotPermitted
        If the reader neither computes nor signs off releases.
    """
    _require_maker(reader)
    stored = StoredRelease.objects.filter(year=year, policy=policy).values_list("pk", flat=True)
    newest = stored.first()
    return [_proposal(row, at, newest) for row in _rows().filter(year=year, policy=policy)]


def proposed_release(year: int, policy: str, version: int, *, reader: Actor) -> Release:
    """Give the numbers of a version that may not be public yet.

    Raises
    ------
    NotPermitted
        If the reader neither computes nor signs off releases.
    NotPublished
        If there is no such version.
    """
    _require_maker(reader)
    row = _rows().filter(year=year, policy=policy, version=version).first()
    if row is None:
        raise NotPublished(f"There is no version {version} of {year}.")
    return _release_of(row.release_id)


def frozen_of(year: int, policy: str, *, reader: Actor) -> list[Frozen]:
    """Give what has been frozen of a year, newest first; never the facts.

    Raises
    ------
    NotPermitted
        If the reader neither computes nor signs off releases.
    """
    _require_maker(reader)
    computed = set(StoredRelease.objects.filter(year=year, policy=policy).values_list("frozen_id", flat=True))
    return [
        Frozen(
            number=row.pk,
            kind=Kind(row.kind),
            as_of_date=row.as_of_date,
            content_sha256=row.content_sha256,
            code_lists=json.loads(row.code_lists),
            frozen_by=row.frozen_by,
            frozen_at=row.frozen_at,
            is_computed=row.pk in computed,
        )
        for row in FrozenFacts.objects.filter(year=year).defer("content")
    ]


def _version(row: OfficialRelease) -> Version:
    frozen = row.release.frozen
    if frozen is None:
        raise NotPublished("A version without frozen facts is not official.")
    return Version(
        year=row.year,
        policy=row.policy,
        version=row.version,
        kind=Kind(frozen.kind),
        as_of_date=frozen.as_of_date,
        reason=row.reason,
        published_at=row.published_at,
        next_update_date=row.next_update_date,
        policy_version=row.release.policy_version,
        payload_sha256=row.release.payload_sha256,
    )


def _standing(row: OfficialRelease, at: datetime) -> Standing:
    if row.published_at:
        return "public" if row.published_at <= at else "scheduled"
    if row.signed_off_at:
        return "signed_off"
    return "sent_back" if row.sent_back else "proposed"


def _proposal(row: OfficialRelease, at: datetime, newest: int | None) -> Proposal:
    return Proposal(
        version=_version(row),
        standing=_standing(row, at),
        frozen=row.release.frozen_id or 0,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        signed_off_by=row.signed_off_by,
        signed_off_at=row.signed_off_at,
        objection=row.sent_back,
        seal=seal_of_version(row),
        is_newest=row.release_id == newest,
        few_changed=_few_changed(row),
    )


def _few_changed(row: OfficialRelease) -> tuple[str, ...]:
    tried = read_tried(row.release.tried)
    return tuple(sorted({service for one in tried for service in one.few_changed}))
