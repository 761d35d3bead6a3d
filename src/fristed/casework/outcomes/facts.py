"""Frozen records that cross the wall of this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NotedState:
    """A state as it was noted: a level of each area, or the reason why it was not asked."""

    moment: str
    on_date: date
    levels: Mapping[str, str]
    not_made: str = ""


@dataclass(frozen=True, slots=True)
class NotedAnswers:
    """What the asker answered, by question."""

    on_date: date
    way: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Process:
    """How the work went, as far as what is registered tells.

    Attributes
    ----------
    days_to_next_contact
        Days from the first contact to the next one registered; ``None`` where there is none.
    brought_in, to_bring_in
        Number of agencies that are in the case, and that shall be brought in.
    """

    days_to_next_contact: int | None
    brought_in: int
    to_bring_in: int


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """All that is noted of what became of a case, oldest first.

    ``follow_up_due`` is the day of the follow-up that is still to be made, or ``None``.
    """

    process: Process
    states: tuple[NotedState, ...]
    answers: tuple[NotedAnswers, ...]
    follow_up_due: date | None


@dataclass(frozen=True, slots=True)
class DueFollowUp:
    """A closed case whose state after six months is to be asked for from a day on."""

    reference: str
    main_concern: str
    closed_date: date
    due_date: date


@dataclass(frozen=True, slots=True)
class OutcomeFact:
    """One case in one year at one moment, for the statistics; nothing points at a person or a day.

    Attributes
    ----------
    moment
        A code of ``outcome_moments``, or ``answers`` for what the asker answered.
    values
        The code of each area, or of each question.
    """

    service: str
    year: int
    moment: str
    values: Mapping[str, str]
