"""Places to live and mentors in a few cases of the demo: nobody in them is real, and no place is anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from fristed.casework.cases.facts import CaseFilters
from fristed.casework.cases.queries import cases_visible_to
from fristed.casework.cases.rules import day_of
from fristed.casework.housing import actions as housing
from fristed.casework.housing.facts import DwellingDraft, Wishes
from fristed.casework.housing.queries import dwelling_line
from fristed.casework.mentors import actions as mentors
from fristed.casework.parties.actions import note_member
from fristed.casework.parties.facts import MemberDraft
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_named

WORKER, OFFICER, POLICE, PROVIDER, COORDINATOR = "bo", "hilde", "pia", "tove", "marit"
ADULT = MemberDraft("person_of_case", "adult_18_plus", "female", 21, "SO")
CHILD = MemberDraft("child", "child_under_18", "male", 3, "SO")
RIGHT: Mapping[str, Any] = {"suitability": "suitable", "ground": "needs_protection_and_wishes_help"}
WISHES = Wishes(needs=("round_the_clock",), shuns=("b",))
# Well down the list, so that the newest cases stay as the register has them.
FIRST_CASE, CASES = 24, 4
# Long enough for all of them, and not so long that the places are in the last year that is counted.
OPENED = timedelta(days=220)
# How many days ago each began, and how far it has come.
COURSES = ((150, "moved_in"), (40, "waiting"), (20, "police"), (9, "mapped"))


def house_in_demo(*, at: datetime) -> None:
    """Let the chain have dwellings, a few people on their way, and a mentor."""
    who = {
        name: replace(actor_named(name), at=at) for name in (WORKER, OFFICER, POLICE, PROVIDER, COORDINATOR)
    }
    filters = CaseFilters(status="open")
    found = cases_visible_to(who[WORKER], filters, start=FIRST_CASE, limit=CASES).lines
    if len(found) < CASES:
        return
    home = _dwellings(who, at=at)
    for line, (ago, until) in zip(found, COURSES, strict=True):
        _course(who, line.reference, home, ago, until, at=at)
    _mentor(who, found[0].reference, at=at)


def _dwellings(who: Mapping[str, Actor], *, at: datetime) -> str:
    """Make three dwellings of a provider; give the first."""
    by, today = who[OFFICER], day_of(at)
    provider = housing.note_provider(by=by, at=at)
    housing.let_in_staff(provider=provider, account=who[PROVIDER].account_id, by=by, at=at)
    made = []
    for zone, places, offers in (("a", 3, ("round_the_clock",)), ("c", 2, ("step_free",)), ("e", 1, ())):
        draft = DwellingDraft(provider, zone, "all", takes_children=True, takes_couples=True, offers=offers)
        home = housing.note_dwelling(draft=draft, by=by, at=at)
        housing.open_places(dwelling=home, places=places, from_date=today - OPENED, by=by, at=at)
        made.append(home)
    for home in made[:2]:
        housing.clear_dwelling(
            dwelling=home,
            from_date=today - timedelta(days=200),
            to_date=today + timedelta(days=160),
            by=who[POLICE],
            at=at,
        )
    return made[0]


def _course(who: Mapping[str, Actor], case: str, home: str, ago: int, until: str, *, at: datetime) -> None:
    """Take an application some of the way, each step by whose it is."""

    def on(day: int) -> dict[str, Any]:
        return {"on_date": day_of(at) - timedelta(days=ago - day), "at": at}

    worker, officer, police = who[WORKER], who[OFFICER], who[POLICE]
    people = [
        note_member(reference=case, draft=one, by=worker, at=at)
        for one in ((ADULT, CHILD) if until == "moved_in" else (ADULT,))
    ]
    asked: dict[str, Any] = {
        "member": people[0],
        "companions": people[1:],
        "scheme": "housing",
        "came_from": "expert_team",
    }
    reference = housing.ask_for_place(reference=case, by=worker, **asked, **on(0))
    of: dict[str, Any] = {"reference": reference, "by": officer}
    housing.note_mapping(**of, wishes=WISHES, **on(2))
    if until == "mapped":
        return
    housing.ask_security(**of, **on(3))
    housing.pass_on_security(reference=reference, by=police, **on(4))
    if until == "police":
        return
    housing.answer_security(reference=reference, is_recommended=True, by=police, **on(15))
    housing.assess_application(**of, **RIGHT, **on(16))
    if until == "waiting":
        housing.put_on_waiting_list(**of, why="no_place_fits", **on(17))
        return
    housing.offer_place(**of, **on(17))
    housing.accept_place(**of, **on(18))
    place = dwelling_line(officer, home, at=at).places[0].reference
    housing.allocate_places(**of, places=(place,), **on(19))
    housing.move_in(reference=reference, by=who[PROVIDER], **on(21))


def _mentor(who: Mapping[str, Actor], case: str, *, at: datetime) -> None:
    """Let the one who has moved in be matched with a volunteer."""

    def on(ago: int) -> dict[str, Any]:
        return {"on_date": day_of(at) - timedelta(days=ago), "at": at}

    officer, coordinator, worker = who[OFFICER], who[COORDINATOR], who[WORKER]
    organisation = mentors.note_organisation(name="Lillevik mentornettverk", by=officer, at=at)
    mentors.let_in_coordinator(organisation=organisation, account=coordinator.account_id, by=officer, at=at)
    for kind, gender in (("resource_friend", "female"), ("mentor_family", "any"), ("peer", "male")):
        mentors.note_offer(kind=kind, gender=gender, way="both", by=coordinator, at=at)
    member = note_member(
        reference=case,
        draft=MemberDraft("sibling", "adult_18_plus", "female", 24, "SO"),
        by=worker,
        at=at,
    )
    wish: dict[str, Any] = {
        "because": "lost_family",
        "kind": "resource_friend",
        "wanted": "female",
        "way": "both",
    }
    match = mentors.ask_for_mentor(reference=case, member=member, by=worker, **wish, **on(20))
    mentors.record_mentor_consent(reference=match, organisation=organisation, by=worker, **on(15))
