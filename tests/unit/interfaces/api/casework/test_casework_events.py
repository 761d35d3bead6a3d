"""Of whatever changes a case it is said whether clients are told, and the history of the case tells it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import RequestFactory

from fristed.casework.cases.queries import OF_THE_CASE
from fristed.foundation.audit.queries import TrailLine
from fristed.foundation.audit.reading import is_reading
from fristed.interfaces.api.casework import bearer, events
from fristed.interfaces.api.problems import Problem
from fristed.interfaces.web.cases.history import EVENTS
from tests.unit.interfaces.api.casework.machines import machine, registered
from tests.unit.interfaces.web.visitors import AT
from tests.unit.interfaces.web.written_events import WrittenEvents

MANUAL = Path(__file__).resolve().parents[5] / "docs" / "reference" / "casework-api.md"
OF_OTHER_THINGS = {
    "grey_zone.converted": "about a grey-zone case, which has a number of its own",
    "grey_zone.registered": "about a grey-zone case, which has a number of its own",
    "journey.condition_noted": "about a condition, whoever applies",
    "journey.country_noted": "about a country",
    "mentor.coordinator_let_in": "about a colleague of an organisation",
    "mentor.coordinator_let_out": "about a colleague of an organisation",
    "mentor.offer_closed": "about what an organisation offers",
    "mentor.offer_noted": "about what an organisation offers",
    "mentor.organisation_noted": "about an organisation",
    "reception.part_button_pressed": "of who sees their own part and never the case",
    "team.fields_given": "about a colleague",
}
# What changes a case and is told to no client, and why; by its beginning, or whole.
NOT_TOLD = {
    "address.": "how an address is protected is nobody's to be told",
    "person.": "who the person is, is not there for clients",
    "team.": "who works on a case is not there for clients",
    "conference.": "conferences are not there for clients",
    "outcome.": "outcomes are not there for clients",
    "paper.": "papers are not there for clients",
    "party.": "who comes along is not there for clients",
    "journey.": "journeys home are not there for clients",
    "reception.": "who is met where, and when, is nobody's to be told",
    "housing.": "that somebody needs a place to live is not there for clients",
    "mentor.": "mentors are not there for clients",
    "grey_zone.": "not of a case",
    "case.code_given": "a code is between the caller and who took the call",
    "case.consultation_moved": "consultations are not there for clients",
    "case.linked": "that two cases are about one person is not there for clients",
    "case.safe_contact_set": "how to make contact safely is not there for clients",
    "journal.file_attached": "files are not there for clients",
    "move.assigned": "who is to answer is the service's own",
    "move.ground_recorded": "nothing is sent yet",
    "move.proposed": "nothing is sent yet",
    "move.together": "neither side has anything to do",
    "plan.alarm_looked_at": "the contact plan is not there for clients, but for its alarms",
    "plan.button_pressed": "nothing is changed by it",
    "plan.contact_written": "the contact plan is not there for clients, but for its alarms",
    "plan.leader_told": "the contact plan is not there for clients, but for its alarms",
    "plan.month_": "sealed months are not there for clients",
    "plan.review_due": "the safety plan is not there for clients",
    "plan.safety_written": "the safety plan is not there for clients",
    "plan.sign": "the contact plan is not there for clients, but for its alarms",
}


@pytest.mark.ci
def test_of_each_event_that_changes_a_case_it_is_said_whether_clients_are_told() -> None:
    written = {one for one in WrittenEvents().all() if one.startswith((*OF_THE_CASE, "journal."))}
    changing = {one for one in written if not is_reading(one)}
    assert changing >= events.KINDS
    left_out = {one for one in changing if one.startswith(tuple(NOT_TOLD))}
    assert sorted(changing - events.KINDS - left_out) == []
    assert sorted(events.KINDS & left_out) == []
    assert [start for start in NOT_TOLD if not any(one.startswith(start) for one in changing)] == []


@pytest.mark.ci
def test_the_history_of_a_case_has_words_for_all_it_tells_and_tells_all_it_has_words_for() -> None:
    told = {one for one in WrittenEvents().all() if one.startswith(OF_THE_CASE) and not is_reading(one)}
    assert sorted(told - EVENTS.keys()) == sorted(OF_OTHER_THINGS)
    assert sorted(one for one in EVENTS if not one.startswith(OF_THE_CASE)) == []


def test_the_manual_names_every_kind_that_a_client_is_told() -> None:
    manual = MANUAL.read_text("utf-8")
    assert sorted(one for one in events.KINDS if f"`{one}`" not in manual) == []


@pytest.mark.django_db
@pytest.mark.parametrize("event", ["journal.written", "journal.file_attached", "journal.added_next_year"])
def test_what_is_of_an_entry_is_told_to_nobody_whom_the_entry_is_not_for(event: str) -> None:
    one, colleague = machine("KT"), machine("KT")
    case = registered(one)
    body = {"on_date": "2026-11-20", "visibility": "author_and_leader", "text": "For one."}
    key = one.post(f"/cases/{case}/notes", body).json()["key"]
    line = TrailLine(9, AT, event, "x", case, json.dumps({"entry": key}))
    assert [found.kind for found in events._within_reach(one.actor(), [line])] == [event]
    assert events._within_reach(colleague.actor(), [line]) == []


@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_whatever_has_a_body_must_be_json_by_whatever_method(method: str) -> None:
    sent = getattr(RequestFactory(), method)("/api/casework/v1/cases", b"a=b", content_type="text/plain")
    with pytest.raises(Problem) as refused:
        bearer._require_json(sent)
    assert refused.value.status == 415
