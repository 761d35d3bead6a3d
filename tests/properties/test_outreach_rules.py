"""The rules of outreach on any values: shares of a year, feedback, weeks, days, and both lines of states."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fristed.casework.assignments.codes import (
    CONFLICT,
    FOLLOWS,
    OVER,
    SERVICES,
    STAND_FOLLOWS,
    UNANSWERED,
    Stand,
    State,
    audiences,
)
from fristed.casework.assignments.rules import (
    MonthOfAnswers,
    answers_of_year,
    feedback_problems,
    may_take,
    phone_is_plain,
    shares_problems,
    stand_problems,
    state_when_taken,
    step_problems,
    week_problems,
)

TODAY = date(2026, 11, 2)
SHARE = st.integers(0, 100)
MONTHS = st.lists(
    st.builds(MonthOfAnswers, st.integers(1, 12), st.integers(0, 8), st.tuples(SHARE, SHARE)), min_size=1
)
STATES, STANDS = st.sampled_from(State), st.sampled_from(Stand)
DAYS = st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))


@given(MONTHS)
def test_the_share_of_a_year_lies_among_those_of_its_months(months: list[MonthOfAnswers]) -> None:
    whole = answers_of_year(months)
    assert whole.answers == sum(one.answers for one in months)
    for place, share in enumerate(whole.shares):
        counted = [one.shares[place] for one in months if one.answers]
        if not counted:
            assert share is None
        else:
            assert min(map(int, counted)) <= (share or 0) <= max(map(int, counted))  # type: ignore[arg-type]


@given(MONTHS, st.data())
def test_a_month_without_answers_changes_nothing_and_one_without_a_share_hides_it(
    months: list[MonthOfAnswers], data: st.DataObject
) -> None:
    empty = MonthOfAnswers(12, 0, (None, 100))
    assert answers_of_year([*months, empty]) == answers_of_year(months)
    lacking = MonthOfAnswers(12, data.draw(st.integers(1, 9)), (None, 50))
    assert answers_of_year([*months, lacking]).shares[0] is None
    year = MonthOfAnswers(0, 5, (1, 2))
    assert answers_of_year([*months, year]) == year


@given(st.lists(SHARE, min_size=5, max_size=5))
def test_the_genders_are_at_most_all_but_for_rounding(shares: list[int]) -> None:
    assert bool([*shares_problems(shares)]) == (sum(shares[:3]) > 101)


@given(st.integers(0, 9), st.integers(0, 9), st.lists(st.integers(0, 5), min_size=3, max_size=3))
def test_nobody_answers_twice_and_nobody_who_was_not_there(
    respondents: int, participants: int, numbers: list[int]
) -> None:
    counts = {
        ("useful", answer): number for answer, number in zip(("yes", "partly", "no"), numbers, strict=True)
    }
    found = {field for field, _code in feedback_problems(respondents, counts, participants=participants)}
    assert ("respondents" in found) == (respondents > participants)
    assert ("useful" in found) == (sum(numbers) > respondents)
    assert "respondents" not in dict(feedback_problems(respondents, counts, participants=None))


@given(st.integers(-10, 10))
def test_a_week_has_one_to_seven_days(days: int) -> None:
    found = [*week_problems(TODAY, TODAY + timedelta(days=days))]
    assert (found == []) == (0 <= days <= 6)


def test_a_week_needs_both_its_days() -> None:
    assert [*week_problems(None, TODAY)] == [("first_date", "day_missing")]
    assert [*week_problems(TODAY, None)] == [("last_date", "day_missing")]
    early = date(2014, 12, 31)
    assert [*week_problems(early, early)] == [("first_date", "day_too_early")]


@given(STATES, STATES, DAYS, DAYS)
def test_a_step_comes_when_the_table_says_and_on_a_day_that_can_be(
    state: State, to: State, since: date, on_date: date
) -> None:
    problems = [*step_problems(state, to, since=since, on_date=on_date, today=TODAY)]
    may_come = to in FOLLOWS[state]
    assert (problems == []) == (may_come and since <= on_date <= TODAY)


@given(STATES, st.sampled_from(SERVICES), st.sampled_from(SERVICES), st.booleans())
def test_only_what_help_is_asked_for_is_taken_and_never_what_is_over(
    state: State, service: str, taker: str, needs_help: bool
) -> None:
    can = may_take(state, service=service, taker=taker, needs_help=needs_help)
    assert can == (needs_help and service != taker and state not in OVER)
    if can:
        assert state_when_taken(state) in (State.ACCEPTED, State.PLANNED)
        assert (state_when_taken(state) == State.PLANNED) == (state == State.PLANNED)


@given(STANDS, STANDS, st.sampled_from(("", "clear", "somebody_else", CONFLICT)))
def test_nobody_says_yes_without_a_check_or_in_spite_of_a_conflict(
    state: Stand, to: Stand, check: str
) -> None:
    given_ = {"since": TODAY, "on_date": TODAY, "today": TODAY}
    passes = [*stand_problems(state, to, check=check, **given_)] == []  # type: ignore[arg-type]
    if passes and to in (Stand.ACCEPTED, Stand.PREPARED, Stand.TESTIFIED):
        assert check in ("clear", "somebody_else")
    if to in (Stand.DECLINED, Stand.CALLED_OFF):
        assert passes == (to in STAND_FOLLOWS[state])


def test_every_state_is_reached_and_what_is_over_stays_so() -> None:
    for follows, first in ((FOLLOWS, State.REQUESTED), (STAND_FOLLOWS, Stand.SUMMONED)):
        seen, waiting = {first}, [first]
        while waiting:
            waiting += [one for one in follows[waiting.pop()] if one not in seen]  # type: ignore[index]
            seen |= set(waiting)
        assert seen == set(follows)
    assert {state for state, to in FOLLOWS.items() if not to} == set(OVER)
    assert all(State.DECLINED in FOLLOWS[state] for state in UNANSWERED)


def test_agencies_are_no_private_persons() -> None:
    assert not {"person_concerned", "family_or_friend", "unknown"} & set(audiences())
    assert {"nav", "police", "asylum_reception_centre"} <= set(audiences())


@given(st.text(max_size=20))
def test_a_telephone_number_holds_no_words(text: str) -> None:
    if phone_is_plain(text):
        assert set(text) <= set("0123456789 +")
        assert sum(sign.isdigit() for sign in text) >= 3
