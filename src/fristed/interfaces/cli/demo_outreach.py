"""Outreach that goes on in the demo: requests, a month of plans, two clicks, a witness, posts. All invented.

What was held in the years of the report is another register's; nothing here is earlier than this year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from fristed.casework.assignments import actions
from fristed.casework.assignments.facts import AssignmentDraft, PostDraft
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_named

WORKERS = ("aud", "bo", "cem", "eli", "hege")
# For whom, about what, in which form and county, with whom, and what the agency is called.
ASKED: tuple[tuple[str, AssignmentDraft], ...] = (
    (
        "eli",
        AssignmentDraft(
            "adult_education",
            "phenomenon",
            "physical",
            "34",
            "",
            "adult_education",
            "Lillevik voksenopplæring",
            "Rektors kontor, 55 55 01 10",
        ),
    ),
    (
        "aud",
        AssignmentDraft(
            "child_welfare_service",
            "handling",
            "physical",
            "46",
            "rvts",
            "child_welfare_service",
            "Storvik barnevern",
            "Fagteamet, 55 55 01 20",
        ),
    ),
    (
        "bo",
        AssignmentDraft("nav", "mapping", "digital", "", "", "nav", "Nav Fjelldal", "Veileder, 55 55 01 30"),
    ),
    (
        "cem",
        AssignmentDraft(
            "police",
            "transnational",
            "hybrid",
            "50",
            "ngo",
            "police",
            "Fjelldal politistasjon",
            "Forebyggende, 55 55 01 40",
        ),
    ),
)
PLANNED: tuple[tuple[str, int, AssignmentDraft], ...] = (
    (
        "eli",
        3,
        AssignmentDraft(
            "refugee_service",
            "phenomenon",
            "physical",
            "15",
            "municipality",
            "refugee_service",
            "Lillevik flyktningtjeneste",
            "Leder, 55 55 01 50",
        ),
    ),
    (
        "aud",
        6,
        AssignmentDraft(
            "school_health",
            "stay_abroad",
            "physical",
            "11",
            "county_authority",
            "school_health",
            "Storvik skolehelsetjeneste",
            "Helsesykepleier, 55 55 01 60",
        ),
    ),
    (
        "bo",
        8,
        AssignmentDraft(
            "asylum_reception_centre",
            "know_the_services",
            "hybrid",
            "18",
            "",
            "asylum_reception_centre",
            "Fjelldal mottak",
            "Mottaksleder, 55 55 01 70",
        ),
    ),
    (
        "cem",
        13,
        AssignmentDraft(
            "ngo",
            "transnational",
            "digital",
            "",
            "specialised_service",
            "ngo",
            "Lillevik frivilligsentral",
            "Daglig leder, 55 55 01 80",
        ),
    ),
)
POSTS = (
    ("46", "Lillevik videregående skole", "55 55 02 10", "aud", "", 100),
    ("46", "Storvik voksenopplæring", "55 55 02 20", "", "Mona Strandvik", 50),
    ("03", "Fjordbyen videregående skole", "55 55 02 30", "", "Petter Myrdal", 100),
    ("11", "", "55 55 02 40", "", "Solveig Heiås", 80),
    ("50", "Fjelldal videregående skole", "55 55 02 50", "", "Yusuf Lindvik", 100),
)
QUICK = (
    ("teaching", "racism", 24),
    ("group", "identity", 8),
    ("open_door", "rights", None),
    ("teaching", "sexuality", 27),
    ("open_door", "other", None),
)


def outreach_in_demo(*, at: datetime) -> None:
    """Let the four services have something to answer, to help each other with, and to look forward to."""
    who = {name: replace(actor_named(name), at=at) for name in WORKERS}
    for username, draft in ASKED:
        on_date = day_of(at)
        actions.request_assignment(draft=draft, on_date=on_date, by=who[username], at=at)
    references = [_planned(who[username], ahead, draft, at=at) for username, ahead, draft in PLANNED]
    helped, joined = references[1], references[2]
    actions.ask_for_help(reference=helped, version=3, needs=True, by=who["aud"], at=at)
    actions.ask_for_help(reference=joined, version=3, needs=True, by=who["bo"], at=at)
    actions.join_assignment(reference=joined, version=4, by=who["eli"], at=at)
    _week(who["cem"], at=at)
    _witness(who["bo"], at=at)
    _posts(who, at=at)
    for kind, theme, participants in QUICK:
        given: dict[str, Any] = {"kind": kind, "theme": theme, "county": "46", "participants": participants}
        actions.note_activity(**given, on_date=day_of(at), by=who["aud"], at=at)


def _planned(by: Actor, ahead: int, draft: AssignmentDraft, *, at: datetime) -> str:
    today = day_of(at)
    reference = actions.request_assignment(draft=draft, on_date=today, by=by, at=at)
    actions.accept_assignment(reference=reference, version=1, by=by, at=at)
    planned = today + timedelta(days=ahead)
    actions.plan_assignment(reference=reference, version=2, planned_date=planned, by=by, at=at)
    return reference


def _week(by: Actor, *, at: datetime) -> None:
    """Plan a week of competence-raising around what the envoys have planned, from Monday to Friday."""
    planned = day_of(at) + timedelta(days=PLANNED[-1][1])
    monday = planned - timedelta(days=planned.weekday())
    friday = monday + timedelta(days=4)
    actions.note_week(first_date=monday, last_date=friday, county="", by=by, at=at)


def _witness(by: Actor, *, at: datetime) -> None:
    """Let the Expert Team be called twice: one is checked and accepted, one waits for the check."""
    today = day_of(at)
    called: dict[str, Any] = {
        "hearing_date": today + timedelta(days=30),
        "on_date": today,
        "by": by,
        "at": at,
    }
    first = actions.note_summons(subject="reactions", forum="child_welfare_tribunal", **called)
    actions.check_conflict(reference=first, version=1, result="clear", on_date=today, by=by, at=at)
    actions.accept_witness(reference=first, version=2, by=by, at=at)
    actions.note_summons(subject="phenomenon", forum="district_court", **called)


def _posts(who: Mapping[str, Actor], *, at: datetime) -> None:
    since = day_of(at).replace(month=1, day=1)
    for county, school, phone, username, adviser, share in POSTS:
        account = who[username].account_id if username else None
        draft = PostDraft(county, school, phone, adviser, account, share, since)
        actions.note_post(draft=draft, by=who["hege"], at=at)
