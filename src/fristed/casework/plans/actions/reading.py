"""Reading the plans of a case: what is opened goes on record, durably, before it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from fristed.casework.cases.codes import CaseStatus
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.plans.facts import ALARMS, CONTACT, SAFETY, TASKS, Plans, SignLine, TaskLine, Written
from fristed.casework.plans.models import ContactPlan, MonthReminder, SafetyPlan
from fristed.casework.plans.queries import case_of_plans, sign_lines, task_lines
from fristed.casework.plans.words import ONLY_ROW, open_words, sealed_names
from fristed.foundation.audit.actions import record_read
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.facts import FieldName

Words = Mapping[tuple[str, str], tuple[FieldName, str]]
NOTHING: tuple[FieldName | None, str] = (None, "")


def read_plans(*, reference: str, by: Actor, at: datetime) -> Plans:
    """Give all plans of a case with their words, opened in one call to the vault.

    The month of a sealed reminder is not opened: it is for the clock alone.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not follow up cases, or there is none such within reach.
    """
    by = replace(by, at=at)
    case = case_of_plans(by, reference)
    record_read(event="plan.read", by=by, at=at, subject=reference)
    words = _opened(case, by=by, at=at)
    months = MonthReminder.objects.filter(case=case).order_by("set_at", "pk")
    return Plans(
        reference=reference,
        service=case.service,
        is_open=case.status == CaseStatus.OPEN,
        tasks=tuple(
            replace(line, text=words.get((TASKS, line.key), NOTHING)[1]) for line in task_lines(case)
        ),
        signs=tuple(
            replace(line, text=words.get((ALARMS, line.key), NOTHING)[1]) for line in sign_lines(case)
        ),
        contact=_written(getattr(case, "contact_plan", None), words.get((CONTACT, ONLY_ROW))),
        safety=_written(getattr(case, "safety_plan", None), words.get((SAFETY, ONLY_ROW))),
        months=tuple(months.values_list("key", "set_at")),
    )


def read_tasks(*, reference: str, by: Actor, at: datetime) -> tuple[TaskLine, ...]:
    """Give the tasks of a case with their words, and open nothing else of its plans.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not follow up cases, or there is none such within reach.
    """
    by = replace(by, at=at)
    case = case_of_plans(by, reference)
    record_read(event="plan.read", by=by, at=at, subject=reference)
    names = sealed_names(case, [TASKS])
    found = open_words(case, names.values(), by=by, at=at)
    texts = {row: found[name] for (_table, row), name in names.items() if name in found}
    return tuple(replace(line, text=texts.get(line.key, "")) for line in task_lines(case))


def read_alarm(*, reference: str, key: str, by: Actor, at: datetime) -> SignLine:
    """Give a sign of life that did not come, to look into it; how it was to be given is on the plans.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not follow up cases, there is none such within reach, or no alarm has fired.
    """
    case = case_of_plans(replace(by, at=at), reference)
    record_read(event="plan.alarm_read", by=by, at=at, subject=reference)
    for line in sign_lines(case):
        if line.key == key and line.fired_at is not None:
            return line
    raise CaseNotFound("There is no such alarm.")


def _opened(case: Case, *, by: Actor, at: datetime) -> Words:
    names = sealed_names(case, [TASKS, ALARMS, CONTACT, SAFETY])
    found = open_words(case, names.values(), by=by, at=at)
    return {place: (name, found[name]) for place, name in names.items() if name in found}


def _written(row: ContactPlan | SafetyPlan | None, opened: tuple[FieldName, str] | None) -> Written:
    if row is None or opened is None:
        return Written()
    name, text = opened
    return Written(
        version=name.version,
        text=text,
        written_at=row.written_at,
        written_by=row.written_by,
        review_date=row.review_date if isinstance(row, SafetyPlan) else None,
    )
