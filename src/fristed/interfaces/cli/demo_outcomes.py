"""Outcomes in the demo: some invented cases are closed with a state, and the tables of that year are made."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fristed.casework.cases.facts import CaseFilters
from fristed.casework.cases.queries import cases_visible_to
from fristed.casework.cases.rules import day_of
from fristed.casework.outcomes.actions import close_with_outcome, note_answers, note_state
from fristed.casework.outcomes.rules import AREAS, QUESTIONS
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM, actor_named
from fristed.statistics.outcomes.computing import compute_outcomes
from fristed.statistics.outcomes.storing import made_or_going_on

CASES = 24
# The newest stay open: they have the journals, moves and plans of the demo.
LEFT_OPEN = 40
LEVELS = ("3", "2", "3", "3", "4", "3", "2", "3")
ANSWERS = ("yes", "yes", "partly", "yes", "yes")
WEEK = timedelta(days=7)


def outcomes_in_demo(*, year: int, at: datetime) -> None:
    """Close some of the last cases of a year's register in the year after, with all that goes with it.

    In each service alike; what is chosen follows from the place of the case alone, so that the same demo is
    made each time. What has been made already is left alone.
    """
    if made_or_going_on(year + 1, day_of(at)):
        return
    for username in ("aud", "bo", "cem"):
        worker = actor_named(username)
        wanted = CaseFilters(year=year, status="open")
        found = cases_visible_to(worker, wanted, start=LEFT_OPEN, limit=CASES)
        for place, line in enumerate(found.lines):
            _close(line.reference, place, year=year + 1, by=worker, at=at)
    compute_outcomes(year=year + 1, by=SYSTEM, at=at)


def _close(reference: str, place: int, *, year: int, by: Actor, at: datetime) -> None:
    closed = date(year, 1, 13) + place * WEEK
    levels = {area: LEVELS[(place + 3 * number) % len(LEVELS)] for number, area in enumerate(AREAS)}
    close_with_outcome(
        reference=reference, on_date=closed, outcome="guidance_given", levels=levels, by=by, at=at
    )
    if place % 3 == 0:
        better = {area: _one_up(level) for area, level in levels.items()}
        note_state(reference=reference, moment="six_months", levels=better, by=by, at=at)
    if place % 2 == 0:
        answers = {name: ANSWERS[(place + number) % len(ANSWERS)] for number, name in enumerate(QUESTIONS)}
        note_answers(reference=reference, on_date=closed, way="phone", answers=answers, by=by, at=at)


def _one_up(level: str) -> str:
    return level if level in ("unknown", "4") else str(int(level) + 1)
