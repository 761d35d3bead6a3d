"""Journeys home in the demo: one that waits for a decision, one whose reception is being agreed. Invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from fristed.casework.cases.facts import CaseFilters
from fristed.casework.cases.queries import cases_visible_to
from fristed.casework.cases.rules import day_of
from fristed.casework.parties.actions import note_member
from fristed.casework.parties.facts import MemberDraft
from fristed.casework.reception.actions import ask_part, note_answer, plan_reception
from fristed.casework.repatriation.actions import (
    answer_condition,
    apply_for_journey,
    book_ticket,
    decide_application,
    submit_application,
)
from fristed.casework.repatriation.facts import ApplicationDraft
from fristed.casework.repatriation.known import conditions_on
from fristed.casework.repatriation.queries import application_detail
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_named

# Well down the list, so that the newest cases stay as the register has them.
PLACE = 20
PEOPLE = (
    MemberDraft("person_of_case", "adult_18_plus", "female", 19),
    MemberDraft("child", "child_under_18", "male", 2),
)
GROUNDS = "Personen kan ikke betale reisen, og ingen andre kan. Vedtaket kan påklages innen tre uker."


def journeys_in_demo(*, at: datetime) -> None:
    """Let the envoy of the cast apply for two groups, and Kompetanseteamet go on with the second."""
    envoy, expert = (replace(actor_named(name), at=at) for name in ("cem", "bo"))
    found = cases_visible_to(envoy, CaseFilters(status="open"), start=PLACE, limit=2).lines
    for line, goes_on in zip(found, (False, True), strict=False):
        made = _applied(line.reference, by=envoy, at=at)
        if goes_on:
            _gone_on(made, envoy=envoy, expert=expert, at=at)


def _applied(case: str, *, by: Actor, at: datetime) -> str:
    members = [note_member(reference=case, draft=one, by=by, at=at) for one in PEOPLE]
    draft = ApplicationDraft(members, "PK", asks_refund=True, asks_reception=True)
    made = apply_for_journey(reference=case, draft=draft, by=by, at=at)
    submit_application(reference=made, by=by, at=at)
    return made


def _gone_on(made: str, *, envoy: Actor, expert: Actor, at: datetime) -> None:
    for one in conditions_on(day_of(at)):
        answer_condition(reference=made, condition=one.code, answer="met", by=expert, at=at)
    decide_application(
        reference=made,
        granted=True,
        ground="conditions_met",
        text=GROUNDS,
        appeal_told=True,
        by=expert,
        at=at,
    )
    day = day_of(at) + timedelta(days=6)
    book_ticket(reference=made, travel_date=day, arrival_date=day, by=envoy, at=at)
    reception = application_detail(envoy, made).reception
    plan_reception(reference=reception, arrival_date=day, by=expert, at=at)
    police = actor_named("pia").account_id
    ask_part(reference=reception, kind="police_at_airport", account=police, by=expert, at=at)
    ask_part(reference=reception, kind="shelter_place", account=None, by=expert, at=at)
    note_answer(reference=reception, kind="shelter_place", agreed=True, by=expert, at=at)
