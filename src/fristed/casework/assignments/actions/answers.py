"""The verbs of answers on public sites: counts that the site gives, noted one by one or from a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from fristed.casework.assignments.actions.storing import own_service, tell
from fristed.casework.assignments.answer_files import answers_of_file
from fristed.casework.assignments.codes import UNG_NO
from fristed.casework.assignments.facts import AnswersDraft
from fristed.casework.assignments.models import Answers
from fristed.casework.assignments.refusals import OutreachRefused
from fristed.casework.assignments.rules import SHARES, answers_problems
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.facts import Actor


def note_answers(*, draft: AnswersDraft, by: Actor, at: datetime) -> None:
    """Note what the site gives for a month or a year; what was noted of it before is replaced.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    OutreachRefused
        With every error by field.
    """
    own_service(by)
    with transaction.atomic():
        this_year = day_of(at).year
        found = answers_problems(draft.year, draft.month, draft.answers, draft.shares, this_year)
        OutreachRefused.raise_if(found)
        _keep([draft], by=by, at=at)
        tell("answers.noted", str(draft.year), by, at)


def import_answers(*, file: bytes, by: Actor, at: datetime) -> int:
    """Note every row of a file, or none; give how many rows there were.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    FileRefused
        With every fault, by row and column.
    """
    own_service(by)
    drafts = answers_of_file(file, this_year=day_of(at).year)
    with transaction.atomic():
        _keep(drafts, by=by, at=at)
        tell("answers.imported", str(max(one.year or 0 for one in drafts)), by, at)
    return len(drafts)


def _keep(drafts: Iterable[AnswersDraft], *, by: Actor, at: datetime) -> None:
    for one in drafts:
        Answers.objects.update_or_create(
            site=UNG_NO,
            year=one.year or 0,
            month=one.month or 0,
            defaults={
                "answers": one.answers or 0,
                **dict(zip(SHARES, one.shares, strict=True)),
                "noted_at": at,
                "noted_by": by.username,
            },
        )
