"""Judging conditions, asking for more, and deciding: with grounds in words, and word of the appeal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.casework.repatriation.actions.storing import (
    go_on,
    name_of,
    own_application,
    owner_of_words,
    problems_of_text,
    seal_words,
    tell,
    tell_applicant,
    to_decide,
)
from fristed.casework.repatriation.codes import Answer, State
from fristed.casework.repatriation.facts import GROUNDS, QUESTION, REPLY, TABLE, Texts
from fristed.casework.repatriation.known import conditions_on
from fristed.casework.repatriation.models import Application, Judged
from fristed.casework.repatriation.queries import application_within_reach
from fristed.casework.repatriation.refusals import JourneyRefused
from fristed.casework.repatriation.rules import problems_of_decision
from fristed.foundation.identity.facts import Actor
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind
from fristed.foundation.vault.actions import NotSealed, opened_many
from fristed.foundation.vault.queries import sealed_fields

OPEN_TO_JUDGE = (State.SUBMITTED.value, State.INFORMATION_REQUESTED.value)


def answer_condition(*, reference: str, condition: str, answer: str, by: Actor, at: datetime) -> None:
    """Say whether a condition in force is met in an application; it can be said otherwise until the decision.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        If the actor does not decide, there is no such application, condition or answer, or it is decided.
    """
    with transaction.atomic():
        row = to_decide(by, reference, at=at)
        JourneyRefused.raise_if(_problems_of_answer(row, condition, answer, at=at))
        given = {"answer": answer, "judged_at": at, "judged_by": by.username}
        Judged.objects.update_or_create(application=row, condition=condition, defaults=given)
        tell("journey.condition_answered", row, by=by, at=at, condition=condition, answer=answer)


def _problems_of_answer(
    row: Application, condition: str, answer: str, *, at: datetime
) -> Iterator[tuple[str, str]]:
    if row.state not in OPEN_TO_JUDGE or not row.asks_refund:
        yield "", "not_now"
    if condition not in {one.code for one in conditions_on(day_of(at))}:
        yield "condition", "unknown_condition"
    if answer not in tuple(Answer):
        yield "answer", "unknown_value"


def request_information(*, reference: str, text: str, by: Actor, at: datetime) -> None:
    """Ask the applying side for more; the question is sealed.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        If the actor does not decide, there is no such application, nothing is asked, or it is not its turn.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = to_decide(by, reference, at=at)
        JourneyRefused.raise_if(problems_of_text(text, row, at=at, missing="words_missing"))
        go_on(row, State.INFORMATION_REQUESTED, at=at)
        row.questions += 1
        row.save()
        seal_words(row, name_of(row, QUESTION, row.questions), text, by=by, at=at)
        tell("journey.information_requested", row, by=by, at=at)
        tell_applicant(row, by=by, at=at)


def give_information(*, reference: str, text: str, by: Actor, at: datetime) -> None:
    """Answer what was asked; the answer is sealed, and it is for the other side to decide again.

    Raises
    ------
    NotPermitted, CaseNotFound, JourneyRefused
        Without permission, without such an application of the own service, if nothing was asked or answered.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = own_application(by, reference, at=at)
        JourneyRefused.raise_if(problems_of_text(text, row, at=at, missing="words_missing"))
        if row.state != State.INFORMATION_REQUESTED:
            raise JourneyRefused(("", "not_now"))
        go_on(row, State.SUBMITTED, at=at)
        row.save()
        seal_words(row, name_of(row, REPLY, row.questions), text, by=by, at=at)
        tell("journey.information_given", row, by=by, at=at)
        told = [row.responsible] if row.responsible else []
        notify(account_ids=told, kind=NoticeKind.JOURNEY_MOVED, by=by, at=at)


def decide_application(
    *, reference: str, granted: bool, ground: str, text: str, appeal_told: bool, by: Actor, at: datetime
) -> None:
    """Grant or refuse the refund. Reception is another thing, and goes on whatever is decided here.

    Parameters
    ----------
    ground
        A code of the grounds that go with the decision.
    text
        The grounds in words, sealed.
    appeal_told
        Whether the decision says how it can be appealed; it must.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does not decide, or there is no such application for them.
    JourneyRefused
        With every error: no grounds, no word of the appeal, conditions unanswered or not met, not its turn.
    """
    by = replace(by, at=at)
    with transaction.atomic():
        row = to_decide(by, reference, at=at)
        conditions = [one.code for one in conditions_on(day_of(at))]
        answers = dict(Judged.objects.filter(application=row).values_list("condition", "answer"))
        JourneyRefused.raise_if(
            (
                *problems_of_decision(
                    ground,
                    granted=granted,
                    text=text,
                    appeal_told=appeal_told,
                    conditions=conditions,
                    answers=answers,
                ),
                *problems_of_text(text or "-", row, at=at, missing="text_missing"),
            )
        )
        outcome = State.GRANTED if granted else State.REFUSED
        go_on(row, outcome, at=at)
        row.outcome, row.ground, row.appeal_told = outcome.value, ground, True
        row.decided_at, row.decided_by = at, by.username
        row.save()
        seal_words(row, name_of(row, GROUNDS), text, by=by, at=at)
        tell("journey.decided", row, by=by, at=at, outcome=outcome.value, ground=ground)
        tell_applicant(row, by=by, at=at)


def read_texts(*, reference: str, by: Actor, at: datetime) -> Texts:
    """Open the words of an application for who may read it, in one call to the vault, on record before.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not read cases, or there is no such application within reach.
    """
    row = application_within_reach(replace(by, at=at), reference)
    ours = {name_of(row, GROUNDS)}
    for number in range(1, row.questions + 1):
        ours |= {name_of(row, QUESTION, number), name_of(row, REPLY, number)}
    owner = owner_of_words(row)
    stored = [one.field for one in sealed_fields(owner, table=TABLE) if one.field in ours]
    if not stored:
        return Texts()
    try:
        found = opened_many(owner=owner, fields=stored, by=by, at=at)
    except NotSealed:
        return Texts()
    pairs = (
        (found.get(name_of(row, QUESTION, one), ""), found.get(name_of(row, REPLY, one), ""))
        for one in range(1, row.questions + 1)
    )
    return Texts(found.get(name_of(row, GROUNDS), ""), tuple(pairs))
