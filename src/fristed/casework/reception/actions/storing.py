"""What the verbs share: reaching a reception to change, its next state, re-opening, telling."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.reception.codes import COORDINATES, PartState, State
from fristed.casework.reception.models import KEY_LENGTH, Part, Reception, Stamp
from fristed.casework.reception.queries import receptions_within_reach
from fristed.casework.reception.refusals import ReceptionRefused
from fristed.casework.reception.rules import may_follow
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind


def new_key() -> str:
    """Give a random key."""
    return secrets.token_hex(KEY_LENGTH // 2)


def reception_to_change(by: Actor, reference: str, *, at: datetime) -> Reception:
    """Give a reception within reach of somebody who follows cases up, locked.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not follow up cases, or there is no such reception for them.
    """
    rows = receptions_within_reach(replace(by, at=at), Permission.CASE_FOLLOW_UP)
    row = rows.select_for_update().filter(reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such reception.")
    return row


def to_coordinate(by: Actor, reference: str, *, at: datetime) -> Reception:
    """Give a reception, locked, to somebody of the service that co-ordinates.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor is not of that service, or there is no such reception for them.
    """
    require(by, Permission.CASE_FOLLOW_UP, service=COORDINATES)
    return reception_to_change(by, reference, at=at)


def go_on(row: Reception, state: State, *, at: datetime) -> None:
    """Put a reception into its next state, or refuse where that does not follow; the caller saves it."""
    if not may_follow(row.state, state):
        raise ReceptionRefused(("", "not_now"))
    row.state, row.since = state.value, at
    Stamp.objects.create(reception=row, state=state.value, at=at)


def tell(event: str, row: Reception, *, by: Actor, at: datetime, **more: str | int) -> None:
    """Write a line about a reception on the case that it is of; never a day, a place or a name."""
    facts: dict[str, str | int] = {"reception": row.reference, **more}
    write_line(event=event, by=by, at=at, subject=row.from_reference, facts=facts)


def re_open(row: Reception, *, by: Actor, at: datetime) -> int:
    """Ask for every agreement again, and tell those concerned; give how many were given.

    Who is asked outside the house is told of nothing by it: somebody must ask them first.
    The caller saves the reception.
    """
    parts = list(Part.objects.select_for_update().filter(reception=row))
    given = sum(one.state == PartState.AGREED for one in parts)
    asked = [one.account_id for one in parts if one.account_id is not None]
    row.version += 1
    for one in parts:
        is_asked = one.account_id is not None and one.state != PartState.WAITING
        one.state = (PartState.ASKED if is_asked else PartState.WAITING).value
        one.since, one.answered_by, one.arrival_date = at, "", row.arrival_date or one.arrival_date
        one.save(update_fields=["state", "since", "answered_by", "arrival_date"])
    tell("reception.reopened", row, by=by, at=at, agreed=given)
    told = {*asked, *those_who_work_on(row)}
    notify(account_ids=told, kind=NoticeKind.RECEPTION_CHANGED, by=by, at=at)
    return given


def those_who_work_on(row: Reception) -> set[int]:
    """Give the accounts of who asked for a reception and who plans it."""
    accounts = (row.asked_by_account, row.planned_by_account, row.responsible)
    return {one for one in accounts if one is not None}


def end_parts(row: Reception, *, by: Actor, at: datetime) -> None:
    """Let nobody be asked any more, and tell those who were."""
    parts = Part.objects.filter(reception=row)
    asked: Iterable[int] = parts.exclude(account_id=None).values_list("account_id", flat=True)  # type: ignore[assignment]
    told = {*asked, *those_who_work_on(row)}
    parts.update(state=PartState.OVER.value, since=at)
    notify(account_ids=told, kind=NoticeKind.RECEPTION_CHANGED, by=by, at=at)
