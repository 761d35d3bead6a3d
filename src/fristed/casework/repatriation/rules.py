"""Decisions about journeys home on plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from fristed.casework.parties.codes import Age
from fristed.casework.repatriation.codes import GRANTS, Accompanied, Answer, Ground, State, Turn

LONGEST_AHEAD = timedelta(days=366)
MOST_KRONER = 10_000_000
MOST_RECEIPTS = 1_000

# From which state which may follow; what is not here is refused.
FOLLOWS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        State.DRAFTED: frozenset({State.SUBMITTED, State.WITHDRAWN}),
        State.SUBMITTED: frozenset(
            {
                State.INFORMATION_REQUESTED,
                State.GRANTED,
                State.REFUSED,
                State.TICKET_BOOKED,
                State.WITHDRAWN,
            }
        ),
        State.INFORMATION_REQUESTED: frozenset({State.SUBMITTED, State.REFUSED, State.WITHDRAWN}),
        State.GRANTED: frozenset({State.TICKET_BOOKED, State.WITHDRAWN}),
        State.REFUSED: frozenset({State.TICKET_BOOKED}),
        State.TICKET_BOOKED: frozenset({State.TICKET_BOOKED, State.TRAVELLED, State.NOT_TRAVELLED}),
        State.TRAVELLED: frozenset({State.SETTLED}),
        State.NOT_TRAVELLED: frozenset({State.TICKET_BOOKED, State.SETTLED}),
        State.SETTLED: frozenset(),
        State.WITHDRAWN: frozenset(),
    }
)
AFTER_TRAVEL = frozenset({State.TRAVELLED, State.NOT_TRAVELLED, State.SETTLED})
OVER = frozenset({State.SETTLED, State.WITHDRAWN})


def may_follow(before: str, after: str, *, asks_refund: bool, was_granted: bool) -> bool:
    """Whether an application in one state may come into another.

    Refund and reception are independent: who asks for reception only books without a decision, and who is
    refused may travel on other means. Only what was granted is settled.

    Examples
    --------
    >>> may_follow("submitted", "ticket_booked", asks_refund=True, was_granted=False)
    False
    >>> may_follow("submitted", "ticket_booked", asks_refund=False, was_granted=False)
    True
    """
    if after not in FOLLOWS.get(before, frozenset()):
        return False
    if after in (State.GRANTED, State.REFUSED, State.INFORMATION_REQUESTED):
        return asks_refund
    if (before, after) == (State.SUBMITTED, State.TICKET_BOOKED):
        return not asks_refund
    return was_granted if after == State.SETTLED else True


def whose_turn(
    state: str, *, asks_refund: bool, was_granted: bool, has_claim: bool, waits_for_reception: bool
) -> Turn:
    """Say whose step it is.

    Examples
    --------
    >>> given = {"asks_refund": True, "was_granted": True, "has_claim": False, "waits_for_reception": True}
    >>> [str(whose_turn(one, **given)) for one in ("submitted", "granted", "ticket_booked", "travelled")]
    ['decider', 'mission', 'coordinator', 'mission']
    """
    if state in OVER:
        return Turn.NOBODY
    if state == State.SUBMITTED:
        return Turn.DECIDER if asks_refund else Turn.MISSION
    if state == State.TICKET_BOOKED and waits_for_reception:
        return Turn.COORDINATOR
    if state == State.TRAVELLED and not was_granted:
        return Turn.NOBODY
    if state in (State.TRAVELLED, State.NOT_TRAVELLED) and has_claim:
        return Turn.DECIDER
    return Turn.MISSION


def problems_of_decision(
    ground: str,
    *,
    granted: bool,
    text: str,
    appeal_told: bool,
    conditions: Iterable[str],
    answers: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a decision: it has grounds, in words, and tells of the appeal.

    It is granted only when every condition in force has been answered, and all are met; where one is not
    met or is unclear, an exception is its own ground.
    """
    known = {str(one) for one in Ground}
    if ground not in known or (ground in GRANTS) != granted:
        yield "ground", "ground_missing"
    if not text.strip():
        yield "text", "text_missing"
    if not appeal_told:
        yield "appeal_told", "appeal_missing"
    if granted:
        given = [answers.get(one, "") for one in conditions]
        if not all(given):
            yield "", "conditions_unanswered"
        elif ground == Ground.CONDITIONS_MET and any(one != Answer.MET for one in given):
            yield "ground", "condition_not_met"


def problems_of_ticket(
    travel: date | None, arrival: date | None, *, today: date
) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the days of a ticket."""
    for field, day in (("travel_date", travel), ("arrival_date", arrival)):
        if day is None:
            yield field, "day_missing"
        elif day < today:
            yield field, "day_past"
        elif day - today > LONGEST_AHEAD:
            yield field, "too_far_ahead"
    if travel and arrival and arrival < travel:
        yield "arrival_date", "before_what_it_follows"


def problems_of_claim(kroner: int | None, receipts: int | None) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a claim, in whole Norwegian kroner and a number of receipts."""
    if kroner is None or not 0 < kroner <= MOST_KRONER:
        yield "kroner", "kroner_missing"
    if receipts is None or not 0 < receipts <= MOST_RECEIPTS:
        yield "receipts", "receipts_missing"


def problems_of_settlement(kroner: int | None, *, claimed: int | None) -> Iterator[tuple[str, str]]:
    """Say what is wrong with what is paid: never more than was claimed."""
    if claimed is None:
        yield "", "not_claimed"
    elif kroner is None or kroner < 0:
        yield "kroner", "kroner_missing"
    elif kroner > claimed:
        yield "kroner", "more_than_claimed"


def accompanied_by(age_group: str, others: Iterable[str]) -> Accompanied:
    """Say how somebody is counted: an adult with children or not, a child with an adult or alone.

    Parameters
    ----------
    others
        The age groups of the others in the travel group.

    Examples
    --------
    >>> str(accompanied_by("adult_18_plus", ["child_under_18"])), str(accompanied_by("child_under_18", []))
    ('children', 'none')
    """
    groups = set(others)
    if age_group == Age.ADULT and Age.CHILD in groups:
        return Accompanied.CHILDREN
    return Accompanied.ADULT if Age.ADULT in groups else Accompanied.NONE
