"""Loading invented journeys home into a room that has none: all of them with their receptions, or nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction

from fristed.casework.cases.actions.loading import RegisterNotEmpty
from fristed.casework.cases.models import Case
from fristed.casework.cases.references import new_reference
from fristed.casework.parties.loading import FreeCases, noted_in
from fristed.casework.parties.models import Member
from fristed.casework.reception.loading import reception_of, store_receptions
from fristed.casework.repatriation.codes import Ground, State
from fristed.casework.repatriation.models import Application, Stamp, Traveller
from fristed.foundation.audit.actions import write_line
from fristed.foundation.days import OSLO
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.methods.reconstruction.chain.records import Journey

APPLIES = "SU"
KRONER = (3_000, 40_000)


def load_journeys(journeys: Sequence[Journey], *, seed: int, by: Actor, at: datetime) -> int:
    """Store invented applications as the special envoys would have sent them, each in a case abroad.

    References and amounts are drawn from the seed. One audit line tells how many came.

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
        If the register has too few cases abroad.
    """
    require(by, Permission.REGISTER_LOAD)
    with transaction.atomic():
        # The line comes first: it takes the lock writers share, so that two loads cannot both find it empty.
        write_line(
            event="register.journeys_loaded",
            by=by,
            at=at,
            facts={"journeys": len(journeys), "seed": seed},
        )
        if Application.objects.exists():
            raise RegisterNotEmpty("There are applications for journeys already; nothing was loaded.")
        chance = random.Random(f"journeys {seed}")  # noqa: S311  chance for invented people, repeatable on purpose
        cases = FreeCases(APPLIES, abroad=True)
        for journey in sorted(journeys, key=lambda one: one.submitted_date):
            case = cases.take(journey.travellers[0].person, by_date=journey.submitted_date)
            _store(journey, case, chance, by=by)
    return len(journeys)


def _store(journey: Journey, case: Case, chance: random.Random, *, by: Actor) -> None:
    people = [one.person for one in journey.travellers]
    sent = _noon(journey.submitted_date)
    members = noted_in(case, people, at=sent, by=by.username, chance=chance)
    Member.objects.bulk_create(members)
    states = list(_states(journey))
    row = Application.objects.create(**_columns(journey, case, states, chance, by=by))
    Traveller.objects.bulk_create(
        Traveller(
            application=row,
            member=member,
            key=member.key,
            kind=member.kind,
            age_group=member.age_group,
            returned_date=one.returned_date,
        )
        for one, member in zip(journey.travellers, members, strict=True)
    )
    Stamp.objects.bulk_create(Stamp(application=row, state=state, at=_noon(day)) for state, day in states)
    if journey.asks_reception:
        reception = reception_of(journey, case, members, chance, by=by.username)
        store_receptions([reception])
        row.reception = reception.row.reference
        row.save(update_fields=["reception"])


def _states(journey: Journey) -> Iterator[tuple[str, date]]:
    """Give the states an application came into, with the days."""
    yield State.DRAFTED.value, journey.submitted_date
    yield State.SUBMITTED.value, journey.submitted_date
    last = journey.submitted_date
    if journey.decided_date is not None:
        last = journey.decided_date
        yield State.GRANTED.value, last
    if journey.travel_date is not None:
        yield State.TICKET_BOOKED.value, last + (journey.travel_date - last) // 2
        yield State.TRAVELLED.value, journey.travel_date
        if journey.asks_refund:
            yield State.SETTLED.value, journey.travel_date + timedelta(days=24)
    elif journey.withdrawn_date is not None:
        yield State.WITHDRAWN.value, journey.withdrawn_date


def _columns(
    journey: Journey, case: Case, states: Sequence[tuple[str, date]], chance: random.Random, *, by: Actor
) -> dict[str, object]:
    sent, (state, since) = _noon(journey.submitted_date), states[-1]
    decided = journey.decided_date
    columns: dict[str, object] = {
        "reference": new_reference(chance.choice),
        "case": case,
        "from_service": case.service,
        "from_reference": case.reference,
        "address_grading": case.address_grading,
        "person_pseudonym": case.person_pseudonym,
        "state": state,
        "since": _noon(since),
        "country": journey.travellers[0].person.country,
        "asks_refund": journey.asks_refund,
        "asks_reception": journey.asks_reception,
        "drafted_at": sent,
        "drafted_by": by.username,
        "submitted_at": sent,
        "submitted_by": by.username,
        "travel_date": journey.travel_date,
        "arrival_date": journey.travel_date,
        "travelled_date": journey.travel_date,
    }
    if decided is not None:
        columns |= {
            "outcome": State.GRANTED.value,
            "ground": Ground.CONDITIONS_MET.value,
            "appeal_told": True,
            "decided_at": _noon(decided),
            "decided_by": by.username,
        }
    if state == State.SETTLED:
        kroner = chance.randint(*KRONER)
        columns |= {
            "claimed_kroner": kroner,
            "receipts": chance.randint(1, 9),
            "claimed_by": by.username,
            "settled_kroner": kroner,
            "settled_at": _noon(since),
        }
    return columns


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=OSLO)
