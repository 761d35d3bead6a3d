"""What is noted of outcomes, in words, and drawn: two moments beside each other, never one sum of levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fristed.casework.outcomes.facts import CaseOutcome, DueFollowUp, NotedState, Process
from fristed.casework.outcomes.rules import AREAS, CLOSING, QUESTIONS, SIX_MONTHS
from fristed.interfaces.web import labels
from fristed.interfaces.web.statistics.drawing import frame, rectangle, text

UNKNOWN = "unknown"
HIGHEST = 4
ROW, BAR = 58, 12
CSS = {CLOSING: "soft-bar", SIX_MONTHS: "bar"}


@dataclass(frozen=True, slots=True)
class ShownState:
    """A noted state as the head of a column."""

    moment: str
    on_date: date
    not_made: str


@dataclass(frozen=True, slots=True)
class ShownLevel:
    """One level: the number, or that it is not known, and what it means."""

    level: str
    meaning: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One area, or one question, with what was noted each time."""

    name: str
    cells: tuple[ShownLevel, ...]


@dataclass(frozen=True, slots=True)
class ShownAnswers:
    """The answers of one time as the head of a column."""

    on_date: date
    way: str


@dataclass(frozen=True, slots=True)
class ShownOutcome:
    """What the page of a case shows."""

    next_contact: str
    agencies: str
    states: tuple[ShownState, ...]
    areas: tuple[ShownRow, ...]
    figure: SafeString | None
    left_out: tuple[ShownState, ...]
    answers: tuple[ShownAnswers, ...]
    questions: tuple[ShownRow, ...]
    follow_up_due: date | None


@dataclass(frozen=True, slots=True)
class ShownDue:
    """A line of the list of follow-ups."""

    reference: str
    main_concern: str
    closed_date: date
    due_date: date
    is_due: bool


def shown_outcome(found: CaseOutcome) -> ShownOutcome:
    """Put what is noted of a case into words."""
    made = tuple(state for state in found.states if not state.not_made)
    return ShownOutcome(
        next_contact=_days(found.process),
        agencies=_agencies(found.process),
        states=tuple(map(_state, made)),
        areas=tuple(_area_row(area, made) for area in AREAS) if made else (),
        figure=figure_of(made) if made else None,
        left_out=tuple(_state(state) for state in found.states if state.not_made),
        answers=tuple(
            ShownAnswers(one.on_date, labels.label("answer_ways", one.way)) for one in found.answers
        ),
        questions=tuple(_questions(found)) if found.answers else (),
        follow_up_due=found.follow_up_due,
    )


def _days(process: Process) -> str:
    days = process.days_to_next_contact
    if days is None:
        return _("None registered")
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def _agencies(process: Process) -> str:
    return _("%(in)d in, %(to)d to be brought in") % {"in": process.brought_in, "to": process.to_bring_in}


def _state(state: NotedState) -> ShownState:
    reason = labels.label("follow_up_reasons", state.not_made) if state.not_made else ""
    return ShownState(labels.label("outcome_moments", state.moment), state.on_date, reason)


def _area_row(area: str, states: Iterable[NotedState]) -> ShownRow:
    return ShownRow(
        labels.label("outcome_areas", area), tuple(shown_level(area, one.levels[area]) for one in states)
    )


def shown_level(area: str, level: str) -> ShownLevel:
    """Give a level of an area with its anchor."""
    if level == UNKNOWN:
        return ShownLevel(labels.label("outcome_levels", level), "")
    return ShownLevel(level, labels.label("outcome_anchors", f"{area}_{level}"))


def _questions(found: CaseOutcome) -> Iterator[ShownRow]:
    for question in QUESTIONS:
        cells = tuple(
            ShownLevel(labels.label("guidance_answers", one.answers[question]), "") for one in found.answers
        )
        yield ShownRow(labels.label("guidance_questions", question), cells)


def figure_of(states: Iterable[NotedState]) -> SafeString:
    """Draw the newest state of each moment, area by area; what is not known has no bar."""
    newest = {state.moment: state for state in states}
    drawn = [newest[moment] for moment in (CLOSING, SIX_MONTHS) if moment in newest]
    marks = [mark for place, area in enumerate(AREAS) for mark in _marks(area, drawn, top=place * ROW)]
    description = _("Five areas, each from 0 (worst) to 4 (best). The table beside has the same numbers.")
    return frame("outcome", ROW * len(AREAS), _("The state over time"), description, marks)


def _marks(area: str, states: Iterable[NotedState], *, top: int) -> Iterator[SafeString]:
    yield text(labels.label("outcome_areas", area), left=0, top=top + 14)
    for place, state in enumerate(states):
        level, upper = state.levels[area], top + 20 + place * (BAR + 3)
        yield rectangle("track", left=0, top=upper, width=90, height=BAR)
        if level != UNKNOWN:
            # A level of 0 is a thin mark, so that it is not taken for one that is not known.
            width = max(1.0, 90 * int(level) / HIGHEST)
            yield rectangle(CSS[state.moment], left=0, top=upper, width=width, height=BAR)
        yield text("–" if level == UNKNOWN else level, left=100, top=upper + 11, anchor="end", css="soft")


def shown_due(line: DueFollowUp, *, today: date) -> ShownDue:
    """Put a line of the list of follow-ups into words."""
    concern = labels.label("main_concerns", line.main_concern)
    return ShownDue(line.reference, concern, line.closed_date, line.due_date, line.due_date <= today)
