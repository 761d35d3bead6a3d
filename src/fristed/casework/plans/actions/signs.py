"""The verbs of the contact plan: signs of life are promised, come, are withdrawn; alarms are answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from fristed.casework.cases.rules import day_of
from fristed.casework.plans.actions.storing import case_to_follow_up, new_key, open_case, row_to_change
from fristed.casework.plans.actions.tasks import problems_of_day
from fristed.casework.plans.codes import Answer
from fristed.casework.plans.facts import ALARMS
from fristed.casework.plans.models import Alarm, Sign
from fristed.casework.plans.refusals import PlanRefused
from fristed.casework.plans.rules import LONGEST_PLAN, MOST_SIGNS, due_times
from fristed.casework.plans.words import name_of, problems_of_words, seal_words
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.notifying.actions import settle_notices
from fristed.foundation.notifying.codes import ALARMING

CAME_AFTER_ALL = frozenset({Answer.REACHED})
MOST_DAYS_BETWEEN = 31


def promise_signs(
    *,
    reference: str,
    first_date: date | None,
    by_time: time | None,
    every_days: int | None,
    times: int | None,
    by: Actor,
    at: datetime,
) -> int:
    """Note that signs of life are promised, one or several with days between; give how many.

    Parameters
    ----------
    by_time
        The time of the day, in Oslo, by which each is to come; ``None`` for the end of the day.
    every_days, times
        Days from one to the next, and how many. One alone has no days between.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    PlanRefused
        With every error: no day, one that is past, too many, or one that is promised already.
    """
    with transaction.atomic():
        case = open_case(by, reference)
        PlanRefused.raise_if(_problems(first_date, by_time, every_days, times, at=at))
        assert first_date is not None and times is not None  # noqa: S101, PT018  refused before
        due = due_times(first_date, by=by_time, every_days=every_days or 1, times=times)
        if Sign.objects.filter(case=case, due_at__in=due, withdrawn_at=None).exists():
            raise PlanRefused(("first_date", "promised_already"))
        Sign.objects.bulk_create(
            Sign(case=case, key=new_key(), due_at=one, set_at=at, set_by=by.username) for one in due
        )
        facts: dict[str, str | int] = {"signs": len(due)}
        write_line(event="plan.signs_promised", by=by, at=at, subject=reference, facts=facts)
    return len(due)


def _problems(
    first_date: date | None, by_time: time | None, every_days: int | None, times: int | None, *, at: datetime
) -> Iterable[tuple[str, str]]:
    yield from problems_of_day(first_date, "first_date", today=day_of(at))
    between = every_days if times != 1 else 1
    if between is None or not 1 <= between <= MOST_DAYS_BETWEEN:
        yield "every_days", "days_between"
    if (
        times is None
        or not 1 <= times <= MOST_SIGNS
        or (between is not None and timedelta(days=between * times) > LONGEST_PLAN)
    ):
        yield "times", "too_many"
    if first_date is not None and first_date >= day_of(at):
        [first] = due_times(first_date, by=by_time, every_days=1, times=1)
        if first <= at:
            yield "by_time", "time_past"


def note_sign(*, reference: str, key: str, by: Actor, at: datetime) -> None:
    """Note that a promised sign of life has come; one whose alarm waits is answered instead.

    Raises
    ------
    NotPermitted, CaseNotFound, PlanRefused
        Without permission, without such a case within reach, or if no such sign is waited for.
    """
    with transaction.atomic():
        row = _awaited(reference, key, by)
        row.came_at, row.noted_by = at, by.username
        row.save(update_fields=["came_at", "noted_by"])
        write_line(event="plan.sign_came", by=by, at=at, subject=reference, facts={"sign": key})


def withdraw_sign(*, reference: str, key: str, by: Actor, at: datetime) -> None:
    """Note that a sign of life is not promised any more, so that no alarm fires.

    Raises
    ------
    NotPermitted, CaseNotFound, PlanRefused
        Without permission, without such a case within reach, or if no such sign is waited for.
    """
    with transaction.atomic():
        row = _awaited(reference, key, by)
        row.withdrawn_at, row.noted_by = at, by.username
        row.save(update_fields=["withdrawn_at", "noted_by"])
        write_line(event="plan.sign_withdrawn", by=by, at=at, subject=reference, facts={"sign": key})


def await_sign(*, reference: str, key: str, by: Actor, at: datetime) -> None:
    """Take back that a sign of life came or was withdrawn: it is waited for again, and its alarm with it.

    Where the time is past already, the alarm fires the next time the clock looks.

    Raises
    ------
    NotPermitted, CaseNotFound, PlanRefused
        Without permission, without such a case within reach, if no such sign was noted, if it was answered
        for by an alarm, or if another is promised for the same time by now.
    """
    with transaction.atomic():
        case = case_to_follow_up(by, reference)
        noted = Q(came_at__isnull=False) | Q(withdrawn_at__isnull=False)
        row = row_to_change(Sign.objects.filter(noted, case=case, key=key), "no_such_sign")
        if Alarm.objects.filter(sign=row).exists():
            raise PlanRefused(("", "no_such_sign"))
        standing = Sign.objects.filter(case=case, due_at=row.due_at, withdrawn_at=None)
        if standing.exclude(pk=row.pk).exists():
            raise PlanRefused(("", "promised_already"))
        row.came_at, row.withdrawn_at, row.noted_by = None, None, ""
        row.save(update_fields=["came_at", "withdrawn_at", "noted_by"])
        write_line(event="plan.sign_awaited_again", by=by, at=at, subject=reference, facts={"sign": key})


def _awaited(reference: str, key: str, by: Actor) -> Sign:
    """Give a sign that is waited for; the clock that would fire its alarm waits for the same lock."""
    case = case_to_follow_up(by, reference)
    rows = Sign.objects.filter(case=case, key=key, came_at=None, withdrawn_at=None)
    row = row_to_change(rows, "no_such_sign")
    if Alarm.objects.filter(sign=row).exists():
        raise PlanRefused(("", "alarm_is_open"))
    return row


def look_at_alarm(*, reference: str, key: str, by: Actor, at: datetime) -> None:
    """Note that somebody looks into an alarm, so that the leader need not be told that nobody does.

    Raises
    ------
    NotPermitted, CaseNotFound, PlanRefused
        Without permission, without such a case within reach, or if no such alarm waits.
    """
    with transaction.atomic():
        row = _open_alarm(reference, key, by)
        if row.looked_at is None:
            row.looked_at, row.looked_by = at, by.username
            row.save(update_fields=["looked_at", "looked_by"])
            write_line(event="plan.alarm_looked_at", by=by, at=at, subject=reference, facts={"sign": key})


def answer_alarm(*, reference: str, key: str, answer: str, text: str, by: Actor, at: datetime) -> None:
    """Answer an alarm with what was done; the words are sealed, once and for all.

    An answer that the person was reached also notes that the sign came, late.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    PlanRefused
        With every error: no such alarm, an unknown answer, or no words of what was done.
    """
    with transaction.atomic():
        row = _open_alarm(reference, key, by)
        case = row.case
        PlanRefused.raise_if(
            [
                *([("answer", "unknown_value")] if answer not in set(Answer) else []),
                *problems_of_words(text, case.service, at=at),
            ]
        )
        seal_words(case, {name_of(ALARMS, key): text.strip()}, by=by, at=at)
        row.answer, row.answered_at, row.answered_by = answer, at, by.username
        row.looked_at, row.looked_by = row.looked_at or at, row.looked_by or by.username
        row.save()
        if answer in CAME_AFTER_ALL:
            Sign.objects.filter(pk=row.sign_id).update(came_at=at, noted_by=by.username)
        if not Alarm.objects.filter(case=case, answered_at=None).exists():
            settle_notices(kinds=ALARMING, reference=reference, at=at)
        facts: dict[str, str | int] = {"sign": key, "answer": answer}
        write_line(event="plan.alarm_answered", by=by, at=at, subject=reference, facts=facts)


def _open_alarm(reference: str, key: str, by: Actor) -> Alarm:
    case = case_to_follow_up(by, reference)
    rows = Alarm.objects.filter(case=case, sign__key=key, answered_at=None).select_related("case")
    return row_to_change(rows, "no_open_alarm")
