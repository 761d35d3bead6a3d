"""My day holds what the lists of journeys and receptions say is one's own step, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fristed.casework.mentors.queries import consents_waiting
from fristed.casework.plans.queries import day_for
from fristed.casework.reception import actions as reception
from fristed.casework.reception.queries import receptions_of, receptions_waiting
from fristed.casework.repatriation import actions as journey
from fristed.casework.repatriation.facts import ApplicationDraft
from fristed.casework.repatriation.queries import applications_of, journeys_waiting
from fristed.foundation.identity.access.looking import one_reading
from fristed.foundation.identity.facts import Actor
from tests.spec.cast import AUD, BO, CEM
from tests.spec.home import ADULT, AT, agreed, applied, booked, case_with, day, granted, later, met, seen

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
BESIDE = (journeys_waiting, receptions_waiting, consents_waiting)
OF_MISSION, OF_KOMPETANSETEAMET = {"mission"}, {"decider", "coordinator"}
NOW = later(6)


def waiting(by: Actor, room: str, at: datetime = NOW) -> set[str]:
    """Give what my day says waits for somebody in a room."""
    return {one.reference for one in day_for(met(by, at), beside=BESIDE).waiting if one.room == room}


def everything_on_the_way() -> Iterator[None]:
    """Carry one journey home through every step, with reception; stop after each."""
    case, members = case_with(ADULT)
    draft = ApplicationDraft(members, "PK", asks_refund=True, asks_reception=True)
    made = journey.apply_for_journey(reference=case, draft=draft, by=CEM, at=AT)
    yield
    journey.submit_application(reference=made, by=CEM, at=AT)
    yield
    journey.request_information(reference=made, text="Which papers are there?", by=BO, at=AT)
    yield
    journey.give_information(reference=made, text="All of them.", by=CEM, at=AT)
    granted(made)
    yield
    booked(made)
    yield
    met_by = seen(made).reception
    reception.plan_reception(reference=met_by, arrival_date=day(5), by=BO, at=AT)
    yield
    agreed(met_by)
    yield
    everybody = [one.key for one in seen(made).travellers]
    journey.note_departure(reference=made, on_date=day(5), travelled=everybody, by=CEM, at=later(5))
    yield
    journey.claim_refund(reference=made, kroner=9000, receipts=2, by=CEM, at=later(6))
    yield
    reception.note_arrival(reference=met_by, on_date=day(5), by=BO, at=later(6))
    yield
    journey.settle_claim(reference=made, kroner=8000, by=BO, at=later(6))
    yield


def test_at_each_step_my_day_holds_what_the_lists_call_ones_own_step() -> None:
    turns = set()
    for _ in everything_on_the_way():
        for by, mine in ((CEM, OF_MISSION), (BO, OF_KOMPETANSETEAMET)):
            journeys, receptions = applications_of(met(by, NOW)), receptions_of(met(by, NOW))
            turns |= {one.turn for one in journeys} | {one.turn for one in receptions}
            # Who co-ordinates has what a journey waits for as the reception, not as the journey.
            of_journeys = {one.reference for one in journeys if one.turn in mine - {"coordinator"}}
            assert waiting(by, "journey") == of_journeys
            assert waiting(by, "reception") == {one.reference for one in receptions if one.turn in mine}
        assert waiting(AUD, "journey") == waiting(AUD, "reception") == set()
    assert turns >= {"mission", "decider", "coordinator", "police", "nobody"}


def test_a_refused_a_postponed_and_a_missed_journey_wait_for_whose_step_they_are() -> None:
    case, members = case_with(ADULT)
    made = applied(case, members)
    booked_only = applied(*case_with(ADULT), refund=False)
    assert waiting(CEM, "journey") == {booked_only}
    booked(booked_only)
    journey.note_no_departure(reference=booked_only, why="papers", by=CEM, at=later(5))
    reception.postpone_reception(reference=seen(made).reception, why="not_safe", by=BO, at=AT)
    assert seen(made).reception in waiting(BO, "reception")
    for by, mine in ((CEM, OF_MISSION), (BO, {"decider"})):
        found = applications_of(met(by, NOW))
        assert waiting(by, "journey") == {one.reference for one in found if one.turn in mine}


def test_more_rooms_cost_my_day_no_question_more_nor_more_journeys_a_list() -> None:
    def asked(beside: tuple[object, ...]) -> int:
        with one_reading(), CaptureQueriesContext(connection) as found:
            day_for(met(BO, NOW), beside=beside)  # type: ignore[arg-type]
        return len(found)

    def listed() -> int:
        with one_reading(), CaptureQueriesContext(connection) as found:
            applications_of(met(CEM, NOW))
        return len(found)

    booked(applied(*case_with(ADULT), refund=False))
    one, few = asked(()), listed()
    for _ in range(3):
        booked(applied(*case_with(ADULT), refund=False))
    assert asked(BESIDE) == one
    assert listed() == few
