"""Giving places to a group, once: the rows are locked, and the database refuses a second giving."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from fristed.casework.cases.rules import day_of
from fristed.casework.housing.codes import NOT_OFFERED_WHY, State, WishKind
from fristed.casework.housing.models import Application, Clearance, Dwelling, Person, Place, Stay
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.refusals import HousingRefused
from fristed.casework.housing.rules import step_problems, takes_a_place
from fristed.casework.housing.storing import (
    application_to_change,
    put_step,
    take_step,
    those_it_is_open_to,
)
from fristed.casework.parties.codes import Age
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind

OFFICER = (Permission.HOUSING_ALLOCATE,)


def allocate_places(
    *, reference: str, places: Sequence[str], on_date: date | None, by: Actor, at: datetime
) -> None:
    """Give places of one dwelling to those of an application who take one; the others live with them.

    The rows of the places are locked, in one order, so that of two officers who give the same place away
    the second is told so. What the helper says does not bind: only what nobody may do is refused.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such an application within reach.
    HousingRefused
        If a place is taken, unknown, not there on the day, or of a dwelling that is not cleared or is in a
        zone to keep away from; if one of the group has a place; if there are too few; if it cannot come now.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        today = day_of(at)
        HousingRefused.raise_if(
            step_problems(row.state, State.ALLOCATED, since=row.since_date, on_date=on_date, today=today)
        )
        day = on_date or today
        people = list(row.people.select_for_update().order_by("pk"))
        _take_places_as_they_are(people)
        chosen = _locked(places)
        asked = list(dict.fromkeys(places))
        HousingRefused.raise_if(_problems(row, people, chosen, asked, day, today=today))
        try:
            with transaction.atomic():
                Stay.objects.bulk_create(_stays(row, people, chosen, day))
        except IntegrityError as twice:
            raise HousingRefused(("places", "place_taken")) from twice
        provider = chosen[0].dwelling.provider_id
        put_step(
            row,
            State.ALLOCATED,
            event="housing.allocated",
            on_date=day,
            by=by,
            at=at,
            changes={"provider_id": provider, "planned_out_date": None},
        )
        staff = chosen[0].dwelling.provider.staff.filter(ended_at=None).values_list("account_id", flat=True)
        told = those_it_is_open_to(row, staff)
        notify(account_ids=told, kind=NoticeKind.PLACE_GIVEN, by=by, at=at)


def _locked(places: Sequence[str]) -> list[Place]:
    homes = Dwelling.objects.filter(places__reference__in=places).values("pk")
    # First the dwellings, then the places: everybody who locks both does it in this order.
    list(Dwelling.objects.select_for_update().filter(pk__in=homes).order_by("pk").values("pk"))
    rows = Place.objects.select_for_update(of=("self",)).filter(reference__in=places).order_by("pk")
    return list(rows.select_related("dwelling", "dwelling__provider"))


def _take_places_as_they_are(people: Sequence[Person]) -> None:
    """Say anew who takes a place: somebody may have turned out to be a child or an adult meanwhile."""
    for one in people:
        takes = takes_a_place(one.age_group, child_takes_a_place=parameters().child_takes_a_place)
        if one.takes_place != takes:
            one.takes_place = takes
            one.save(update_fields=["takes_place"])


def _problems(
    row: Application,
    people: Sequence[Person],
    chosen: Sequence[Place],
    asked: Sequence[str],
    day: date,
    *,
    today: date,
) -> Iterable[tuple[str, str]]:
    if people[0].age_group != Age.ADULT:
        yield "places", "adults_only"
    elif len(chosen) != len(asked):
        yield "places", "place_unknown"
    elif not chosen or len(chosen) != sum(one.takes_place for one in people):
        yield "places", "places_missing"
    elif len({one.dwelling_id for one in chosen}) > 1:
        yield "places", "more_dwellings"
    else:
        yield from _against(row, people, chosen, day, today=today)


def _against(
    row: Application, people: Sequence[Person], chosen: Sequence[Place], day: date, *, today: date
) -> Iterable[tuple[str, str]]:
    # Nobody is given a place that is to be cut: who has one on that day would have none, or one too many.
    if any(day < one.from_date or one.to_date is not None for one in chosen):
        yield "places", "place_not_there"
    not_over = Q(ended_date__isnull=True) | Q(ended_date__gt=day)
    if Stay.objects.filter(not_over, place__in=chosen, takes_place=True).exists():
        yield "places", "place_taken"
    if Stay.objects.filter(not_over, member__in=[one.member_id for one in people]).exists():
        yield "places", "person_housed"
    # Today too: a day in the past does not bring back a clearance that has ended since.
    if not all(is_cleared(chosen[0].dwelling, one) for one in (day, today)):
        yield "places", "not_cleared"
    if row.wishes.filter(kind=WishKind.SHUNNED_ZONE, code=chosen[0].dwelling.zone).exists():
        yield "places", "zone_shunned"


def is_cleared(dwelling: Dwelling, day: date) -> bool:
    """Whether the police have cleared a dwelling for a day, and have not ended it."""
    rows = Clearance.objects.filter(dwelling=dwelling, from_date__lte=day, to_date__gte=day)
    return rows.filter(Q(ended_date__isnull=True) | Q(ended_date__gt=day)).exists()


def _stays(row: Application, people: Sequence[Person], chosen: Sequence[Place], day: date) -> Iterable[Stay]:
    """Give each who takes a place one of them; the others are at the first."""
    left = list(chosen)
    for one in people:
        place = left.pop(0) if one.takes_place else chosen[0]
        yield Stay(
            application=row,
            person=one,
            member_id=one.member_id,
            place=place,
            takes_place=one.takes_place,
            from_date=day,
        )


def give_up_places(
    *, reference: str, why: str, on_date: date | None, by: Actor, at: datetime, words: str = ""
) -> None:
    """Give places up before anybody has moved in: to wait for another, or for good, by the reason.

    Raises
    ------
    NotPermitted, CaseNotFound, HousingRefused
        As for giving them; also without a reason, or when somebody has moved in.
    """
    with transaction.atomic():
        row = application_to_change(by, OFFICER, reference)
        if row.state != State.ALLOCATED:
            raise HousingRefused(("", "step_not_next"))
        step = take_step(
            row,
            State.NOT_OFFERED if why in NOT_OFFERED_WHY else State.WAITING,
            event="housing.places_given_up",
            on_date=on_date,
            by=by,
            at=at,
            why=why,
            words=words,
            changes={"provider_id": None},
        )
        Stay.objects.filter(application=row, ended_date=None).update(ended_date=step.on_date)
