"""Decisions on plain values: which step may come when, what a day must be, what counts add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fristed.casework.assignments.codes import CONFLICT, FOLLOWS, STAND_FOLLOWS, Stand, State

Problem = tuple[str, str]
FIRST_DATE = date(2015, 1, 1)
"""Nothing older is registered: the statistics of outreach begin later."""
LONGEST_WEEK = timedelta(days=6)
LONGEST_AHEAD = timedelta(days=3 * 366)
MOST_PARTICIPANTS = 5_000
SHARES = ("girls", "boys", "others", "useful_to_askers", "useful_to_readers")
GENDERS = 3
"""The first three shares are of those who asked, and together at most all of them."""
ROUNDING = 1
"""Three rounded shares may be one percent too many together."""
ALL = 100
MONTHS = 12
MOST_ANSWERS = 100_000
FEWEST_DIGITS, MOST_DIGITS = 3, 15


def step_problems(
    state: str, to: str, *, since: date, on_date: date | None, today: date
) -> Iterator[Problem]:
    """Say what is wrong with a step of an assignment: it cannot come now, or its day is impossible."""
    if State(to) not in FOLLOWS[State(state)]:
        yield "", "step_not_next"
    yield from day_problems(on_date, since=since, today=today)


def day_problems(
    on_date: date | None, *, since: date, today: date, field: str = "on_date"
) -> Iterator[Problem]:
    """Say what is wrong with the day of something that has happened."""
    if on_date is None:
        yield field, "day_missing"
    elif on_date > today:
        yield field, "day_to_come"
    elif on_date < since:
        yield field, "day_before_last_step"


def plan_problems(planned: date | None, *, today: date, field: str = "planned_date") -> Iterator[Problem]:
    """Say what is wrong with a day that is planned: it is missing, is over, or is years ahead."""
    if planned is None:
        yield field, "day_missing"
    elif planned < today:
        yield field, "day_is_over"
    elif planned > today + LONGEST_AHEAD:
        yield field, "day_too_far"


def participants_problems(number: int | None) -> Iterator[Problem]:
    """Say what is wrong with how many took part; nobody has to count."""
    if number is not None and not 0 <= number <= MOST_PARTICIPANTS:
        yield "participants", "number_impossible"


def may_take(state: str, *, service: str, taker: str, needs_help: bool) -> bool:
    """Whether another service may take an assignment over: one that help is asked for, and that is not over.

    Examples
    --------
    >>> may_take("planned", service="MR", taker="FT", needs_help=True)
    True
    >>> may_take("planned", service="MR", taker="FT", needs_help=False)
    False
    >>> may_take("held", service="MR", taker="FT", needs_help=True)
    False
    """
    return needs_help and service != taker and bool(FOLLOWS[State(state)])


def state_when_taken(state: str) -> State:
    """Say where an assignment stands once it is taken over: to take is to accept; a planned day stands."""
    return State.PLANNED if state == State.PLANNED else State.ACCEPTED


def week_problems(first: date | None, last: date | None) -> Iterator[Problem]:
    """Say what is wrong with the days of a week of competence-raising: at most seven, in one year."""
    if first is None:
        yield "first_date", "day_missing"
    if last is None:
        yield "last_date", "day_missing"
    if first is None or last is None:
        return
    if first < FIRST_DATE:
        yield "first_date", "day_too_early"
    if not first <= last <= first + LONGEST_WEEK:
        yield "last_date", "week_too_long"


def stand_problems(
    state: str, to: str, *, check: str, since: date, on_date: date | None, today: date
) -> Iterator[Problem]:
    """Say what is wrong with a step of an expert witness: nobody who is disqualified is accepted."""
    if Stand(to) not in STAND_FOLLOWS[Stand(state)]:
        yield "", "step_not_next"
    elif to in (Stand.ACCEPTED, Stand.PREPARED, Stand.TESTIFIED) and check in ("", CONFLICT):
        yield "", "witness_disqualified"
    yield from day_problems(on_date, since=since, today=today)


def may_check(result: str, *, checked_by: str, username: str, is_leader: bool) -> bool:
    """Whether somebody may look for a conflict: where one was found, who found it does not write it over."""
    return result != CONFLICT or username != checked_by or is_leader


def feedback_problems(
    respondents: int | None, counts: Mapping[tuple[str, str], int], *, participants: int | None
) -> Iterator[Problem]:
    """Say what is wrong with feedback: more answers than people, or more people than took part."""
    if respondents is None:
        yield "respondents", "number_missing"
        return
    if not 0 <= respondents <= MOST_PARTICIPANTS:
        yield "respondents", "number_impossible"
    elif participants is not None and respondents > participants:
        yield "respondents", "more_than_took_part"
    for question in dict.fromkeys(question for question, _answer in counts):
        of_question = [number for (asked, _answer), number in counts.items() if asked == question]
        if any(number < 0 for number in of_question) or sum(of_question) > respondents:
            yield question, "more_answers_than_people"


@dataclass(frozen=True, slots=True)
class MonthOfAnswers:
    """Answers in a month, or a year where ``month`` is 0; shares in the order of :data:`SHARES`."""

    month: int
    answers: int
    shares: tuple[int | None, ...]


def answers_of_year(months: Sequence[MonthOfAnswers]) -> MonthOfAnswers:
    """Join the months of a year: the sum, and shares weighted with the answers of each month.

    Where the site gives the whole year, that stands. A share that a month with answers lacks is not known
    for the year.

    Examples
    --------
    >>> answers_of_year([MonthOfAnswers(1, 10, (80,)), MonthOfAnswers(2, 30, (60,))])
    MonthOfAnswers(month=0, answers=40, shares=(65,))
    """
    whole = [one for one in months if one.month == 0]
    if whole:
        return whole[0]
    total = sum(one.answers for one in months)
    columns = zip(*(one.shares for one in months), strict=True)
    weights = [one.answers for one in months]
    return MonthOfAnswers(0, total, tuple(_share(column, weights, total) for column in columns))


def _share(column: Iterable[int | None], weights: Sequence[int], total: int) -> int | None:
    pairs = [(share, weight) for share, weight in zip(column, weights, strict=True) if weight]
    if not total or any(share is None for share, _weight in pairs):
        return None
    # Halves are rounded up, as people do.
    return (2 * sum((share or 0) * weight for share, weight in pairs) + total) // (2 * total)


def shares_problems(shares: Sequence[int | None]) -> Iterator[Problem]:
    """Say what is wrong with shares: not a percent, or the genders together more than all."""
    for name, share in zip(SHARES, shares, strict=True):
        if share is not None and not 0 <= share <= ALL:
            yield name, "share_impossible"
    genders = [share for share in shares[:GENDERS] if share is not None]
    if sum(genders) > ALL + ROUNDING:
        yield SHARES[GENDERS - 1], "shares_too_many"


def answers_problems(
    year: int | None, month: int | None, answers: int | None, shares: Sequence[int | None], this_year: int
) -> Iterator[Problem]:
    """Say what is wrong with what a public site gives for a month or a year."""
    if year is None or not FIRST_DATE.year <= year <= this_year:
        yield "year", "year_impossible"
    if month is not None and not 0 <= month <= MONTHS:
        yield "month", "month_impossible"
    if answers is None:
        yield "answers", "number_missing"
    elif not 0 <= answers <= MOST_ANSWERS:
        yield "answers", "number_impossible"
    yield from shares_problems(shares)


def phone_is_plain(phone: str) -> bool:
    """Whether a telephone number is one: digits in groups, with a plus before them at most.

    Examples
    --------
    >>> phone_is_plain("478 09 050"), phone_is_plain("+47 47 80 90 50"), phone_is_plain("ring Kari")
    (True, True, False)
    """
    digits = phone.removeprefix("+").replace(" ", "")
    return digits.isascii() and digits.isdigit() and FEWEST_DIGITS <= len(digits) <= MOST_DIGITS
