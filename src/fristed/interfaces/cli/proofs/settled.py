"""A house with people and cases in it, for trials; nobody in it is real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from fristed.casework.assignments import actions as outreach
from fristed.casework.assignments.facts import AssignmentDraft, PostDraft
from fristed.casework.cases.actions import close_case, register_case, register_grey_zone_case
from fristed.casework.cases.facts import CaseDraft, GreyZoneDraft
from fristed.casework.cases.rules import abroad_is_counted
from fristed.casework.consultations.actions import save_call_draft
from fristed.casework.exchange.actions import upload_cases
from fristed.casework.exchange.trial_files import csv_of, right_rows
from fristed.casework.housing import actions as housing
from fristed.casework.housing.facts import DwellingDraft
from fristed.casework.mentors import actions as mentors
from fristed.casework.parties.actions import note_member
from fristed.casework.parties.facts import MemberDraft
from fristed.casework.referrals.actions import propose_move, record_ground, send_move
from fristed.casework.referrals.conferences.actions import call_conference
from fristed.casework.repatriation.actions import apply_for_journey, submit_application
from fristed.casework.repatriation.facts import ApplicationDraft
from fristed.casework.repatriation.queries import application_detail
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM, actor_of
from fristed.foundation.identity.staff.sessions import open_session
from fristed.foundation.vault.actions import seal
from fristed.foundation.vault.facts import FieldName, Held, Owner
from fristed.foundation.vault.retention.actions import propose_destruction
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.demo import CAST, create_cast
from fristed.statistics.leak_finding.actions import upload_tables
from fristed.statistics.leak_finding.uploads import TableFile

WORKERS = {"MR": "aud", "KT": "bo", "SU": "cem"}
REFERRERS = {"MR": "school", "KT": "police", "SU": "person_concerned"}
PEOPLE = tuple(name for name, *_rest in CAST)
PERSON = MemberDraft("person_of_case", "adult_18_plus", "female")
NAME = FieldName("persons", "name", "1")
TABLES = [TableFile("spec.toml", b"threshold = 7"), TableFile("counts.csv", b"a;b")]


@dataclass(frozen=True, slots=True)
class Settled:
    """What there is: a reference of each kind, whose they are not, and when."""

    references: Mapping[str, str]
    day: date
    at: datetime


def who(username: str) -> Actor:
    """Give one of the cast as an actor."""
    return actor_of(get_user_model().objects.get(username=username))


def browser_of(username: str) -> Client:
    """Give a browser in which one of the cast has signed in; for nobody, one of a stranger."""
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    if username:
        account = get_user_model().objects.get(username=username)
        client.force_login(account)
        key = str(client.session.session_key)
        open_session(session_key=key, account_id=account.pk, means="password", at=door_clock())
    return client


def draft(service: str, day: date) -> CaseDraft:
    """Give a case with nothing remarkable in it."""
    return CaseDraft(
        service=service,
        first_contact_date=day,
        main_concern="negative_social_control",
        concern_basis="told",
        gender="female",
        age_band="16_17",
        countries=("SO",),
        country_ground="parents",
        referrer=REFERRERS[service],
        abroad_case=False if abroad_is_counted(service=service, year=day.year) else None,
    )


def registered(service: str, day: date, at: datetime) -> str:
    """Register a case by the verb that the page calls; give its reference."""
    by = who(WORKERS[service])
    return register_case(draft=draft(service, day), by=by, at=at).reference


def sent(day: date, at: datetime) -> str:
    """Send a referral from a case of the advisers to the envoys; give its reference."""
    by = who("aud")
    given = {"kind": "refer", "service": "SU", "to": None, "fields": ["gender"], "letter": "Nobody"}
    move = propose_move(reference=registered("MR", day, at), **given, by=by, at=at)  # type: ignore[arg-type]
    record_ground(reference=move, ground="anonymous_consultation", by=by, at=at)
    send_move(reference=move, by=by, at=at)
    return move


def called(day: date, at: datetime) -> str:
    """Call somebody of the Expert Team to a conference about a case of the advisers; give its reference."""
    given = {"on_date": day, "purpose": "Nobody", "agencies": (), "ground": "anonymous_consultation"}
    people = [who("bo").account_id]
    case = registered("MR", day, at)
    return call_conference(reference=case, **given, accounts=people, by=who("aud"), at=at)  # type: ignore[arg-type]


def on_the_way(day: date, at: datetime) -> dict[str, str]:
    """Apply for a journey home from a case of the envoys, with reception; give a reference of each kind."""
    cem = replace(who("cem"), at=at)
    case = registered("SU", day, at)
    member = note_member(reference=case, draft=PERSON, by=cem, at=at)
    asked = ApplicationDraft([member], "PK", asks_refund=True, asks_reception=True)
    journey = apply_for_journey(reference=case, draft=asked, by=cem, at=at)
    submit_application(reference=journey, by=cem, at=at)
    return {"repatriation": journey, "reception": application_detail(cem, journey).reception}


def chained(day: date, at: datetime) -> dict[str, str]:
    """Ask for a place and for a mentor in a case of the Expert Team, in a house with one dwelling."""
    worker, officer = who("bo"), who("hilde")
    case = registered("KT", day, at)
    person = MemberDraft("person_of_case", "adult_18_plus", "female")
    asked: dict[str, Any] = {
        "member": note_member(reference=case, draft=person, by=worker, at=at),
        "on_date": day,
        "by": worker,
        "at": at,
    }
    provider = housing.note_provider(by=officer, at=at)
    home = DwellingDraft(provider, "a", "all", takes_children=True, takes_couples=True)
    wish: dict[str, Any] = {"because": "resident", "kind": "peer", "wanted": "any", "way": "both"}
    return {
        "housing": housing.ask_for_place(
            reference=case, companions=(), scheme="housing", came_from="nav", **asked
        ),
        "housing/dwellings": housing.note_dwelling(draft=home, by=officer, at=at),
        "mentors": mentors.ask_for_mentor(reference=case, **asked, **wish),
    }


def reached_out(day: date, at: datetime) -> dict[str, str]:
    """Note work that is no case, of every kind that has a page of its own; give a reference of each."""
    asked = AssignmentDraft("nav", "mapping", "physical")
    post = PostDraft("46", "", "", "Nobody", None, 100, day)
    advisers: dict[str, Any] = {"by": who("aud"), "at": at}
    experts: dict[str, Any] = {"by": who("bo"), "at": at}
    lesson: dict[str, Any] = {"kind": "group", "theme": "rights", "county": "", "participants": None}
    summons: dict[str, Any] = {"subject": "risk", "forum": "district_court", "hearing_date": None}
    return {
        "outreach/assignments": outreach.request_assignment(draft=asked, on_date=day, **advisers),
        "outreach/quick": outreach.note_activity(**lesson, on_date=day, **advisers),
        "outreach/witness": outreach.note_summons(**summons, on_date=day, **experts),
        "outreach/posts": outreach.note_post(draft=post, by=who("hege"), at=at),
    }


def settle(at: datetime) -> Settled:
    """Let the cast move in, and give each service something that the others may not see."""
    create_cast(by=SYSTEM)
    day = at.date() - timedelta(days=1)
    bo, aud, dina = who("bo"), who("aud"), who("dina")
    kt = registered("KT", day, at)
    close_case(reference=kt, on_date=day, by=bo, at=at)
    owner = Owner("KT", kt)
    seal(owner=owner, field=NAME, plain="Nobody", by=bo, at=at)
    later = day.replace(year=day.year + 10)
    listed = propose_destruction(
        held=[Held(owner, "case_identity", day)], service="KT", on_date=later, by=SYSTEM, at=at
    )
    grey = GreyZoneDraft(service="MR", first_contact_date=day, topic="school")
    references = {
        "cases": kt,
        "cases/imports": upload_cases(file=csv_of(right_rows(2)), by=bo, at=at),
        "retention": listed,
        "grey-zone": register_grey_zone_case(draft=grey, by=aud, at=at),
        "leaks": upload_tables(files=TABLES, title="tables", by=dina, at=at),
    }
    references |= on_the_way(day, at)
    references |= {"moves": sent(day, at), "conferences": called(day, at), "calls": "c" * 32}
    references |= chained(day, at) | reached_out(day, at)
    save_call_draft(reference=references["calls"], fields={"kind": ["anonymous"]}, by=aud, at=at)
    return Settled(references, day, at)
