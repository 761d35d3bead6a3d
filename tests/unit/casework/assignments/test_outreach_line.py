"""An assignment is asked for, answered, passed on, helped with, planned, held and spoken of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from fristed.casework.assignments import actions, queries
from fristed.casework.assignments.codes import State
from fristed.casework.assignments.fact_queries import assignment_facts
from fristed.casework.assignments.facts import AssignmentFact, Board
from fristed.casework.assignments.models import Assignment
from fristed.casework.assignments.refusals import OutreachRefused
from fristed.casework.cases.queries import CaseNotFound
from fristed.foundation.audit import actions as audit
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.interfaces.cli.due import DUE
from tests.spec.cast import AUD, BO, CEM, DINA, ELI, FINN, actor
from tests.unit.casework.assignments.world import (
    AT,
    DRAFT,
    HEGE,
    SERVICES,
    TODAY,
    TORA,
    held,
    later,
    line,
    now,
    planned,
    requested,
    stored,
)

pytestmark = pytest.mark.django_db
YES_TO_ALL = {
    ("useful", "yes"): 10,
    ("useful", "partly"): 2,
    ("know_what_to_do", "yes"): 9,
    ("know_whom_to_call", "no"): 1,
}


def refused(verb: Callable[..., Any], **given: Any) -> tuple[tuple[str, str], ...]:
    """Call a verb that is refused; give why. Nothing has changed, and no line was written."""
    before, lines = stored(), AuditLine.objects.count()
    with pytest.raises(OutreachRefused) as refusal, transaction.atomic():
        verb(**given)
    assert before == stored()
    assert lines == AuditLine.objects.count()
    return refusal.value.problems


def board(by: Any) -> Board:
    """Give what somebody looks at in the morning, in the fortnight of these tests."""
    return queries.board_of(by, TODAY, TODAY + timedelta(days=14))


def test_a_request_is_passed_on_accepted_planned_held_and_spoken_of() -> None:
    reference = requested(BO)
    actions.pass_on_assignment(**now(reference), to="FT", by=BO, at=AT)
    assert [one.reference for one in queries.assignments_to_answer(ELI)] == [reference]
    actions.accept_assignment(**now(reference), by=ELI, at=AT)
    day = TODAY + timedelta(days=7)
    actions.plan_assignment(**now(reference), planned_date=day, by=ELI, at=AT)
    assert [one.reference for one in queries.calendar_of(CEM, TODAY, day + timedelta(days=1))] == [reference]
    at = later(7)
    actions.hold_assignment(**now(reference), on_date=day, participants=14, week="", by=ELI, **at)
    assert [one.reference for one in board(ELI).without_feedback] == [reference]
    actions.note_feedback(**now(reference), respondents=12, counts=YES_TO_ALL, by=ELI, **at)
    found = queries.assignment_detail(BO, reference)
    assert [(one.state, one.service) for one in found.steps] == [
        ("requested", "KT"),
        ("passed_on", "FT"),
        ("accepted", "FT"),
        ("planned", "FT"),
        ("held", "FT"),
    ]
    assert (found.asked_service, found.line.service, found.respondents) == ("KT", "FT", 12)
    assert {(one.question, one.answer): one.number for one in found.feedback} == YES_TO_ALL
    assert found.draft.contact == ""
    assert [one.event for one in AuditLine.objects.filter(subject=reference).order_by("position")] == [
        *("outreach.requested", "outreach.passed_on", "outreach.accepted", "outreach.planned"),
        *("outreach.held", "outreach.feedback_noted"),
    ]


def test_what_is_held_is_counted_once_by_the_service_that_held_it() -> None:
    reference = planned(AUD)
    actions.ask_for_help(**now(reference), needs=True, by=AUD, at=AT)
    actions.join_assignment(**now(reference), by=BO, at=AT)
    actions.hold_assignment(
        **now(reference),
        on_date=TODAY + timedelta(days=7),
        participants=None,
        week="",
        by=AUD,
        **later(7),
    )
    requested(ELI)
    assert list(assignment_facts(2026)) == [
        AssignmentFact(2026, "MR", "assignment", "46", "nav", "physical", "rvts", None)
    ]
    assert list(assignment_facts(2025)) == []
    assert line(reference).helpers == ("KT",)


def test_who_asks_for_help_is_helped_and_the_first_who_takes_it_has_it() -> None:
    reference = planned(AUD)
    assert refused(actions.take_assignment, **now(reference), by=ELI, at=AT) == (("", "no_help_asked"),)
    actions.ask_for_help(**now(reference), needs=True, by=AUD, at=AT)
    assert [one.reference for one in queries.calls_for_help(ELI)] == [reference]
    assert queries.calls_for_help(AUD) == ()
    seen = now(reference)
    actions.take_assignment(**seen, by=ELI, at=AT)
    assert (line(reference).service, line(reference).state) == ("FT", "planned")
    assert refused(actions.take_assignment, **seen, by=CEM, at=AT) == (("", "no_help_asked"),)
    assert queries.calls_for_help(CEM) == ()


def test_who_takes_part_already_may_take_over_and_is_no_helper_then() -> None:
    reference = planned(AUD)
    actions.ask_for_help(**now(reference), needs=True, by=AUD, at=AT)
    actions.join_assignment(**now(reference), by=BO, at=AT)
    assert refused(actions.join_assignment, **now(reference), by=BO, at=AT) == (("", "helps_already"),)
    actions.take_assignment(**now(reference), by=BO, at=AT)
    assert (line(reference).service, line(reference).helpers) == ("KT", ())


def test_a_request_that_another_takes_is_accepted_by_that() -> None:
    reference = requested(AUD)
    actions.ask_for_help(**now(reference), needs=True, by=AUD, at=AT)
    actions.take_assignment(**now(reference), by=CEM, at=AT)
    assert (line(reference).service, line(reference).state) == ("SU", "accepted")


def test_a_day_that_others_agreed_on_is_gone_when_it_is_passed_on() -> None:
    reference = planned(AUD)
    actions.pass_on_assignment(**now(reference), to="KT", by=AUD, at=AT)
    found = queries.assignment_detail(BO, reference)
    assert (found.planned_date, found.line.state) == (None, "passed_on")
    assert refused(actions.accept_assignment, **now(reference), by=AUD, at=AT) == (("", "other_service"),)


@pytest.mark.parametrize("verb", ["decline_assignment", "cancel_assignment"])
def test_an_end_has_a_reason_and_takes_the_contact_out(verb: str) -> None:
    reference = requested()
    end = getattr(actions, verb)
    given = {"by": ELI, "at": AT}
    assert refused(end, **now(reference), why="because", **given) == (("why", "reason_missing"),)
    actions.ask_for_help(**now(reference), needs=True, **given)
    why = "no_capacity" if verb == "decline_assignment" else "illness"
    end(**now(reference), why=why, **given)
    found = queries.assignment_detail(ELI, reference)
    assert (found.why, found.draft.contact, found.line.needs_help) == (why, "", False)
    assert found.draft.agency == "Nav Lillevik"
    assert refused(actions.accept_assignment, **now(reference), **given) == (("", "step_not_next"),)


def test_who_looked_at_an_older_version_changes_nothing() -> None:
    reference = requested()
    seen = now(reference)
    actions.accept_assignment(**seen, by=ELI, at=AT)
    verbs: dict[Callable[..., Any], dict[str, Any]] = {
        actions.plan_assignment: {"planned_date": TODAY},
        actions.cancel_assignment: {"why": "illness"},
        actions.pass_on_assignment: {"to": "KT"},
        actions.ask_for_help: {"needs": True},
        actions.correct_assignment: {"draft": DRAFT, "held_date": None, "participants": None},
    }
    for verb, more in verbs.items():
        assert refused(verb, **seen, **more, by=ELI, at=AT) == (("", "changed_meanwhile"),)


def test_every_code_of_a_request_is_of_its_list_and_texts_hold_no_person() -> None:
    wrong = replace(
        DRAFT,
        audience="person_concerned",
        subject="x",
        form="x",
        county="99",
        partner="x",
        asker="unknown",
        agency="Nav, ring 912 34 567",
        contact="fødselsnummer 01019012345 " + "x" * 200,
    )
    found = refused(actions.request_assignment, draft=wrong, on_date=TODAY, by=ELI, at=AT)
    coded = {
        (name, "unknown_value") for name in ("audience", "subject", "form", "county", "partner", "asker")
    }
    assert {*found} == coded | {("agency", "contact_in_name"), ("contact", "name_too_long")}
    number = replace(DRAFT, contact="01010750160")
    assert refused(actions.request_assignment, draft=number, on_date=TODAY, by=ELI, at=AT) == (
        ("contact", "marks_of_a_person"),
    )


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (None, "day_missing"),
        (TODAY + timedelta(days=1), "day_to_come"),
        (date(2014, 12, 31), "day_before_last_step"),
    ],
)
def test_a_request_came_on_a_day_that_can_be(day: date | None, code: str) -> None:
    assert refused(actions.request_assignment, draft=DRAFT, on_date=day, by=ELI, at=AT) == (
        ("on_date", code),
    )


@pytest.mark.parametrize(
    ("day", "code"),
    [(None, "day_missing"), (TODAY - timedelta(days=1), "day_is_over"), (date(2036, 1, 1), "day_too_far")],
)
def test_a_day_that_is_planned_is_to_come(day: date | None, code: str) -> None:
    reference = requested()
    actions.accept_assignment(**now(reference), by=ELI, at=AT)
    assert refused(actions.plan_assignment, **now(reference), planned_date=day, by=ELI, at=AT) == (
        ("planned_date", code),
    )


def test_a_planned_day_can_be_moved() -> None:
    reference = planned()
    actions.plan_assignment(**now(reference), planned_date=TODAY + timedelta(days=9), by=ELI, at=AT)
    assert line(reference).day == TODAY + timedelta(days=9)


def test_what_was_held_already_is_noted_in_one_go() -> None:
    given = {"draft": DRAFT, "on_date": TODAY, "participants": 25, "week": "", "at": AT}
    reference = actions.note_held_assignment(**given, by=CEM)
    found = queries.assignment_detail(CEM, reference)
    assert (found.line.state, found.held_date, found.participants) == ("held", TODAY, 25)
    assert refused(actions.note_held_assignment, **{**given, "participants": -1}, by=CEM) == (
        ("participants", "number_impossible"),
    )


def test_a_week_holds_what_was_held_in_its_days_and_its_service() -> None:
    days = {"first_date": TODAY - timedelta(days=7), "last_date": TODAY - timedelta(days=3)}
    week = actions.note_week(**days, county="", by=CEM, at=AT)
    given: dict[str, Any] = {"draft": DRAFT, "participants": None, "week": week, "at": AT}
    inside = TODAY - timedelta(days=5)
    actions.note_held_assignment(**given, on_date=inside, by=CEM)
    outside = refused(actions.note_held_assignment, **given, on_date=TODAY, by=CEM)
    assert outside == (("week", "no_such_week"),)
    others = refused(actions.note_held_assignment, **given, on_date=inside, by=AUD)
    assert others == (("week", "no_such_week"),)
    [found] = queries.weeks_of(BO, 2026)
    assert (found.number, found.assignments, found.service) == (1, 1, "SU")
    assert {fact.kind for fact in assignment_facts(2026)} == {"assignment", "week"}
    assert refused(actions.note_week, **days, county="", by=CEM, at=AT) == (("first_date", "week_twice"),)
    with pytest.raises(CaseNotFound):
        actions.remove_week(reference=week, version=1, by=AUD, at=AT)
    actions.remove_week(reference=week, version=1, by=CEM, at=AT)
    assert queries.weeks_of(CEM, 2026) == ()
    assert {fact.kind for fact in assignment_facts(2026)} == {"assignment"}


@pytest.mark.parametrize("days", [-1, 7])
def test_a_week_is_at_most_seven_days_and_ends_after_it_begins(days: int) -> None:
    given = {
        "first_date": TODAY,
        "last_date": TODAY + timedelta(days=days),
        "county": "",
        "by": CEM,
        "at": AT,
    }
    assert refused(actions.note_week, **given) == (("last_date", "week_too_long"),)


def test_the_weeks_of_a_year_are_numbered_within_their_service() -> None:
    for start in (0, 30, 60):
        first = TODAY + timedelta(days=start)
        actions.note_week(first_date=first, last_date=first, county="03", by=CEM, at=AT)
    actions.note_week(first_date=TODAY, last_date=TODAY, county="", by=ELI, at=AT)
    found = [(one.service, one.number) for one in queries.weeks_of(AUD, 2026)]
    assert sorted(found) == [("FT", 1), ("SU", 1), ("SU", 2)]
    assert [one.number for one in queries.weeks_of(AUD, 2027)] == [1]


def test_feedback_is_of_those_who_took_part_and_none_may_have_answered() -> None:
    reference = held(participants=10)
    given: dict[str, Any] = {"by": ELI, **later(7)}
    ask = actions.note_feedback
    assert refused(ask, **now(reference), respondents=11, counts={}, **given) == (
        ("respondents", "more_than_took_part"),
    )
    assert refused(ask, **now(reference), respondents=None, counts={}, **given) == (
        ("respondents", "number_missing"),
    )
    for impossible in (-1, 5001):
        found = refused(ask, **now(reference), respondents=impossible, counts={}, **given)
        assert ("respondents", "number_impossible") in found
    many = {("useful", "yes"): 3, ("useful", "no"): 2}
    assert refused(ask, **now(reference), respondents=4, counts=many, **given) == (
        ("useful", "more_answers_than_people"),
    )
    assert refused(ask, **now(reference), respondents=4, counts={("x", "yes"): 1}, **given) == (
        ("", "unknown_value"),
    )
    ask(**now(reference), respondents=0, counts={}, **given)
    assert queries.assignment_detail(ELI, reference).draft.contact == ""
    assert board(ELI).without_feedback == ()


def test_there_is_no_feedback_on_what_was_not_held() -> None:
    reference = planned()
    found = refused(actions.note_feedback, **now(reference), respondents=0, counts={}, by=ELI, at=AT)
    assert found == (("", "step_not_next"),)


def test_what_is_over_is_corrected_by_who_noted_it_or_the_leader() -> None:
    reference = held(AUD)
    day = TODAY + timedelta(days=6)
    right = replace(DRAFT, audience="police", contact="")
    given: dict[str, Any] = {"draft": right, "held_date": day, "participants": 5, **later(8)}
    assert refused(actions.correct_assignment, **now(reference), **given, by=TORA) == (("", "not_yours"),)
    assert refused(actions.correct_assignment, **now(reference), **given, by=BO) == (("", "other_service"),)
    actions.correct_assignment(**now(reference), **given, by=AUD)
    actions.correct_assignment(**now(reference), **{**given, "participants": 6}, by=HEGE)
    [fact] = assignment_facts(2026)
    assert (fact.audience, fact.participants) == ("police", 6)
    assert queries.assignment_detail(AUD, reference).held_date == day


def test_before_it_is_over_anybody_in_the_service_may_correct() -> None:
    reference = requested(AUD)
    right = replace(DRAFT, county="03")
    actions.correct_assignment(
        **now(reference), draft=right, held_date=None, participants=None, by=TORA, at=AT
    )
    assert line(reference).county == "03"


def test_a_correction_does_not_bring_a_contact_back() -> None:
    reference = held(AUD)
    actions.note_feedback(**now(reference), respondents=3, counts={}, by=AUD, **later(7))
    day = TODAY + timedelta(days=7)
    given: dict[str, Any] = {"held_date": day, "by": AUD, **later(8)}
    few = refused(actions.correct_assignment, **now(reference), draft=DRAFT, participants=2, **given)
    assert few == (("participants", "more_than_took_part"),)
    actions.correct_assignment(**now(reference), draft=DRAFT, participants=30, **given)
    assert queries.assignment_detail(AUD, reference).draft.contact == ""


def test_a_correction_before_the_feedback_keeps_whom_to_ask_for_it() -> None:
    reference = held(AUD)
    without = replace(DRAFT, audience="police", contact="")
    actions.correct_assignment(
        **now(reference),
        draft=without,
        held_date=TODAY + timedelta(days=7),
        participants=30,
        by=AUD,
        **later(8),
    )
    found = queries.assignment_detail(AUD, reference).draft
    assert (found.audience, found.contact) == ("police", DRAFT.contact)


def test_a_contact_goes_by_the_clock_when_no_feedback_comes() -> None:
    reference = held(AUD)
    version = line(reference).version
    assert actions.erase_contacts(by=SYSTEM, **later(7 + 89)) == 0
    assert queries.assignment_detail(AUD, reference).draft.contact == DRAFT.contact
    with pytest.raises(NotPermitted):
        actions.erase_contacts(by=HEGE, **later(7 + 90))
    assert actions.erase_contacts(by=SYSTEM, **later(7 + 90)) == 1
    assert actions.erase_contacts(by=SYSTEM, **later(7 + 91)) == 0
    found = queries.assignment_detail(AUD, reference)
    assert (found.draft.contact, found.line.version) == ("", version + 1)
    told = AuditLine.objects.filter(event="outreach.contact_erased").values_list("subject", flat=True)
    assert list(told) == [reference]
    actions.note_feedback(**now(reference), respondents=0, counts={}, by=AUD, **later(7 + 92))


def test_the_clock_leaves_the_contact_of_what_is_not_held_yet() -> None:
    reference = planned(AUD)
    assert actions.erase_contacts(by=SYSTEM, **later(400)) == 0
    assert queries.assignment_detail(AUD, reference).draft.contact == DRAFT.contact
    assert "contacts of outreach" in {one.name for one in DUE if one.verb is actions.erase_contacts}


def test_a_contact_is_shown_to_those_who_carry_it_out_and_to_nobody_else() -> None:
    reference = planned(AUD)
    actions.ask_for_help(**now(reference), needs=True, by=AUD, at=AT)
    actions.join_assignment(**now(reference), by=CEM, at=AT)
    seen = {name: queries.assignment_detail(by, reference).draft.contact for name, by in SERVICES.items()}
    assert seen == {"MR": DRAFT.contact, "SU": DRAFT.contact, "KT": "", "FT": ""}


def test_what_is_moved_out_of_the_days_of_its_week_is_in_no_week() -> None:
    monday = TODAY + timedelta(days=7)
    week = actions.note_week(
        first_date=monday, last_date=monday + timedelta(days=4), county="", by=CEM, at=AT
    )
    reference = planned(CEM)
    actions.hold_assignment(**now(reference), on_date=monday, participants=8, week=week, by=CEM, **later(8))
    given: dict[str, Any] = {"draft": DRAFT, "participants": 8, "by": CEM, **later(20)}
    inside, outside = monday + timedelta(days=4), monday + timedelta(days=5)
    actions.correct_assignment(**now(reference), held_date=inside, **given)
    assert queries.assignment_detail(CEM, reference).week == (monday, inside)
    actions.correct_assignment(**now(reference), held_date=outside, **given)
    assert queries.assignment_detail(CEM, reference).week is None
    assert [one.assignments for one in queries.weeks_of(CEM, monday.year)] == [0]


@pytest.mark.parametrize("service", SERVICES)
def test_each_of_the_four_services_does_outreach_and_sees_that_of_all(service: str) -> None:
    references = {requested(by) for by in SERVICES.values()}
    found = queries.assignments_to_answer(SERVICES[service])
    assert {one.reference for one in found} == references
    assert found[0].service == service


@pytest.mark.parametrize(
    "stranger", [DINA, FINN, actor("nils", "MR", "none"), actor("nobody", None, "case_worker")]
)
def test_nobody_else_does(stranger: Any) -> None:
    with pytest.raises(NotPermitted):
        requested(stranger)
    with pytest.raises(NotPermitted):
        queries.assignments_to_answer(stranger)


def test_a_change_that_cannot_be_told_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    reference = requested()
    seen, before = now(reference), stored()

    def broken(**_: object) -> None:
        raise RuntimeError("no line")

    monkeypatch.setattr(audit, "_append", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.accept_assignment(**seen, by=ELI, at=AT)
    assert before == stored()


def test_the_database_lets_no_contact_stand_when_the_matter_is_over() -> None:
    reference = requested()
    rows = Assignment.objects.filter(reference=reference)
    with pytest.raises(Exception, match="assignment_over_has_no_contact"), transaction.atomic():
        rows.update(state=State.DECLINED.value, why="no_capacity")


def test_what_waits_is_counted_for_the_own_service() -> None:
    requested(AUD)
    assert (queries.outreach_waiting(AUD), queries.outreach_waiting(BO), queries.outreach_waiting(DINA)) == (
        *(1, 0, 0),
    )


def test_what_was_held_is_counted_by_service_agency_and_county() -> None:
    held(AUD)
    held(ELI)
    held(ELI)
    requested(ELI)
    found = queries.held_in(DINA, (2025, 2026))
    assert found[2025] == ()
    assert {(one.service, one.audience, one.county, one.number) for one in found[2026]} == {
        ("MR", "nav", "46", 1),
        ("FT", "nav", "46", 2),
    }
    with pytest.raises(NotPermitted):
        queries.held_in(actor("nils", None, "none"), (2026,))


def test_the_board_shows_what_waits_for_whom() -> None:
    asked, theirs = requested(AUD), planned(BO)
    actions.ask_for_help(**now(theirs), needs=True, by=BO, at=AT)
    actions.join_assignment(**now(theirs), by=CEM, at=AT)

    def told(by: Any) -> tuple[list[str], ...]:
        found = board(by)
        parts = (found.to_answer, found.asking_for_help, found.in_days, found.under_way)
        return tuple([one.reference for one in part] for part in parts)

    assert told(AUD) == ([asked], [theirs], [theirs], [])
    assert told(BO) == ([], [], [theirs], [theirs])
    assert told(CEM) == ([], [theirs], [theirs], [theirs])
    assert queries.board_of(ELI, TODAY, TODAY + timedelta(days=7)).in_days == ()


def test_a_request_is_passed_on_to_another_service_and_to_none_that_is_not() -> None:
    reference = requested(AUD)
    for to, code in (("MR", "own_service"), ("XX", "unknown_value"), ("", "unknown_value")):
        found = refused(actions.pass_on_assignment, **now(reference), to=to, by=AUD, at=AT)
        assert found == (("to", code),)


def test_what_is_over_asks_for_no_help_and_feedback_is_given_once_by_a_colleague() -> None:
    reference = held(AUD)
    given: dict[str, Any] = {"by": TORA, **later(7)}
    assert refused(actions.ask_for_help, **now(reference), needs=True, **given) == (("", "step_not_next"),)
    actions.note_feedback(**now(reference), respondents=3, counts={}, **given)
    again: dict[str, Any] = {"respondents": 4, "counts": {("useful", "yes"): 4}}
    assert refused(actions.note_feedback, **now(reference), **again, **given) == (("", "feedback_given"),)
    actions.note_feedback(**now(reference), **again, **{**given, "by": AUD})
    assert queries.assignment_detail(AUD, reference).respondents == 4
    with pytest.raises(CaseNotFound):
        queries.assignment_detail(AUD, "AAAAA-AAAAA")


def test_the_name_of_an_agency_is_short() -> None:
    long = replace(DRAFT, agency="Nav " * 30)
    found = refused(actions.request_assignment, draft=long, on_date=TODAY, by=ELI, at=AT)
    assert found == (("agency", "name_too_long"),)
