"""What is noted of outcomes, for those who reach the case, and which follow-ups are due."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value

from fristed.casework.cases.facts import CaseDetail, CasePage
from fristed.casework.cases.queries import rows_within_reach
from fristed.casework.outcomes.facts import CaseOutcome, DueFollowUp, NotedAnswers, NotedState
from fristed.casework.outcomes.models import Answers, State
from fristed.casework.outcomes.rules import (
    AREAS,
    CLOSING,
    QUESTIONS,
    SHORTEST_DAYS,
    SIX_MONTHS,
    follow_up_date,
    follow_up_due,
    process_of,
)
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission

MOST_LINES = 500
STATE, ANSWERED = "state", "answers"


def outcome_of(actor: Actor, case: CaseDetail) -> CaseOutcome:
    """Give what is noted of what became of a case; of one that the actor does not reach, nothing.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    within = rows_within_reach(actor).filter(reference=case.reference).values("pk")
    return _outcome(case, State.objects.filter(case__in=within), Answers.objects.filter(case__in=within))


def outcome_beside(page: CasePage) -> CaseOutcome:
    """Give what is noted of what became of a case whose page its reader has been given."""
    reference = page.case.reference
    states = State.objects.filter(case__reference=reference)
    return _outcome(page.case, states, Answers.objects.filter(case__reference=reference))


def _outcome(case: CaseDetail, states: QuerySet[State], answers: QuerySet[Answers]) -> CaseOutcome:
    noted, answered = _read_together(states, answers)
    return CaseOutcome(
        process=process_of(
            case.contact_dates,
            brought_in=len(case.agencies_involved),
            to_bring_in=len(case.agencies_to_involve),
        ),
        states=noted,
        answers=answered,
        follow_up_due=follow_up_due(case.closed_date, noted),
    )


def _read_together(
    states: QuerySet[State], answers: QuerySet[Answers]
) -> tuple[tuple[NotedState, ...], tuple[NotedAnswers, ...]]:
    """Read both tables in one question, oldest first."""
    blanks = {name: Value("", output_field=CharField()) for name in ("blank_1", "blank_2", "blank_3")}
    of_state = states.annotate(kind=Value(STATE, output_field=CharField())).values_list(
        "kind", "on_date", "pk", "moment", "not_made", *AREAS
    )
    of_answers = answers.annotate(kind=Value(ANSWERED, output_field=CharField()), **blanks).values_list(
        "kind", "on_date", "pk", "way", *QUESTIONS, *blanks
    )
    rows = sorted(of_state.union(of_answers, all=True))
    return (
        tuple(
            NotedState(moment, day, {} if not_made else dict(zip(AREAS, levels, strict=True)), not_made)
            for kind, day, _pk, moment, not_made, *levels in rows
            if kind == STATE
        ),
        tuple(
            NotedAnswers(day, way, dict(zip(QUESTIONS, given, strict=False)))
            for kind, day, _pk, way, *given in rows
            if kind == ANSWERED
        ),
    )


def follow_ups_due(actor: Actor, *, until: date, limit: int = MOST_LINES) -> tuple[DueFollowUp, ...]:
    """Give the cases within reach whose state after six months is to be asked for, the oldest first.

    Whoever keeps tasks may make one of each line; the case keeps the day, so a task need not.

    Parameters
    ----------
    until
        Those due on this day or before.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases in any register.
    """
    since = State.objects.filter(case=OuterRef("pk"), on_date__gte=OuterRef("closed_date"))
    rows = rows_within_reach(actor, Permission.CASE_FOLLOW_UP).filter(
        Exists(since.filter(moment=CLOSING)),
        ~Exists(since.filter(moment=SIX_MONTHS)),
        closed_date__lte=until - timedelta(days=SHORTEST_DAYS),
    )
    found = rows.order_by("closed_date", "pk").values_list("reference", "main_concern", "closed_date")
    lines = (
        DueFollowUp(reference, concern, closed, follow_up_date(closed))
        for reference, concern, closed in found[:limit]
        if closed is not None
    )
    return tuple(line for line in lines if line.due_date <= until)
