"""The verbs of teaching, dialogue groups and open doors: noted in two clicks, and corrected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from fristed.casework.assignments.actions.storing import (
    leads,
    locked,
    own_service,
    same_version,
    tell,
    unknown,
)
from fristed.casework.assignments.codes import Kind
from fristed.casework.assignments.models import Activity
from fristed.casework.assignments.refusals import OutreachRefused
from fristed.casework.assignments.rules import FIRST_DATE, day_problems, participants_problems
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.facts import Actor
from fristed.methods.classifications import code_list


def note_activity(
    *,
    kind: str,
    theme: str,
    on_date: date | None,
    county: str,
    participants: int | None,
    by: Actor,
    at: datetime,
) -> str:
    """Note teaching, a group or an open door; give its reference.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    OutreachRefused
        With every error by field.
    """
    service = own_service(by)
    with transaction.atomic():
        columns = _cleaned(kind, theme, on_date, county, participants, today=day_of(at))
        row = Activity.objects.create(
            **columns, reference=new_reference(), service=service, noted_at=at, noted_by=by.username
        )
        tell("activity.noted", row.reference, by, at)
    return row.reference


def correct_activity(
    *,
    reference: str,
    version: int | None,
    kind: str,
    theme: str,
    on_date: date | None,
    county: str,
    participants: int | None,
    by: Actor,
    at: datetime,
) -> None:
    """Correct what one has noted, or what a colleague has noted where one leads the service.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does no outreach, or there is no such activity in the own service.
    OutreachRefused
        With every error by field; also when it is a colleague's, or was changed meanwhile.
    """
    with transaction.atomic():
        row = _to_correct(reference, version, by)
        for name, value in _cleaned(kind, theme, on_date, county, participants, today=day_of(at)).items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        tell("activity.corrected", row.reference, by, at)


def remove_activity(*, reference: str, version: int | None, by: Actor, at: datetime) -> None:
    """Take out what was pressed by mistake.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for correcting.
    """
    with transaction.atomic():
        row = _to_correct(reference, version, by)
        row.delete()
        tell("activity.removed", reference, by, at)


def _to_correct(reference: str, version: int | None, by: Actor) -> Activity:
    service = own_service(by)
    row = locked(Activity, reference)
    if row.service != service:
        raise CaseNotFound("There is no such work.")
    if row.noted_by != by.username and not leads(by):
        raise OutreachRefused(("", "not_yours"))
    same_version(row.version, version)
    return row


def _cleaned(
    kind: str, theme: str, on_date: date | None, county: str, participants: int | None, *, today: date
) -> dict[str, Any]:
    known = {
        "kind": (kind, tuple(map(str, Kind))),
        "theme": (theme, tuple(code_list("outreach_themes").codes())),
        "county": (county, ("", *code_list("counties").codes())),
    }
    problems = [
        *unknown(known),
        *day_problems(on_date, since=FIRST_DATE, today=today),
        *participants_problems(participants),
    ]
    OutreachRefused.raise_if(problems)
    columns = {name: code for name, (code, _codes) in known.items()}
    return {**columns, "on_date": on_date, "participants": participants}
