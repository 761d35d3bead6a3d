"""Decisions on plain values: how a sign stands, when a month has come, what a leader must be told."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from fristed.casework.plans.codes import SignState
from fristed.foundation.days import OSLO

AGES = (12, 15, 16, 18)
"""The ages at which children decide more for themselves, or become adults."""
LONGEST_AHEAD = timedelta(days=18 * 366)
END_OF_DAY = time(23, 59)
LEADER_AFTER = timedelta(days=1)
"""How long an alarm may be looked at by nobody before the leader is told."""
MOST_SIGNS = 60
LONGEST_PLAN = timedelta(days=731)


def state_of_sign(
    *, due_at: datetime, came_at: datetime | None, withdrawn: bool, fired: bool, answered: bool
) -> SignState:
    """Say how a promised sign of life stands; one that came after its time is late, not kept.

    Examples
    --------
    >>> from datetime import UTC
    >>> due = datetime(2026, 8, 20, 18, tzinfo=UTC)
    >>> str(state_of_sign(due_at=due, came_at=None, withdrawn=False, fired=True, answered=False))
    'missed'
    """
    if withdrawn:
        return SignState.WITHDRAWN
    if came_at is not None:
        return SignState.KEPT if came_at <= due_at and not fired else SignState.LATE
    return SignState.MISSED if fired or answered else SignState.PROMISED


def due_times(first: date, *, by: time | None, every_days: int, times: int) -> tuple[datetime, ...]:
    """Give when signs of life are due: at one time of the day, so many, with days between.

    A day without a time ends at 23:59 in Oslo.

    Examples
    --------
    >>> [one.isoformat() for one in due_times(date(2026, 3, 28), by=time(18), every_days=1, times=2)]
    ['2026-03-28T18:00:00+01:00', '2026-03-29T18:00:00+02:00']
    """
    return tuple(
        datetime.combine(first + timedelta(days=place * every_days), by or END_OF_DAY, tzinfo=OSLO)
        for place in range(times)
    )


def month_text(year: int, month: int, age: int) -> str:
    """Give what is sealed of a month: ``2027-03 18``."""
    return f"{year:04}-{month:02} {age}"


def month_of(text: str) -> tuple[date, int]:
    """Give the first day of a sealed month, and the age."""
    month, age = text.split()
    return date.fromisoformat(f"{month}-01"), int(age)


def first_of_month(day: date) -> date:
    """Give the first day of a day's month."""
    return day.replace(day=1)


def age_text(age: int) -> str:
    """Give what is sealed as the words of a task that a month became; pages say it in words."""
    return f"age:{age}"


def age_of_text(text: str) -> int | None:
    """Give the age of such a task; nothing where somebody wrote the words."""
    start, _, age = text.partition(":")
    return int(age) if start == "age" and age.isdigit() and int(age) in AGES else None
