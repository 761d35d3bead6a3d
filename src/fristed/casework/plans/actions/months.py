"""The sealed month in which a person turns 12, 15, 16 or 18: remembered, and taken away again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.casework.plans.actions.storing import case_to_follow_up, new_key, open_case, row_to_change
from fristed.casework.plans.facts import MONTHS
from fristed.casework.plans.models import MonthReminder
from fristed.casework.plans.refusals import PlanRefused
from fristed.casework.plans.rules import AGES, LONGEST_AHEAD, first_of_month, month_text
from fristed.casework.plans.words import name_of, seal_words, sealed_names, take_out_words
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor


def remember_month(*, reference: str, month: date | None, age: int | None, by: Actor, at: datetime) -> str:
    """Seal the month in which the person of a case reaches an age, and give the reminder's key.

    The row says only that there is a reminder: month and age lie in the vault until the month has come.

    Parameters
    ----------
    month
        Any day of it.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    PlanRefused
        With every error: no month, one that has begun, or another age.
    """
    with transaction.atomic():
        case = open_case(by, reference)
        PlanRefused.raise_if(_problems(month, age, today=day_of(at)))
        assert month is not None and age is not None  # noqa: S101, PT018  refused before
        row = MonthReminder.objects.create(
            case=case, key=new_key(), set_at=at, set_by=by.username, looked_date=day_of(at)
        )
        sealed = month_text(month.year, month.month, age)
        seal_words(case, {name_of(MONTHS, row.key): sealed}, by=by, at=at)
        write_line(event="plan.month_remembered", by=by, at=at, subject=reference)
    return row.key


def _problems(month: date | None, age: int | None, *, today: date) -> Iterable[tuple[str, str]]:
    if month is None:
        yield "month", "month_missing"
    elif first_of_month(month) <= today:
        yield "month", "month_past"
    elif month - today > LONGEST_AHEAD:
        yield "month", "too_far_ahead"
    if age not in AGES:
        yield "age", "unknown_value"


def forget_month(*, reference: str, key: str, by: Actor, at: datetime) -> None:
    """Take a sealed month away, unopened.

    Raises
    ------
    NotPermitted, CaseNotFound, PlanRefused
        Without permission, without such a case within reach, or if there is no such reminder.
    """
    with transaction.atomic():
        case = case_to_follow_up(by, reference)
        row = row_to_change(MonthReminder.objects.filter(case=case, key=key), "no_such_month")
        names = sealed_names(case, [MONTHS])
        if name := names.get((MONTHS, row.key)):
            take_out_words(case, [name], by=by, at=at)
        row.delete()
        write_line(event="plan.month_forgotten", by=by, at=at, subject=reference)
