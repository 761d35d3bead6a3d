"""The verbs of weeks of competence-raising."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from fristed.casework.assignments.actions.storing import locked, own_service, same_version, tell, unknown
from fristed.casework.assignments.models import Week
from fristed.casework.assignments.refusals import OutreachRefused
from fristed.casework.assignments.rules import week_problems
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.cases.references import new_reference
from fristed.foundation.identity.facts import Actor
from fristed.methods.classifications import code_list


def note_week(
    *, first_date: date | None, last_date: date | None, county: str, by: Actor, at: datetime
) -> str:
    """Note a week of competence-raising of the own service, past or planned; give its reference.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    OutreachRefused
        With every error by field; also when one begins that day already.
    """
    service = own_service(by)
    with transaction.atomic():
        _refuse_wrong(first_date, last_date, county)
        days = {"first_date": first_date, "last_date": last_date, "county": county}
        try:
            with transaction.atomic():
                row = Week.objects.create(
                    **days, reference=new_reference(), service=service, noted_at=at, noted_by=by.username
                )
        except IntegrityError as twice:
            raise OutreachRefused(("first_date", "week_twice")) from twice
        tell("week.noted", row.reference, by, at)
    return row.reference


def remove_week(*, reference: str, version: int | None, by: Actor, at: datetime) -> None:
    """Take out a week of the own service; assignments that were in it stay.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does no outreach, or there is no such week in the own service.
    OutreachRefused
        If it was changed meanwhile.
    """
    service = own_service(by)
    with transaction.atomic():
        row = locked(Week, reference)
        if row.service != service:
            raise CaseNotFound("There is no such work.")
        same_version(row.version, version)
        row.assignments.update(week=None)
        row.delete()
        tell("week.removed", reference, by, at)


def _refuse_wrong(first: date | None, last: date | None, county: str) -> None:
    known = {"county": (county, ("", *code_list("counties").codes()))}
    OutreachRefused.raise_if([*unknown(known), *week_problems(first, last)])
