"""Decisions on plain values: when a follow-up is due, and what may be noted when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from fristed.casework.outcomes.facts import NotedState, Process
from fristed.methods.classifications import code_list
from fristed.methods.months import months_after

CLOSING, SIX_MONTHS = "closing", "six_months"
AREAS = code_list("outcome_areas").codes()
QUESTIONS = code_list("guidance_questions").codes()
MONTHS = 6
EARLY_DAYS = 30
SHORTEST_DAYS = 181
"""No six months are shorter."""


def follow_up_date(closed_date: date) -> date:
    """Give the day from which the state after six months is asked for."""
    return months_after(closed_date, MONTHS)


def follow_up_due(closed_date: date | None, states: Iterable[NotedState]) -> date | None:
    """Give the day of the follow-up that is still to be made; a case without a state at closing has none.

    Work that was taken up again and closed anew is followed up anew.
    """
    if closed_date is None:
        return None
    since = {state.moment for state in states if state.on_date >= closed_date}
    return follow_up_date(closed_date) if CLOSING in since and SIX_MONTHS not in since else None


def moment_problem(moment: str, *, closed_date: date | None, today: date) -> str:
    """Give why a state may not be noted now; empty where it may.

    A follow-up may be made a month early, when the person happens to call.
    """
    if moment not in code_list("outcome_moments").codes():
        return "unknown_moment"
    if closed_date is None:
        return "case_is_open"
    if moment == SIX_MONTHS and today < follow_up_date(closed_date) - timedelta(days=EARLY_DAYS):
        return "too_early"
    return ""


def level_problems(levels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Check that every area has a level, or "not known"."""
    yield from _coded("level_missing", AREAS, levels, "outcome_levels")


def answer_problems(answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Check that every question has an answer."""
    yield from _coded("answer_missing", QUESTIONS, answers, "guidance_answers")


def _coded(
    missing: str, fields: Iterable[str], given: Mapping[str, str], list_name: str
) -> Iterator[tuple[str, str]]:
    known = code_list(list_name).codes()
    yield from ((field, missing) for field in fields if given.get(field, "") not in known)


def process_of(contact_dates: Iterable[date], *, brought_in: int, to_bring_in: int) -> Process:
    """Give how the work went: a second contact on the first day is none days later."""
    days = sorted(contact_dates)
    return Process((days[1] - days[0]).days if len(days) > 1 else None, brought_in, to_bring_in)
