"""Fit a group to a dwelling: every reason against, so that something can be done about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

NO_NEIGHBOURS: Mapping[str, frozenset[str]] = MappingProxyType({})


class Reason(StrEnum):
    """Why a dwelling does not fit a group."""

    TOO_FEW_PLACES = "too_few_places"
    NOT_CLEARED = "not_cleared"
    ZONE_SHUNNED = "zone_shunned"
    ZONE_NEAR = "zone_near"
    NEED_NOT_MET = "need_not_met"
    NO_CHILDREN = "no_children"
    NO_COUPLES = "no_couples"
    GENDER = "gender"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a dwelling, from a day on and, if it is cut, until a day; ``is_free`` as it is now."""

    key: str
    from_date: date
    to_date: date | None = None
    is_free: bool = True

    def is_there(self, day: date) -> bool:
        """Whether the place is part of the capacity on a day; the day it ends is not."""
        return self.from_date <= day and (self.to_date is None or day < self.to_date)


@dataclass(frozen=True, slots=True)
class Dwelling:
    """A dwelling as the method sees it; ``genders`` are those who can live there, empty for all."""

    key: str
    zone: str
    places: tuple[Place, ...]
    cleared_until: date | None
    offers: frozenset[str] = frozenset()
    genders: frozenset[str] = frozenset()
    takes_children: bool = True
    takes_couples: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Who shall live together.

    ``places`` is how many places the group takes, which is not how many people it is. ``keeps_away`` asks for
    a zone that does not border on one that is shunned.
    """

    places: int
    genders: frozenset[str] = frozenset()
    has_children: bool = False
    is_couple: bool = False
    needs: frozenset[str] = frozenset()
    shuns: frozenset[str] = frozenset()
    keeps_away: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one dwelling: the free places, and each reason against with what it is about."""

    dwelling: str
    free: tuple[str, ...]
    reasons: tuple[tuple[Reason, str], ...]

    @property
    def fits(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.reasons


def fit(
    group: Group, dwelling: Dwelling, *, on: date, neighbours: Mapping[str, Collection[str]] = NO_NEIGHBOURS
) -> Finding:
    """Say whether a group fits a dwelling on a day, with every reason against.

    Parameters
    ----------
    on
        The day of moving in.
    neighbours
        Which zones border on which.

    Examples
    --------
    >>> home = Dwelling("d1", "a", (Place("p1", date(2024, 1, 1)),), cleared_until=date(2025, 1, 1))
    >>> fit(Group(places=1), home, on=date(2024, 5, 1)).fits
    True
    >>> both = Group(places=2, shuns=frozenset("a"))
    >>> [str(reason) for reason, _of in fit(both, home, on=date(2024, 5, 1)).reasons]
    ['too_few_places', 'zone_shunned']
    """
    free = tuple(place.key for place in dwelling.places if place.is_free and place.is_there(on))
    return Finding(dwelling.key, free, tuple(_against(group, dwelling, len(free), on, neighbours)))


def _against(
    group: Group, dwelling: Dwelling, free: int, on: date, neighbours: Mapping[str, Collection[str]]
) -> Iterable[tuple[Reason, str]]:
    if free < group.places:
        yield Reason.TOO_FEW_PLACES, str(group.places - free)
    if dwelling.cleared_until is None or dwelling.cleared_until < on:
        yield Reason.NOT_CLEARED, ""
    if dwelling.zone in group.shuns:
        yield Reason.ZONE_SHUNNED, ""
    elif group.keeps_away and group.shuns & frozenset(neighbours.get(dwelling.zone, ())):
        yield Reason.ZONE_NEAR, ""
    for need in sorted(group.needs - dwelling.offers):
        yield Reason.NEED_NOT_MET, need
    if group.has_children and not dwelling.takes_children:
        yield Reason.NO_CHILDREN, ""
    if group.is_couple and not dwelling.takes_couples:
        yield Reason.NO_COUPLES, ""
    if dwelling.genders and not group.genders <= dwelling.genders:
        yield Reason.GENDER, ""


def fits(
    group: Group,
    dwellings: Iterable[Dwelling],
    *,
    on: date,
    neighbours: Mapping[str, Collection[str]] = NO_NEIGHBOURS,
) -> tuple[Finding, ...]:
    """Say of every dwelling whether a group fits: those that fit first.

    A dwelling that has just what is needed comes first, so that larger ones stay free for larger groups.

    Returns
    -------
    tuple of Finding
        One for each dwelling; where nothing fits, those with the fewest reasons against come first.
    """
    found = [fit(group, one, on=on, neighbours=neighbours) for one in dwellings]
    return tuple(sorted(found, key=lambda one: (len(one.reasons), len(one.free), one.dwelling)))


def free_ahead(
    places: Sequence[Place], leaving: Mapping[str, date], days: Sequence[date]
) -> tuple[tuple[date, int], ...]:
    """Say how many places will be free on days to come, if everybody leaves when it is expected.

    Parameters
    ----------
    places
        All places; one that is not free and is not in ``leaving`` stays taken.
    leaving
        The day on which the one who lives at a place is expected to move out, by the key of the place.

    Returns
    -------
    tuple of (date, int)
        The days as given, each with the number of free places.

    Examples
    --------
    >>> taken = Place("p1", date(2024, 1, 1), is_free=False)
    >>> free_ahead([taken], {"p1": date(2024, 6, 1)}, [date(2024, 5, 1), date(2024, 6, 1)])
    ((datetime.date(2024, 5, 1), 0), (datetime.date(2024, 6, 1), 1))
    """
    return tuple(
        (
            day,
            sum(
                one.is_there(day) and (one.is_free or leaving.get(one.key, date.max) <= day) for one in places
            ),
        )
        for day in days
    )
