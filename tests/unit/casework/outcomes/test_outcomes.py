"""What became of a case: closing with an outcome, the state, the three questions, and what is due."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from fristed.casework.cases.actions import (
    RegistrationRefused,
    add_contact,
    close_case,
    register_case,
    reopen_case,
)
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import case_detail, case_history
from fristed.casework.outcomes.actions import (
    close_with_outcome,
    leave_out_follow_up,
    note_answers,
    note_state,
)
from fristed.casework.outcomes.fact_queries import outcome_facts
from fristed.casework.outcomes.facts import CaseOutcome
from fristed.casework.outcomes.models import Answers, State
from fristed.casework.outcomes.queries import follow_ups_due, outcome_of
from fristed.casework.outcomes.refusals import OutcomeRefused
from fristed.casework.outcomes.rules import AREAS, QUESTIONS
from fristed.foundation.audit.models import AuditLine
from fristed.methods.classifications import code_list_names
from fristed.methods.months import months_after
from tests.spec.cast import AUD, BO, at_ten, plain_case

CHECKOUT = Path(__file__).resolve().parents[4]
FIRST, CLOSED, HALF_A_YEAR = date(2024, 3, 4), date(2024, 4, 10), date(2024, 10, 10)
LEVELS = dict(zip(AREAS, ("0", "1", "2", "4", "unknown"), strict=True))
BETTER = dict.fromkeys(AREAS, "4")
YES = dict.fromkeys(QUESTIONS, "yes")


@pytest.fixture
def reference(db: None) -> str:
    """An open case of the diversity advisers."""
    return register_case(draft=plain_case("MR", FIRST), by=AUD, at=at_ten(FIRST)).reference


def close(reference: str, day: date = CLOSED, **changes: Any) -> None:
    """Close a case as Aud, with an outcome and a state."""
    given_: dict[str, Any] = {"on_date": day, "outcome": "situation_improved", "levels": LEVELS, **changes}
    close_with_outcome(reference=reference, by=AUD, at=at_ten(day), **given_)


def found(reference: str) -> CaseOutcome:
    """Give what is noted, as Aud sees it."""
    return outcome_of(AUD, case_detail(AUD, reference))


def problems(call: Any, **given_: Any) -> set[tuple[str, str]]:
    """Give what a verb refuses."""
    with pytest.raises(OutcomeRefused) as refusal:
        call(by=AUD, **given_)
    return set(refusal.value.problems)


def test_a_case_is_closed_with_its_outcome_and_state_in_one_go(reference: str) -> None:
    close(reference)
    case = Case.objects.get()
    assert (case.status, case.closed_date, case.outcome) == ("closed", CLOSED, "situation_improved")
    [state] = found(reference).states
    assert (state.moment, state.on_date, dict(state.levels)) == ("closing", CLOSED, LEVELS)
    events = [line.event for line in case_history(AUD, reference)]
    assert events == ["case.registered", "case.closed", "outcome.noted", "outcome.state_noted"]


def test_a_case_may_be_closed_without_either_and_is_then_not_followed_up(reference: str) -> None:
    close(reference, outcome="", levels=None)
    assert Case.objects.get().status == "closed"
    assert found(reference).states == ()
    assert found(reference).follow_up_due is None


@pytest.mark.parametrize("area", AREAS)
def test_four_areas_are_not_five_and_nothing_is_closed(reference: str, area: str) -> None:
    lacking = {**LEVELS, area: ""}
    given_ = {"reference": reference, "on_date": CLOSED, "outcome": "", "levels": lacking}
    assert problems(close_with_outcome, at=at_ten(CLOSED), **given_) == {(area, "level_missing")}
    assert Case.objects.get().status == "open"


def test_a_day_that_closing_refuses_leaves_no_state_behind(reference: str) -> None:
    with pytest.raises(RegistrationRefused):
        close(reference, on_date=FIRST - timedelta(days=1))
    assert not State.objects.exists()
    assert Case.objects.get().outcome == ""


def test_where_the_line_of_the_log_fails_nothing_is_changed(
    reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_facts: object) -> None:
        raise RuntimeError("no line")

    monkeypatch.setattr("fristed.casework.outcomes.actions.write_line", fail)
    with pytest.raises(RuntimeError):
        close(reference)
    with pytest.raises(RuntimeError):
        note_answers(reference=reference, on_date=FIRST, way="phone", answers=YES, by=AUD, at=at_ten(CLOSED))
    assert Case.objects.get().status == "open"
    assert not State.objects.exists()
    assert not Answers.objects.exists()


def test_a_follow_up_is_due_six_months_after_closing_and_leaves_the_list_when_made(reference: str) -> None:
    close(reference)
    assert follow_ups_due(AUD, until=HALF_A_YEAR - timedelta(days=1)) == ()
    [line] = follow_ups_due(AUD, until=HALF_A_YEAR)
    assert (line.reference, line.due_date) == (reference, HALF_A_YEAR)
    assert follow_ups_due(BO, until=HALF_A_YEAR) == ()
    note_state(reference=reference, moment="six_months", levels=BETTER, by=AUD, at=at_ten(HALF_A_YEAR))
    assert follow_ups_due(AUD, until=HALF_A_YEAR) == ()
    assert [state.moment for state in found(reference).states] == ["closing", "six_months"]


def test_a_follow_up_that_is_left_out_keeps_its_reason_and_counts_nowhere(reference: str) -> None:
    given_ = {"reference": reference, "reason": "not_safe"}
    assert problems(leave_out_follow_up, at=at_ten(CLOSED), **given_) == {("reason", "nothing_due")}
    close(reference)
    wrong = {**given_, "reason": "because"}
    assert problems(leave_out_follow_up, at=at_ten(CLOSED), **wrong) == {("reason", "reason_missing")}
    leave_out_follow_up(**given_, by=AUD, at=at_ten(HALF_A_YEAR))
    assert follow_ups_due(AUD, until=HALF_A_YEAR) == ()
    assert [state.not_made for state in found(reference).states] == ["", "not_safe"]
    assert [fact.moment for fact in outcome_facts(2024)] == ["closing"]


def test_work_that_is_taken_up_again_is_followed_up_anew(reference: str) -> None:
    close(reference)
    note_state(reference=reference, moment="six_months", levels=BETTER, by=AUD, at=at_ten(HALF_A_YEAR))
    reopen_case(reference=reference, by=AUD, at=at_ten(HALF_A_YEAR))
    again = HALF_A_YEAR + timedelta(days=20)
    close(reference, again, levels=BETTER)
    assert found(reference).follow_up_due == months_after(again, 6)


def test_a_state_is_not_noted_in_an_open_case_nor_too_early(reference: str) -> None:
    given_ = {"reference": reference, "moment": "six_months", "levels": BETTER}
    assert problems(note_state, at=at_ten(CLOSED), **given_) == {("moment", "case_is_open")}
    close_case(reference=reference, on_date=CLOSED, by=AUD, at=at_ten(CLOSED))
    assert problems(note_state, at=at_ten(CLOSED), **given_) == {("moment", "too_early")}
    assert problems(note_state, at=at_ten(CLOSED), **{**given_, "moment": "soon"}) == {
        ("moment", "unknown_moment")
    }
    note_state(**{**given_, "moment": "closing"}, by=AUD, at=at_ten(CLOSED))
    note_state(**given_, by=AUD, at=at_ten(HALF_A_YEAR - timedelta(days=30)))


def test_what_the_asker_answers_is_codes_only(reference: str) -> None:
    given_ = {"reference": reference, "on_date": CLOSED, "way": "paper", "answers": YES}
    note_answers(**given_, by=AUD, at=at_ten(CLOSED))
    [one] = found(reference).answers
    assert (one.on_date, one.way, dict(one.answers)) == (CLOSED, "paper", YES)
    before = AuditLine.objects.count()
    text = {**given_, "answers": {**YES, "in_time": "It was fine"}, "way": "", "on_date": None}
    assert problems(note_answers, at=at_ten(CLOSED), **text) == {
        ("in_time", "answer_missing"),
        ("way", "way_missing"),
        ("on_date", "date_missing"),
    }
    early = {**given_, "on_date": FIRST - timedelta(days=1)}
    assert problems(note_answers, at=at_ten(CLOSED), **early) == {("on_date", "date_before_first_contact")}
    late = {**given_, "on_date": CLOSED + timedelta(days=1)}
    assert problems(note_answers, at=at_ten(CLOSED), **late) == {("on_date", "date_in_future")}
    assert AuditLine.objects.count() == before


def test_the_process_is_read_off_what_is_registered(reference: str) -> None:
    assert found(reference).process.days_to_next_contact is None
    add_contact(reference=reference, on_date=FIRST + timedelta(days=3), by=AUD, at=at_ten(CLOSED))
    assert found(reference).process.days_to_next_contact == 3


@pytest.mark.parametrize(
    "row",
    [
        {"moment": "closing", **LEVELS, "safety": "5"},
        {"moment": "closing", **LEVELS, "safety": ""},
        {"moment": "closing", "not_made": "not_safe"},
        {"moment": "six_months", **LEVELS, "not_made": "not_safe"},
        {"moment": "later", **LEVELS},
    ],
)
def test_the_database_itself_refuses_what_is_no_state(reference: str, row: dict[str, str]) -> None:
    more = {"case": Case.objects.get(), "on_date": CLOSED, "noted_at": at_ten(CLOSED), "noted_by": "aud"}
    with pytest.raises(IntegrityError), transaction.atomic():
        State.objects.create(**more, **row)


def test_a_case_is_one_fact_for_each_moment_of_a_year_by_what_was_noted_last(reference: str) -> None:
    close(reference)
    note_state(reference=reference, moment="closing", levels=BETTER, by=AUD, at=at_ten(CLOSED))
    for way in ("phone", "paper"):
        note_answers(reference=reference, on_date=CLOSED, way=way, answers=YES, by=AUD, at=at_ten(CLOSED))
    facts = {fact.moment: dict(fact.values) for fact in outcome_facts(2024)}
    assert len(list(outcome_facts(2024))) == 2
    assert facts == {"closing": BETTER, "answers": YES}
    assert list(outcome_facts(2023)) == []


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 40))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    is_last = (later + timedelta(days=1)).month != later.month
    assert later.day == day.day or (later.day < day.day and is_last)


def test_what_is_left_out_is_explained_with_its_sources_and_stands_nowhere() -> None:
    [who_5] = tomllib.loads(
        files("fristed.casework.outcomes").joinpath("data/instruments.toml").read_text("utf-8")
    )["instruments"]
    assert who_5["decision"] == "left_out"
    page = (CHECKOUT / "docs" / "explanation" / "outcomes.md").read_text("utf-8")
    assert all(one["source"] in page for one in who_5["findings"] if one["source"].startswith("https"))
    names = set(code_list_names())
    assert not any("who" in name or "wellbeing" in name for name in names)
