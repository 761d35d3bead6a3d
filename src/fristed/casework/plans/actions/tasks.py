"""The verbs of tasks. Permission, change and audit line are one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.plans.actions.storing import case_to_follow_up, new_key, open_case, row_to_change
from fristed.casework.plans.codes import TaskKind
from fristed.casework.plans.facts import TASKS
from fristed.casework.plans.models import Task
from fristed.casework.plans.refusals import PlanRefused
from fristed.casework.plans.rules import LONGEST_AHEAD
from fristed.casework.plans.words import name_of, problems_of_words, seal_words
from fristed.casework.teams.queries import who_may_work_on
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind


def set_task(
    *,
    reference: str,
    kind: str,
    account: int | None,
    due_date: date | None,
    text: str,
    by: Actor,
    at: datetime,
) -> str:
    """Set somebody a task in a case, and give its key; whoever is set one is told.

    Parameters
    ----------
    account
        Whose task it is; ``None`` where it is for all who work on the case.
    text
        What is to be done, sealed. It may be empty where the kind says enough.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    PlanRefused
        With every error: no day, a past one, an unknown kind, somebody who may not work on the case.
    """
    with transaction.atomic():
        case = open_case(by, reference)
        PlanRefused.raise_if(_problems(case, kind, account, due_date, text, at=at))
        assert due_date is not None  # noqa: S101  refused before
        row = Task.objects.create(
            case=case,
            key=new_key(),
            kind=kind,
            account_id=account,
            due_date=due_date,
            set_at=at,
            set_by=by.username,
        )
        if text.strip():
            seal_words(case, {name_of(TASKS, row.key): text.strip()}, by=by, at=at)
        if account is not None:
            notify(account_ids=[account], kind=NoticeKind.TASK_GIVEN, by=by, at=at, reference=case.reference)
        write_line(event="plan.task_set", by=by, at=at, subject=reference, facts={"task": row.key})
    return row.key


def _problems(
    case: Case, kind: str, account: int | None, due_date: date | None, text: str, *, at: datetime
) -> Iterable[tuple[str, str]]:
    if kind not in set(TaskKind):
        yield "kind", "unknown_value"
    if account is not None and not who_may_work_on(case, [account], at=at):
        yield "account", "not_a_colleague"
    yield from problems_of_day(due_date, "due_date", today=day_of(at))
    yield from problems_of_words(text, case.service, at=at, needed=kind == TaskKind.OTHER)


def problems_of_day(day: date | None, field: str, *, today: date) -> Iterable[tuple[str, str]]:
    """Find what is wrong with a day that something is planned for."""
    if day is None:
        yield field, "day_missing"
    elif day < today:
        yield field, "day_past"
    elif day - today > LONGEST_AHEAD:
        yield field, "too_far_ahead"


def finish_task(*, reference: str, key: str, by: Actor, at: datetime) -> None:
    """Note that a task is done.

    Raises
    ------
    NotPermitted, CaseNotFound, PlanRefused
        Without permission, without such a case within reach, or if there is no such open task.
    """
    with transaction.atomic():
        case = case_to_follow_up(by, reference)
        row = row_to_change(Task.objects.filter(case=case, key=key, done_at=None), "no_such_task")
        row.done_at, row.done_by = at, by.username
        row.save(update_fields=["done_at", "done_by"])
        write_line(event="plan.task_done", by=by, at=at, subject=reference, facts={"task": key})


def reopen_task(*, reference: str, key: str, by: Actor, at: datetime) -> None:
    """Note that a task is not done after all.

    Raises
    ------
    NotPermitted, CaseNotFound, PlanRefused
        Without permission, without such a case within reach, or if there is no such finished task.
    """
    with transaction.atomic():
        case = case_to_follow_up(by, reference)
        rows = Task.objects.filter(case=case, key=key, done_at__isnull=False)
        row = row_to_change(rows, "no_such_task")
        row.done_at, row.done_by = None, ""
        row.save(update_fields=["done_at", "done_by"])
        write_line(event="plan.task_reopened", by=by, at=at, subject=reference, facts={"task": key})
