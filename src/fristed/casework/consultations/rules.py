"""Decisions on plain values: which state follows which, how long to wait after a wrong code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from fristed.casework.cases.facts import Problem
from fristed.casework.consultations.codes import (
    CallBack,
    ConsultationState,
    ContactTime,
    PhoneWatched,
    Say,
)
from fristed.casework.consultations.facts import ContactRule

DRAFT_LIVES = timedelta(days=7)
LONGEST_WORDS = 2000
# Codes that lead nowhere: this many are free, then each takes twice as long, up to the longest wait.
FREE_TRIES = MappingProxyType({"account": 5, "service": 30})
LONGEST_WAIT = MappingProxyType({"account": timedelta(minutes=15), "service": timedelta(minutes=5)})
FORGOTTEN_AFTER = timedelta(hours=24)

_ON = frozenset({ConsultationState.ASSIGNED, ConsultationState.ADVISED, ConsultationState.CLOSED})
# A consultation is received, goes to somebody with the right field, and is answered; whoever calls again
# repeats it. It ends as closed, or is linked to a followed-up case (which only that decision does).
FOLLOWS: Mapping[ConsultationState, frozenset[ConsultationState]] = MappingProxyType(
    {
        ConsultationState.RECEIVED: _ON,
        ConsultationState.ASSIGNED: _ON - {ConsultationState.ASSIGNED},
        ConsultationState.ADVISED: _ON - {ConsultationState.ADVISED},
        ConsultationState.REPEATED: _ON,
        ConsultationState.CLOSED: frozenset(),
        ConsultationState.CONVERTED: frozenset(),
    }
)


def may_follow(state: str, to: str) -> bool:
    """Whether somebody may move a consultation from one state to another by hand.

    Examples
    --------
    >>> may_follow("received", "advised"), may_follow("closed", "advised")
    (True, False)
    """
    return to in FOLLOWS.get(ConsultationState(state), frozenset())


def wait_after(kind: str, failed: int) -> timedelta:
    """Give how long to wait after so many wrong codes in a row: nothing at first, then twice as long.

    Examples
    --------
    >>> wait_after("account", 4), wait_after("account", 8)
    (datetime.timedelta(0), datetime.timedelta(seconds=8))
    """
    beyond = failed - FREE_TRIES[kind]
    if beyond < 0:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(beyond, 20)), LONGEST_WAIT[kind])


def contact_rule_problems(rule: ContactRule) -> Iterator[Problem]:
    """Check how to make contact: whether one may call and whether the telephone is watched must be known."""
    yield from _problems("call_back", rule.call_back, CallBack, is_required=True)
    yield from _problems("phone_watched", rule.phone_watched, PhoneWatched, is_required=True)
    yield from _problems("time", rule.time, ContactTime)
    yield from _problems("say", rule.say, Say)
    if len(rule.words) > LONGEST_WORDS:
        yield Problem("words", "too_long")


def _problems(field: str, code: str, codes: type[StrEnum], *, is_required: bool = False) -> Iterator[Problem]:
    if not code and is_required:
        yield Problem(field, "required")
    elif code and code not in list(codes):
        yield Problem(field, "unknown_code")
