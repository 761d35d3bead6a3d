"""The verbs of expert witnesses: summoned, checked, accepted or declined, prepared, testified."""

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
from fristed.casework.assignments.codes import WITNESSES, Stand
from fristed.casework.assignments.models import Witness
from fristed.casework.assignments.refusals import OutreachRefused
from fristed.casework.assignments.rules import FIRST_DATE, Problem, day_problems, may_check, stand_problems
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.facts import Actor
from fristed.methods.classifications import code_list


def note_summons(
    *,
    subject: str,
    forum: str,
    hearing_date: date | None,
    on_date: date | None,
    by: Actor,
    at: datetime,
) -> str:
    """Note that the service is called as expert witness: what to speak of, and before what kind of court.

    Raises
    ------
    NotPermitted
        If the actor does no outreach.
    OutreachRefused
        With every error by field; also in a service that is not called.
    """
    service = own_service(by)
    with transaction.atomic():
        if service != WITNESSES:
            raise OutreachRefused(("", "only_witnesses"))
        known = {
            "subject": (subject, tuple(code_list("witness_subjects").codes())),
            "forum": (forum, tuple(code_list("witness_forums").codes())),
        }
        OutreachRefused.raise_if(
            [*unknown(known), *day_problems(on_date, since=FIRST_DATE, today=day_of(at))]
        )
        row = Witness.objects.create(
            reference=new_reference(),
            service=service,
            state=Stand.SUMMONED.value,
            since_date=on_date or day_of(at),
            subject=subject,
            forum=forum,
            hearing_date=hearing_date,
            noted_at=at,
            noted_by=by.username,
        )
        tell("witness.summoned", row.reference, by, at)
    return row.reference


def check_conflict(
    *, reference: str, version: int | None, result: str, on_date: date | None, by: Actor, at: datetime
) -> None:
    """Note what came of looking for a conflict; who looked is who notes it, and what was found is not kept.

    A conflict that shows later takes back what was accepted. One that was found is written over by somebody
    else than who found it, or by a leader.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor does no outreach, or there is no such summons to the own service.
    OutreachRefused
        If the actor found a conflict, there is no result, it was changed meanwhile, or the step cannot come
        now.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        if not may_check(
            row.check_result, checked_by=row.checked_by, username=by.username, is_leader=leads(by)
        ):
            raise OutreachRefused(("", "conflict_found_by_you"))
        known = {"result": (result, tuple(code_list("witness_checks").codes()))}
        changes = {"check_result": result, "checked_date": on_date, "checked_by": by.username}
        _take(row, Stand.CHECKED, on_date, at=at, problems=[*unknown(known)], changes=changes)
        tell("witness.checked", row.reference, by, at, result=result)


def accept_witness(*, reference: str, version: int | None, by: Actor, at: datetime) -> None:
    """Say yes, once it is checked that nobody is disqualified.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for the check; also where there is a conflict.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        _take(row, Stand.ACCEPTED, day_of(at), at=at)
        tell("witness.accepted", row.reference, by, at)


def decline_witness(*, reference: str, version: int | None, why: str, by: Actor, at: datetime) -> None:
    """Say no, for a reason.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for the check; also without a reason.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        given = why in code_list("outreach_decline_reasons").codes()
        problems: list[Problem] = [] if given else [("why", "reason_missing")]
        _take(row, Stand.DECLINED, day_of(at), at=at, problems=problems, changes={"why": why})
        tell("witness.declined", row.reference, by, at)


def prepare_witness(*, reference: str, version: int | None, by: Actor, at: datetime) -> None:
    """Note that the testimony is prepared.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for accepting.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        _take(row, Stand.PREPARED, day_of(at), at=at)
        tell("witness.prepared", row.reference, by, at)


def note_testimony(
    *, reference: str, version: int | None, on_date: date | None, by: Actor, at: datetime
) -> None:
    """Note on which day the testimony was given.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for accepting; also where the day is impossible.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        _take(row, Stand.TESTIFIED, on_date, at=at, changes={"testified_date": on_date})
        tell("witness.testified", row.reference, by, at)


def call_off_witness(*, reference: str, version: int | None, by: Actor, at: datetime) -> None:
    """Note that the service is not needed after all.

    Raises
    ------
    NotPermitted, CaseNotFound, OutreachRefused
        As for the check.
    """
    with transaction.atomic():
        row = _to_change(reference, version, by)
        _take(row, Stand.CALLED_OFF, day_of(at), at=at)
        tell("witness.called_off", row.reference, by, at)


def _to_change(reference: str, version: int | None, by: Actor) -> Witness:
    service = own_service(by)
    row = locked(Witness, reference)
    if row.service != service:
        raise CaseNotFound("There is no such work.")
    same_version(row.version, version)
    return row


def _take(
    row: Witness,
    to: Stand,
    on_date: date | None,
    *,
    at: datetime,
    problems: list[Problem] | None = None,
    changes: dict[str, Any] | None = None,
) -> None:
    today = day_of(at)
    found = stand_problems(
        row.state, to, check=row.check_result, since=row.since_date, on_date=on_date, today=today
    )
    OutreachRefused.raise_if([*found, *(problems or ())])
    told = {"state": to.value, "since_date": on_date or today, **(changes or {})}
    for name, value in told.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*told, "version"])
