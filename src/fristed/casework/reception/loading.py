"""Invented receptions, beside the journeys they are asked for with; their details are destroyed already."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from fristed.casework.cases.models import Case
from fristed.casework.cases.references import new_reference
from fristed.casework.parties.codes import Age
from fristed.casework.parties.models import Member
from fristed.casework.reception.codes import State, Why
from fristed.casework.reception.models import Expected, Reception, Stamp
from fristed.foundation.days import OSLO
from fristed.methods.reconstruction.chain.records import Journey

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class InventedReception:
    """A reception that is made and not stored, with who is expected and the states it came into."""

    row: Reception
    members: tuple[Member, ...]
    states: tuple[tuple[str, date], ...]


def reception_of(
    journey: Journey, case: Case, members: Sequence[Member], chance: random.Random, *, by: str
) -> InventedReception:
    """Make the reception that was asked for with a journey: met and interviewed, or cancelled with it."""
    states = tuple(_states(journey, chance))
    day_of = dict(states)
    state, since = states[-1]
    children = sum(one.age_group == Age.CHILD for one in members)
    row = Reception(
        reference=new_reference(chance.choice),
        details=new_reference(chance.choice),
        case=case,
        from_service=case.service,
        from_reference=case.reference,
        address_grading=case.address_grading,
        person_pseudonym=case.person_pseudonym,
        state=state,
        since=_noon(since),
        version=1,
        adults=len(members) - children,
        children=children,
        asked_at=_noon(journey.submitted_date),
        asked_by=by,
        arrival_date=journey.travel_date,
        left_date=journey.travel_date,
        arrived_date=day_of.get(State.ARRIVED.value),
        handed_over_date=day_of.get(State.HANDED_OVER.value),
        interview_date=day_of.get(State.INTERVIEWED.value),
        why=Why.PERSON_WITHDREW.value if state == State.CANCELLED else "",
        details_destroyed_at=_noon(since + 30 * DAY),
    )
    return InventedReception(row, tuple(members), states)


def _states(journey: Journey, chance: random.Random) -> Iterator[tuple[str, date]]:
    yield State.REQUESTED.value, journey.submitted_date
    if journey.travel_date is None:
        yield State.CANCELLED.value, journey.withdrawn_date or journey.submitted_date
        return
    day = journey.travel_date
    yield State.PLANNED.value, journey.submitted_date + (day - journey.submitted_date) // 2
    yield State.ARRIVED.value, day
    yield State.HANDED_OVER.value, day + DAY * chance.randint(0, 3)
    yield State.INTERVIEWED.value, day + DAY * chance.randint(4, 21)


def store_receptions(invented: Iterable[InventedReception]) -> None:
    """Store receptions in the caller's transaction."""
    for one in invented:
        one.row.save()
        Expected.objects.bulk_create(
            Expected(reception=one.row, member=member, kind=member.kind, age_group=member.age_group)
            for member in one.members
        )
        Stamp.objects.bulk_create(
            Stamp(reception=one.row, state=state, at=_noon(day)) for state, day in one.states
        )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=OSLO)
