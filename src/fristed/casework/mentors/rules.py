"""Decisions on plain values: which step may come when, and which offers fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fristed.casework.mentors.codes import FOLLOWS, WAITS_FOR, State, Wanted, Way, Whose

LONGEST_NAME = 80


def whose_step(state: str) -> Whose:
    """Say whose step comes next."""
    return WAITS_FOR[State(state)]


def step_problems(
    state: str, to: str, *, since: date, on_date: date | None, today: date
) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a step: it cannot come now, or its day is impossible."""
    if State(to) not in FOLLOWS[State(state)]:
        yield "", "step_not_next"
    if on_date is None:
        yield "on_date", "day_missing"
    elif on_date > today:
        yield "on_date", "day_to_come"
    elif on_date < since:
        yield "on_date", "day_before_last_step"


def offer_fits(*, wanted: str, way: str, offer_gender: str, offer_way: str) -> bool:
    """Whether an offer is what somebody wishes: the gender of the mentor, and how they meet.

    Examples
    --------
    >>> offer_fits(wanted="any", way="both", offer_gender="male", offer_way="in_person")
    True
    >>> offer_fits(wanted="female", way="both", offer_gender="male", offer_way="both")
    False
    """
    return wanted in (Wanted.ANY, offer_gender) and (Way.BOTH in (way, offer_way) or way == offer_way)
