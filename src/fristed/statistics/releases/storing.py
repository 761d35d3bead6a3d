"""What is stored of a publisher's releases: reading what readers may have kept, and storing one more."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet

from fristed.statistics.releases.facts import PublishedNumber, Release
from fristed.statistics.releases.ledger import History, Ledger, ledger_of
from fristed.statistics.releases.models import SecondaryWish, StoredRelease
from fristed.statistics.releases.names import CellName
from fristed.statistics.releases.payload import DamagedRelease, read_release
from fristed.statistics.releases.policies import POLICY_IDS, Policy
from fristed.statistics.releases.policies import policy as policy_in_force
from fristed.statistics.releases.wishes import Wishes, as_wishes

ServiceYear = tuple[str, int]
Wished = Mapping[ServiceYear, frozenset[tuple[str, str]]]
"""What was wished of each service and year, and instead of what; one without a wish is not in it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Earlier releases of a publisher as readers may have kept them, and those that can no longer be read.

    ``newest_id`` names the newest row there was when they were read. ``replaced`` is what earlier versions of
    the same report printed and hid under other wishes: it binds nobody, but who has them knows it.
    """

    history: History
    unreadable: tuple[str, ...]
    newest_id: int
    replaced: Ledger = field(default_factory=Ledger)


def releases_of_publisher(policy: Policy) -> QuerySet[StoredRelease]:
    """Give all that the publisher of a policy has stored."""
    own = [name for name in POLICY_IDS if policy_in_force(name).publisher == policy.publisher]
    return StoredRelease.objects.filter(policy__in=own)


def newest_id(policy: Policy) -> int:
    """Name the newest row of the publisher of a policy; 0 where there is none."""
    return releases_of_publisher(policy).order_by("-id").values_list("id", flat=True).first() or 0


def kept_releases(policy: Policy, *, year: int, wishes: Iterable[str] = ()) -> Kept:
    """Read what the publisher has stored before: of other report years, and earlier versions of this one.

    A wish replaces the versions of its report that were computed before it, and taking it back replaces those
    that followed it: what was computed under other wishes than the newest of the same report binds nobody in
    the service and year that the wishes are about.
    """
    newest = newest_id(policy)
    rows = list(releases_of_publisher(policy).filter(id__lte=newest).order_by("computed_at", "id"))
    standing = {(row.year, row.policy): wished_in(row) for row in rows} | {
        (year, policy.id): _by_service_year(as_wishes(wishes).items())
    }
    found: dict[bool, list[tuple[str, Release]]] = {True: [], False: []}
    unreadable: list[str] = []
    aside: list[tuple[str, Release]] = []
    for row in rows:
        name = f"{row.year} {row.policy} {row.policy_version} of {row.computed_at:%Y-%m-%d}"
        try:
            release = read_release(row.payload, expected_sha256=row.payload_sha256)
        except DamagedRelease:
            unreadable.append(name)
        else:
            replaced = set(differing(wished_in(row), standing[row.year, row.policy]))
            found[row.year == year].append((name, without(release, replaced)))
            if row.year == year and replaced:
                aside.append((name, only(release, replaced)))
    history = History(other_years=ledger_of(found[False]), versions=ledger_of(found[True]))
    return Kept(history, tuple(unreadable), newest, ledger_of(aside))


def wishes_for(year: int, policy: str) -> Wishes:
    """Give the cells that a statistician would rather hide, and instead of which; the oldest wish first."""
    rows = SecondaryWish.objects.filter(year=year, policy=policy).order_by("wished_at", "id")
    return dict(rows.values_list("key", "instead_of"))


def wished_in(row: StoredRelease) -> Wished:
    """Give the wishes that a stored release was computed under."""
    record: Mapping[str, Any] = json.loads(row.protection) if row.protection else {"wished": ()}
    # Earlier records name their wishes with what came of them, and nowhere else.
    told = (key for year in record.get("years", ()) for key in year["wishes"])
    old: Mapping[str, str] = record.get("instead_of", {})
    return _by_service_year((key, old.get(key, "")) for key in record.get("wished", told))


def _by_service_year(wishes: Iterable[tuple[str, str]]) -> Wished:
    found: dict[ServiceYear, frozenset[tuple[str, str]]] = {}
    for key, old in wishes:
        if name := CellName.read(key):
            place = (name.service, name.year)
            found[place] = found.get(place, frozenset()) | {(key, old)}
    return found


def differing(one: Wished, other: Wished) -> Iterator[ServiceYear]:
    """Give the services and years of which two computations knew other wishes."""
    nothing: frozenset[tuple[str, str]] = frozenset()
    return (place for place in {**one, **other} if one.get(place, nothing) != other.get(place, nothing))


def without(release: Release, places: Collection[ServiceYear]) -> Release:
    """Give what a release prints of all services and years but some."""
    return _where(release, lambda place: place not in places) if places else release


def only(release: Release, places: Collection[ServiceYear]) -> Release:
    """Give what a release prints of some services and years."""
    return _where(release, lambda place: place in places)


def _where(release: Release, is_meant: Callable[[ServiceYear | None], bool]) -> Release:
    return replace(
        release,
        cells=tuple(cell for cell in release.cells if is_meant((cell.service, cell.year))),
        figures=tuple(value for value in release.figures if is_meant((value.service, value.year))),
        numbers={name: number for name, number in release.numbers.items() if is_meant(_place(number))},
    )


def _place(number: PublishedNumber) -> ServiceYear | None:
    service, year = number.definition.get("service"), str(number.definition.get("year", ""))
    return (str(service), int(year)) if service and year.isdigit() else None


def store(row: StoredRelease) -> None:
    """Store a release unless the newest stored one is the same, byte for byte."""
    newest = StoredRelease.objects.filter(year=row.year, policy=row.policy).first()
    same = newest and _seal(newest) == _seal(row)
    if not same:
        row.save()


def _seal(row: StoredRelease) -> tuple[str, str, str, int | None, str]:
    return row.payload_sha256, row.protection, row.policy_sha256, row.frozen_id, row.tried
