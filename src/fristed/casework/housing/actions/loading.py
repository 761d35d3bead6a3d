"""Loading an invented scheme into a room that has no application: all of it, or nothing."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.db import transaction

from fristed.casework.cases.actions.loading import RegisterNotEmpty
from fristed.casework.cases.models import Case
from fristed.casework.cases.references import new_reference
from fristed.casework.housing.codes import From, Gender, Ground, Scheme, State, Suitability
from fristed.casework.housing.models import (
    Application,
    Clearance,
    Dwelling,
    Person,
    Place,
    Provider,
    SecurityRequest,
    Stay,
    Step,
)
from fristed.casework.housing.names import random_name
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.rules import takes_a_place
from fristed.casework.parties.loading import FreeCases, noted_in
from fristed.casework.parties.models import Member
from fristed.foundation.audit.actions import write_line
from fristed.foundation.days import OSLO
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.methods.reconstruction.chain.records import Housing, PlaceSpan

ASKS = "KT"
PROVIDERS = 3
CAME_FROM = (From.EXPERT_TEAM, From.POLICE, From.SHELTER, From.NAV, From.RETURNED)


def load_housing(
    applications: Sequence[Housing], places: Sequence[PlaceSpan], *, seed: int, by: Actor, at: datetime
) -> int:
    """Store an invented scheme: dwellings with dated places, and every application with its steps and stay.

    Each application is of a case of Kompetanseteamet that had begun before. References and names are drawn
    from the seed. One audit line tells how many came.

    Returns
    -------
    int
        The number of applications stored.

    Raises
    ------
    NotPermitted
        If the actor may not load a register.
    RegisterNotEmpty
        If there are applications already.
    NoCaseLeft
        If the register has too few cases.
    """
    require(by, Permission.REGISTER_LOAD)
    with transaction.atomic():
        # The line comes first: it takes the lock writers share, so that two loads cannot both find it empty.
        facts: dict[str, str | int] = {"applications": len(applications), "places": len(places), "seed": seed}
        write_line(event="register.housing_loaded", by=by, at=at, facts=facts)
        if Application.objects.exists():
            raise RegisterNotEmpty("There are applications for places already; nothing was loaded.")
        chance = random.Random(f"housing {seed}")  # noqa: S311  chance for invented people, repeatable on purpose
        stored = _store_places(places, chance, by=by.username, at=at)
        cases = FreeCases(ASKS, abroad=False)
        for one in sorted(applications, key=lambda each: each.steps[0].on_date):
            case = cases.take(one.people[0], by_date=one.steps[0].on_date)
            _store(one, case, stored, chance, by=by.username)
    return len(applications)


def _name(taken: set[str], chance: random.Random) -> str:
    while (name := random_name(chance.choice)) in taken:
        continue
    taken.add(name)
    return name


def _store_places(
    places: Sequence[PlaceSpan], chance: random.Random, *, by: str, at: datetime
) -> Mapping[int, Place]:
    noted: dict[str, object] = {"noted_at": at, "noted_by": by}
    taken = set(Provider.objects.values_list("name", flat=True))
    providers = Provider.objects.bulk_create(
        Provider(reference=new_reference(chance.choice), name=_name(taken, chance), **noted)
        for _ in range(PROVIDERS)
    )
    taken |= set(Dwelling.objects.values_list("name", flat=True))
    zones = sorted(parameters().zones)
    dwellings = Dwelling.objects.bulk_create(
        Dwelling(
            reference=new_reference(chance.choice),
            name=_name(taken, chance),
            provider=providers[number % PROVIDERS],
            zone=zones[number % len(zones)],
            genders=Gender.ALL.value,
            takes_children=True,
            takes_couples=True,
            **noted,
        )
        for number in range(1 + max((one.dwelling for one in places), default=-1))
    )
    for number, home in enumerate(dwellings):
        own = [one for one in places if one.dwelling == number]
        Clearance.objects.create(
            dwelling=home,
            from_date=min(one.from_date for one in own),
            to_date=max(one.to_date for one in own),
            given_at=at,
            given_by=by,
        )
    rows = Place.objects.bulk_create(
        Place(
            dwelling=dwellings[one.dwelling],
            reference=new_reference(chance.choice),
            number=one.number + 1,
            from_date=one.from_date,
            to_date=one.to_date,
            **noted,
        )
        for one in places
    )
    return {one.number: row for one, row in zip(places, rows, strict=True)}


def _store(one: Housing, case: Case, places: Mapping[int, Place], chance: random.Random, *, by: str) -> None:
    asked = _noon(one.steps[0].on_date)
    members = Member.objects.bulk_create(noted_in(case, one.people, at=asked, by=by, chance=chance))
    place = places[one.stay.place] if one.stay else None
    row = Application.objects.create(**_columns(one, case, place, chance, by=by))
    people = Person.objects.bulk_create(
        Person(
            application=row,
            member=member,
            key=f"{chance.getrandbits(64):016x}",
            kind=member.kind,
            age_group=member.age_group,
            age_years=member.age_years,
            gender=member.gender,
            country_background=member.country_background,
            takes_place=takes_a_place(member.age_group, child_takes_a_place=parameters().child_takes_a_place),
        )
        for member in members
    )
    Step.objects.bulk_create(
        Step(
            application=row,
            number=number,
            state=step.state,
            on_date=step.on_date,
            why=step.why,
            noted_at=_noon(step.on_date),
            noted_by=by,
        )
        for number, step in enumerate(one.steps, start=1)
    )
    _store_security(one, row)
    if one.stay and place:
        Stay.objects.bulk_create(
            Stay(
                application=row,
                person=person,
                member_id=person.member_id,
                place=place,
                takes_place=person.takes_place,
                from_date=one.stay.from_date,
                moved_in_date=one.stay.moved_in_date,
                ended_date=one.stay.ended_date,
            )
            for person in people
        )


def _columns(
    one: Housing, case: Case, place: Place | None, chance: random.Random, *, by: str
) -> dict[str, object]:
    days = {step.state: step.on_date for step in one.steps}
    is_assessed = State.ASSESSED in days
    return {
        "case": case,
        "service": case.service,
        "case_reference": case.reference,
        "person_pseudonym": case.person_pseudonym,
        "reference": new_reference(chance.choice),
        "scheme": Scheme.HOUSING.value,
        "came_from": chance.choice(CAME_FROM).value,
        "state": one.steps[-1].state,
        "since_date": one.steps[-1].on_date,
        "suitability": Suitability.SUITABLE.value if is_assessed else "",
        "ground": Ground.PROTECTION_AND_WISH.value if is_assessed else "",
        "with_police": False,
        "provider": place.dwelling.provider if place else None,
        "asked_at": _noon(one.steps[0].on_date),
        "asked_by": by,
    }


def _store_security(one: Housing, row: Application) -> None:
    days = {step.state: step.on_date for step in one.steps}
    asked = days.get(State.SECURITY_ASKED.value)
    answers = (State.RECOMMENDED.value, State.NOT_RECOMMENDED.value)
    answered = next((days[state] for state in answers if state in days), None)
    if asked is not None:
        SecurityRequest.objects.create(
            application=row,
            asked_date=asked,
            passed_date=asked,
            answered_date=answered,
            is_recommended=None if answered is None else State.RECOMMENDED in days,
        )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=OSLO)
