"""Decisions about receptions on plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from fristed.casework.reception.codes import Detail, PartKind, PartState, State, Turn

LONGEST_AHEAD = timedelta(days=366)
DETAILS_KEPT = timedelta(days=14)
"""How long flight, airport, shelter and who meets are kept when a reception is over."""
LONGEST_DETAIL = 300

# From which state which may follow; what is not here is refused.
FOLLOWS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        State.REQUESTED: frozenset({State.PLANNED, State.POSTPONED, State.CANCELLED}),
        State.PLANNED: frozenset({State.PLANNED, State.ARRIVED, State.POSTPONED, State.CANCELLED}),
        State.POSTPONED: frozenset({State.PLANNED, State.CANCELLED}),
        State.ARRIVED: frozenset({State.HANDED_OVER}),
        State.HANDED_OVER: frozenset({State.INTERVIEWED}),
        State.INTERVIEWED: frozenset(),
        State.CANCELLED: frozenset(),
    }
)
ENDED = frozenset({State.ARRIVED, State.HANDED_OVER, State.INTERVIEWED, State.CANCELLED})
"""When nobody is on the way any more: what is sealed of the journey has served."""
TURN_OF_PART: Mapping[str, Turn] = MappingProxyType(
    {
        PartKind.POLICE: Turn.POLICE,
        PartKind.SHELTER: Turn.SHELTER,
        PartKind.CHILD_WELFARE: Turn.CHILD_WELFARE,
        PartKind.MEETING: Turn.MEETER,
    }
)
# On which field of the register of what may be held about a person each detail rests.
BASIS_OF: Mapping[str, str] = MappingProxyType(
    {
        Detail.FLIGHT: "flight",
        Detail.AIRPORT: "flight",
        Detail.SHELTER: "unit",
        Detail.MEETS: "unit",
    }
)
OF_THE_FLIGHT = frozenset({Detail.FLIGHT, Detail.AIRPORT})
"""What re-opens every agreement when it is changed."""


def may_follow(before: str, after: str) -> bool:
    """Whether a reception in one state may come into another.

    Examples
    --------
    >>> may_follow("planned", "arrived"), may_follow("requested", "arrived"), may_follow("arrived", "planned")
    (True, False, False)
    """
    return after in FOLLOWS.get(before, frozenset())


def parts_needed(*, adults: int, children: int) -> tuple[PartKind, ...]:
    """Give what must be agreed: the child welfare service where a child comes, a shelter where an adult does.

    Examples
    --------
    >>> [str(one) for one in parts_needed(adults=0, children=1)]
    ['police_at_airport', 'child_welfare', 'who_meets']
    """
    needed = [PartKind.POLICE]
    needed += [PartKind.SHELTER] if adults else []
    needed += [PartKind.CHILD_WELFARE] if children else []
    return (*needed, PartKind.MEETING)


def all_agreed(state: str, parts: Mapping[str, str], needed: Iterable[str]) -> bool:
    """Whether all that must be agreed is: only of a reception that is planned, and every part of it."""
    return state == State.PLANNED and all(parts.get(one) == PartState.AGREED for one in needed)


def whose_turn(state: str, parts: Sequence[tuple[str, str]], *, has_left: bool) -> Turn:
    """Say whose step it is.

    Parameters
    ----------
    parts
        Pairs of kind and state, in the order in which they are asked.

    Examples
    --------
    >>> str(whose_turn("planned", [("police_at_airport", "asked")], has_left=False))
    'police'
    """
    if state in (State.REQUESTED, State.POSTPONED, State.ARRIVED, State.HANDED_OVER):
        return Turn.COORDINATOR
    if state != State.PLANNED:
        return Turn.NOBODY
    if any(one in (PartState.WAITING, PartState.DECLINED) for _kind, one in parts):
        return Turn.COORDINATOR
    waits = [kind for kind, one in parts if one == PartState.ASKED]
    if waits:
        return TURN_OF_PART[waits[0]]
    return Turn.POLICE if has_left else Turn.MISSION


def problems_of_plan(day: date | None, *, today: date) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the day on which somebody is expected."""
    if day is None:
        yield "arrival_date", "day_missing"
    elif day < today:
        yield "arrival_date", "day_past"
    elif day - today > LONGEST_AHEAD:
        yield "arrival_date", "too_far_ahead"


def problems_of_day(
    day: date | None, *, today: date, earliest: date | None, field: str = "on_date"
) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a day on which something has happened: it comes after what it follows."""
    if day is None:
        yield field, "day_missing"
    elif day > today:
        yield field, "day_to_come"
    elif earliest is not None and day < earliest:
        yield field, "before_what_it_follows"


def details_end(*, state: str, over_date: date | None, planned_date: date | None, asked_date: date) -> date:
    """Give the first day on which details are destroyed.

    A reception that is over has the day it was; of one that nobody ends the planned day counts, or the day it
    was asked for.
    """
    if state in ENDED and over_date is not None:
        return over_date + DETAILS_KEPT
    return (planned_date or asked_date) + DETAILS_KEPT
