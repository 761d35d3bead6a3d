"""Decisions on plain values: which step may come when, who a place is for, how long a stay is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from fristed.casework.housing.codes import (
    FOLLOWS,
    FOR_A_PLACE,
    WAITS_FOR,
    WHY,
    Ground,
    Scheme,
    State,
    Suitability,
    Whose,
)
from fristed.casework.parties.codes import Age
from fristed.methods.months import months_after

LONGEST_WORDS = 4000
MOST_PLACES = 50
A_HALF = {1: ((1, 1), (7, 1)), 2: ((7, 1), (13, 1))}


def may_follow(state: str, to: str) -> bool:
    """Whether a step may come after another.

    Examples
    --------
    >>> may_follow("assessed", "offered"), may_follow("assessed", "moved_in")
    (True, False)
    """
    return State(to) in FOLLOWS[State(state)]


def whose_step(state: str) -> Whose:
    """Say whose step comes next: the officer's, the police's, the person's, a place's, the provider's."""
    return WAITS_FOR[State(state)]


def step_problems(
    state: str, to: str, *, since: date, on_date: date | None, today: date, why: str = ""
) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a step: it cannot come now, its day is impossible, or no reason is given."""
    if not may_follow(state, to):
        yield "", "step_not_next"
    yield from day_problems(on_date, since=since, today=today)
    reasons = WHY.get(State(to), ())
    if reasons and not why:
        yield "why", "reason_missing"
    elif why not in (*reasons, ""):
        yield "why", "unknown_value"


def day_problems(on_date: date | None, *, since: date | None, today: date) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the day of something that has happened."""
    if on_date is None:
        yield "on_date", "day_missing"
    elif on_date > today:
        yield "on_date", "day_to_come"
    elif since is not None and on_date < since:
        yield "on_date", "day_before_last_step"


def day_ahead_problems(
    day: date | None, *, today: date, longest_days: int, field: str = "on_date"
) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the day of something that is planned."""
    if day is None:
        yield field, "day_missing"
    elif day < today:
        yield field, "day_past"
    elif day > today + timedelta(days=longest_days):
        yield field, "day_too_far"


def assessment_problems(
    *, scheme: str, state: str, suitability: str, ground: str, criteria: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Say what is wrong with an assessment.

    A place in the scheme needs both a need of protection and a wish to receive help, and that the police
    recommend it. The pilot for those who return needs no threat in Norway: one of its own criteria is enough.
    """
    if suitability not in tuple(Suitability):
        yield "suitability", "suitability_missing"
        return
    if ground not in tuple(Ground):
        yield "ground", "ground_missing"
        return
    is_right = suitability != Suitability.NOT_SUITABLE
    if is_right != (Ground(ground) in FOR_A_PLACE):
        yield "ground", "ground_does_not_fit"
    elif scheme == Scheme.RETURN_PILOT:
        if is_right and ground != Ground.PILOT_CRITERIA:
            yield "ground", "ground_does_not_fit"
        elif is_right and not tuple(criteria):
            yield "ground", "criteria_missing"
    elif is_right and ground != Ground.PROTECTION_AND_WISH:
        yield "ground", "ground_does_not_fit"
    elif state == State.MAPPED:
        yield "", "police_first"
    elif is_right and state != State.RECOMMENDED:
        yield "suitability", "not_recommended"


def takes_a_place(age_group: str, *, child_takes_a_place: bool) -> bool:
    """Whether somebody takes a place: adults do; of children the source does not say, so it is a parameter.

    Examples
    --------
    >>> takes_a_place("child_under_18", child_takes_a_place=False)
    False
    """
    return age_group == Age.ADULT or child_takes_a_place


def last_day(moved_in: date, *, months: int, exceptions: Iterable[date] = ()) -> date:
    """Give the last day of a stay: after so many months, or the latest that an exception gives.

    Examples
    --------
    >>> last_day(date(2024, 1, 31), months=9)
    datetime.date(2024, 10, 31)
    """
    return max((months_after(moved_in, months), *exceptions))


def months_reached(moved_in: date, today: date, marks: Sequence[int]) -> tuple[int, ...]:
    """Give the marks, in months, that a stay has come to.

    Examples
    --------
    >>> months_reached(date(2024, 1, 1), date(2024, 9, 1), (6, 8, 9))
    (6, 8)
    """
    return tuple(mark for mark in marks if months_after(moved_in, mark) <= today)


def half_of(year: int, half: int) -> tuple[date, date]:
    """Give the first day of a half of a year, and the first day after it.

    Examples
    --------
    >>> half_of(2024, 2)
    (datetime.date(2024, 7, 1), datetime.date(2025, 1, 1))
    """
    begins, ends = A_HALF[half]
    first = date(year, *begins)
    return first, date(year + 1, 1, 1) if ends[0] > 12 else date(year, *ends)


def days_within(first: date, after: date | None, within: tuple[date, date]) -> int:
    """Give how many days a span has within another; the day it ends is not one of them.

    Examples
    --------
    >>> days_within(date(2024, 6, 30), date(2024, 7, 3), half_of(2024, 2))
    2
    """
    ends = within[1] if after is None else min(after, within[1])
    return max(0, (ends - max(first, within[0])).days)
