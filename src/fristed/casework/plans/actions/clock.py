"""What happens to plans by the clock. Each can be asked at any time and any number of times: once is enough.

One thing is one transaction: what was done stays done when the program is killed, and what was not is done
the next time.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.plans.actions.storing import each_apart, new_key
from fristed.casework.plans.codes import TaskKind
from fristed.casework.plans.facts import MONTHS, TASKS
from fristed.casework.plans.models import Alarm, MonthReminder, SafetyPlan, Sign, Task
from fristed.casework.plans.rules import LEADER_AFTER, age_text, first_of_month, month_of
from fristed.casework.plans.words import name_of, open_words, seal_words, sealed_names, take_out_words
from fristed.casework.teams.queries import to_be_told, who_may_work_on
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actors_with_role
from fristed.foundation.identity.rules import LEADER, Permission, require
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind
from fristed.foundation.vault.actions import SealBroken


def fire_alarms(*, by: Actor, at: datetime) -> int:
    """Fire the alarm of each promised sign of life that did not come in time; give how many.

    Who works on the case is told, and who stands in for them; where nobody does, the leader is at once. A
    case that has been closed meanwhile makes no difference: somebody promised to be heard from.

    Raises
    ------
    NotPermitted
        If the actor is not the program that does things by the clock.
    """
    require(by, Permission.CLOCK_FIRE)
    late = Sign.objects.filter(due_at__lte=at, came_at=None, withdrawn_at=None, alarm=None)
    keys = list(late.order_by("due_at", "pk").values_list("pk", flat=True))
    return each_apart(keys, lambda key: _fired(key, by=by, at=at))


def _fired(key: int, *, by: Actor, at: datetime) -> bool:
    with transaction.atomic():
        rows = Sign.objects.select_for_update().filter(pk=key, came_at=None, withdrawn_at=None)
        sign = rows.first()
        if sign is None or Alarm.objects.filter(sign=sign).exists():
            return False
        case = sign.case
        alarm = Alarm.objects.create(case=case, sign=sign, fired_at=at)
        facts: dict[str, str | int] = {"sign": sign.key}
        write_line(event="plan.alarm_fired", by=by, at=at, subject=case.reference, facts=facts)
        told = to_be_told(case, at=at)
        notify(account_ids=told, kind=NoticeKind.ALARM, by=by, at=at, reference=case.reference)
        if not told:
            _tell_leaders(alarm, by=by, at=at)
    return True


def tell_leaders(*, by: Actor, at: datetime) -> int:
    """Tell the leader of each alarm that nobody has looked at within a day; give how many.

    Raises
    ------
    NotPermitted
        If the actor is not the program that does things by the clock.
    """
    require(by, Permission.CLOCK_FIRE)
    forgotten = Alarm.objects.filter(
        fired_at__lte=at - LEADER_AFTER, looked_at=None, answered_at=None, leader_told_at=None
    )
    keys = list(forgotten.values_list("pk", flat=True))
    return each_apart(keys, lambda key: _leader_told(key, by=by, at=at))


def _leader_told(key: int, *, by: Actor, at: datetime) -> bool:
    with transaction.atomic():
        rows = Alarm.objects.select_for_update().filter(pk=key, looked_at=None, leader_told_at=None)
        alarm = rows.first()
        if alarm is None:
            return False
        _tell_leaders(alarm, by=by, at=at)
    return True


def _tell_leaders(alarm: Alarm, *, by: Actor, at: datetime) -> None:
    """Tell the leaders of the case's service who may see it.

    Where the case is shut to all of them, they are told without its reference: somebody must know. Else one
    to whom it is shut hears nothing, who might be the one that the person is hiding from.
    """
    case = alarm.case
    leaders = {leader.account_id or 0 for leader in actors_with_role(LEADER, service=case.service)}
    may_see = who_may_work_on(case, leaders, at=at)
    kind = NoticeKind.ALARM_NOT_LOOKED_AT
    notify(account_ids=may_see, kind=kind, by=by, at=at, reference=case.reference)
    notify(account_ids=leaders if not may_see else (), kind=kind, by=by, at=at)
    alarm.leader_told_at = at
    alarm.save(update_fields=["leader_told_at"])
    write_line(event="plan.leader_told", by=by, at=at, subject=case.reference)


def fire_reviews(*, by: Actor, at: datetime) -> int:
    """Tell who works on a case that its safety plan is to be looked at again; once for each date set.

    Raises
    ------
    NotPermitted
        If the actor is not the program that does things by the clock.
    """
    require(by, Permission.CLOCK_FIRE)
    due = SafetyPlan.objects.filter(
        review_date__lte=day_of(at), told_at=None, case__status=CaseStatus.OPEN.value
    )
    keys = list(due.values_list("pk", flat=True))
    return each_apart(keys, lambda key: _review_told(key, by=by, at=at))


def _review_told(key: int, *, by: Actor, at: datetime) -> bool:
    with transaction.atomic():
        rows = SafetyPlan.objects.select_for_update().filter(
            pk=key, told_at=None, review_date__lte=day_of(at)
        )
        plan = rows.first()
        if plan is None:
            return False
        plan.told_at = at
        plan.save(update_fields=["told_at"])
        case, told = plan.case, to_be_told(plan.case, at=at)
        notify(account_ids=told, kind=NoticeKind.REVIEW_DUE, by=by, at=at, reference=case.reference)
        write_line(event="plan.review_due", by=by, at=at, subject=case.reference)
    return True


def fire_months(*, by: Actor, at: datetime) -> int:
    """Make a task of each sealed month that has come, and delete the month; give how many.

    A sealed month is opened once in each month, by this program, and that is on record.

    Raises
    ------
    NotPermitted
        If the actor is not the program that does things by the clock.
    """
    require(by, Permission.CLOCK_FIRE)
    unseen = MonthReminder.objects.filter(looked_date__lt=first_of_month(day_of(at)))
    keys = list(unseen.values_list("pk", flat=True))
    return each_apart(keys, lambda key: _month_looked_at(key, by=by, at=at))


def _month_looked_at(key: int, *, by: Actor, at: datetime) -> bool:
    row = MonthReminder.objects.filter(pk=key).select_related("case").first()
    if row is None:
        return False
    # Opened outside the transaction: that it is opened is on record durably before.
    name = sealed_names(row.case, [MONTHS]).get((MONTHS, row.key))
    try:
        words = open_words(row.case, [name] if name else [], by=by, at=at)
    except SealBroken:
        # It is on record, and looked at again next month, not each minute.
        MonthReminder.objects.filter(pk=key).update(looked_date=day_of(at))
        raise
    with transaction.atomic():
        row = MonthReminder.objects.select_for_update().filter(pk=key).first()
        if row is None:
            return False
        if name is None or name not in words:
            # What was sealed for the case has been destroyed; so is the reminder.
            row.delete()
            return False
        month, age = month_of(words[name])
        if month > day_of(at):
            row.looked_date = day_of(at)
            row.save(update_fields=["looked_date"])
            return False
        _make_task(row.case, age, by=by, at=at)
        take_out_words(row.case, [name], by=by, at=at)
        row.delete()
    return True


def _make_task(case: Case, age: int, *, by: Actor, at: datetime) -> None:
    """Set a task for all who work on the case; the age is sealed as its words, and its kind tells nothing."""
    task = Task.objects.create(
        case=case,
        key=new_key(),
        kind=TaskKind.REMINDER.value,
        due_date=day_of(at),
        set_at=at,
        set_by=by.username,
    )
    seal_words(case, {name_of(TASKS, task.key): age_text(age)}, by=by, at=at)
    told = to_be_told(case, at=at)
    notify(account_ids=told, kind=NoticeKind.MONTH_CAME, by=by, at=at, reference=case.reference)
    write_line(event="plan.month_came", by=by, at=at, subject=case.reference)
