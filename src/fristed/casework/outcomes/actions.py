"""The verbs of outcomes. Permission, change and audit line are one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.actions.following_up import close_case
from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.outcomes.models import Answers, State
from fristed.casework.outcomes.refusals import OutcomeRefused
from fristed.casework.outcomes.rules import (
    AREAS,
    CLOSING,
    QUESTIONS,
    SIX_MONTHS,
    answer_problems,
    follow_up_due,
    level_problems,
    moment_problem,
)
from fristed.casework.outcomes.storing import state_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.methods.classifications import code_list


def close_with_outcome(
    *,
    reference: str,
    on_date: date | None,
    outcome: str,
    levels: Mapping[str, str] | None,
    by: Actor,
    at: datetime,
) -> None:
    """Close a case, with its outcome and the person's state where they are given.

    Parameters
    ----------
    outcome
        A code of ``case_outcomes``; empty leaves what is noted as it is.
    levels
        A level of every area; ``None`` notes no state, and no follow-up is offered then.

    Raises
    ------
    NotPermitted, CaseNotFound, RegistrationRefused, OutcomeRefused
        Without permission, without such a case within reach, or with errors by field.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        OutcomeRefused.raise_if([*_outcome_problems(outcome, day_of(at)), *_level_problems_if(levels)])
        close_case(reference=reference, on_date=on_date, by=by, at=at)
        if outcome and outcome != case.outcome:
            Case.objects.filter(pk=case.pk).update(outcome=outcome)
            write_line(event="outcome.noted", by=by, at=at, subject=reference)
        if levels is not None and on_date is not None:
            _store_state(case, CLOSING, on_date, levels, by=by, at=at)


def _level_problems_if(levels: Mapping[str, str] | None) -> Iterator[tuple[str, str]]:
    """Check levels where there are any."""
    yield from () if levels is None else level_problems(levels)


def _outcome_problems(outcome: str, today: date) -> Iterator[tuple[str, str]]:
    if outcome and not code_list("case_outcomes").is_valid(outcome, today.year):
        yield "outcome", "unknown_outcome"


def note_state(*, reference: str, moment: str, levels: Mapping[str, str], by: Actor, at: datetime) -> None:
    """Note how the person is today on the five areas, at closing or after six months.

    Raises
    ------
    NotPermitted, CaseNotFound, OutcomeRefused
        Without permission, without such a case within reach, or with errors by field.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        today = day_of(at)
        problem = moment_problem(moment, closed_date=case.closed_date, today=today)
        OutcomeRefused.raise_if([*([("moment", problem)] if problem else []), *level_problems(levels)])
        _store_state(case, moment, today, levels, by=by, at=at)


def _store_state(
    case: Case, moment: str, on_date: date, levels: Mapping[str, str], *, by: Actor, at: datetime
) -> None:
    State.objects.create(
        case=case,
        moment=moment,
        on_date=on_date,
        noted_at=at,
        noted_by=by.username,
        **{area: levels[area] for area in AREAS},
    )
    write_line(event="outcome.state_noted", by=by, at=at, subject=case.reference, facts={"moment": moment})


def leave_out_follow_up(*, reference: str, reason: str, by: Actor, at: datetime) -> None:
    """Say why the state after six months is not asked for; the case leaves the list of what is due.

    Raises
    ------
    NotPermitted, CaseNotFound, OutcomeRefused
        Without permission, without such a case within reach, without a reason, or when nothing is due.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        if reason not in code_list("follow_up_reasons").codes():
            raise OutcomeRefused(("reason", "reason_missing"))
        states = [state_of(row) for row in State.objects.filter(case=case)]
        if follow_up_due(case.closed_date, states) is None:
            raise OutcomeRefused(("reason", "nothing_due"))
        State.objects.create(
            case=case,
            moment=SIX_MONTHS,
            on_date=day_of(at),
            noted_at=at,
            noted_by=by.username,
            not_made=reason,
        )
        write_line(event="outcome.follow_up_left_out", by=by, at=at, subject=reference)


def note_answers(
    *, reference: str, on_date: date | None, way: str, answers: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """Note what the one who asked for guidance answers to the three questions.

    Raises
    ------
    NotPermitted, CaseNotFound, OutcomeRefused
        Without permission, without such a case within reach, or with errors by field.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        first, today = case.first_contact_date, day_of(at)
        OutcomeRefused.raise_if(
            [
                *_day_problems(on_date, first=first, today=today),
                *([] if way in code_list("answer_ways").codes() else [("way", "way_missing")]),
                *answer_problems(answers),
            ]
        )
        Answers.objects.create(
            case=case,
            on_date=on_date or today,
            noted_at=at,
            noted_by=by.username,
            way=way,
            **{question: answers[question] for question in QUESTIONS},
        )
        write_line(event="outcome.answers_noted", by=by, at=at, subject=reference)


def _day_problems(on_date: date | None, *, first: date, today: date) -> Iterator[tuple[str, str]]:
    if on_date is None:
        yield "on_date", "date_missing"
    elif on_date > today:
        yield "on_date", "date_in_future"
    elif on_date < first:
        yield "on_date", "date_before_first_contact"
