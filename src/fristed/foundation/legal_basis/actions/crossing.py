"""The verbs of the one door: asked for in casework, confirmed by a second person, taken once by integration.

What crosses is sealed from the moment it is asked for, under an owner of its own, and never under the case.
It lies there only while it waits: when it is taken, or refused, it is taken out of the vault.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, require
from fristed.foundation.legal_basis.handover import (
    FIELDS,
    PURPOSE,
    Handed,
    HandoverState,
    handed_of,
    may_cross,
    problems_of,
)
from fristed.foundation.legal_basis.models import Handover
from fristed.foundation.legal_basis.refusals import BasisRefused
from fristed.foundation.vault.actions import opened_many, seal_many, unseal
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.queries import sealed_fields

TABLE = "handover"


def owner_of(key: str) -> Owner:
    """Give whose the sealed facts of a hand-over are: its own, not the case's."""
    return Owner(TABLE, key)


def ask_handover(*, reference: str, values: Mapping[str, str], by: Actor, at: datetime) -> str:
    """Ask for a hand-over of a case that the calling room has found within the actor's reach; give its key.

    Raises
    ------
    NotPermitted
        If the actor may not ask in a service with a register.
    BasisRefused
        If the values are not the fixed fields in their form, or one waits for this case already.
    """
    require(by, Permission.HANDOVER_ASK)
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account.")
    BasisRefused.raise_if(list(problems_of(values)))
    key = secrets.token_hex(8)
    with transaction.atomic():
        case = {"service": by.service or "", "case_reference": reference}
        if Handover.objects.filter(**case, taken_at=None, refused_at=None).exists():
            raise BasisRefused(("values", "waits_already"))
        Handover.objects.create(key=key, **case, purpose=PURPOSE, asked_at=at, asked_by=by.username)
        names = {FieldName(TABLE, field, "1"): values[field] for field in FIELDS}
        seal_many(owner=owner_of(key), values=names, by=by, at=at)
        facts: dict[str, str | int] = {"service": by.service or "", "handover": key, "fields": len(FIELDS)}
        write_line(event="handover.asked", by=by, at=at, subject=reference, facts=facts)
    return key


def confirm_handover(*, key: str, by: Actor, at: datetime) -> None:
    """Confirm, as the second person, that the fixed fields may cross.

    Raises
    ------
    NotPermitted
        If the actor may not confirm in a service with a register.
    BasisRefused
        If nothing waits in the actor's service, or the actor asked for it.
    """
    with transaction.atomic():
        row = _waiting(key, by)
        if row.asked_by == by.username:
            raise BasisRefused(("proposal", "same_person"))
        row.confirmed_at, row.confirmed_by = at, by.username
        row.save(update_fields=["confirmed_at", "confirmed_by"])
        _tell("handover.confirmed", row, by=by, at=at)


def refuse_handover(*, key: str, by: Actor, at: datetime) -> None:
    """Refuse a hand-over; what was sealed for it is taken out of the vault.

    Raises
    ------
    NotPermitted, BasisRefused
        As :func:`confirm_handover`.
    """
    with transaction.atomic():
        row = _waiting(key, by)
        row.refused_at, row.refused_by = at, by.username
        row.save(update_fields=["refused_at", "refused_by"])
        unseal(owner=owner_of(key), fields=_sealed(key), by=by, at=at)
        _tell("handover.refused", row, by=by, at=at)


def _tell(event: str, row: Handover, *, by: Actor, at: datetime) -> None:
    write_line(event=event, by=by, at=at, subject=row.case_reference, facts={"handover": row.key})


def _sealed(key: str) -> list[FieldName]:
    return [one.field for one in sealed_fields(owner_of(key), table=TABLE)]


def _waiting(key: str, by: Actor) -> Handover:
    require(by, Permission.HANDOVER_CONFIRM)
    rows = Handover.objects.select_for_update().filter(key=key, service=by.service or "")
    row = rows.filter(confirmed_at=None, refused_at=None).first()
    if row is None:
        raise BasisRefused(("proposal", "not_listed"))
    return row


def take_handover(*, key: str, by: Actor, at: datetime) -> Handed:
    """Take what two have said may cross, once; that it is read is on record before it is given.

    Raises
    ------
    NotPermitted
        If the actor may not take hand-overs.
    BasisRefused
        If nothing may be taken under the key: asked for only, refused, taken, or not there. One answer.
    """
    require(by, Permission.HANDOVER_TAKE)
    fields = _takable(key)
    found = opened_many(owner=owner_of(key), fields=fields, by=by, at=at)
    with transaction.atomic():
        # Of two who come together both are on record as readers, and one gets it.
        row = Handover.objects.select_for_update().get(key=key)
        _takable(key)
        row.taken_at, row.taken_by = at, by.username
        row.save(update_fields=["taken_at", "taken_by"])
        unseal(owner=owner_of(key), fields=fields, by=by, at=at)
        write_line(event="handover.taken", by=by, at=at, subject=key, facts={"fields": len(fields)})
    return handed_of(key, {field.column: plain for field, plain in found.items()})


def _takable(key: str) -> list[FieldName]:
    """Give the sealed fields of a hand-over that may be taken."""
    row = Handover.objects.filter(key=key).first()
    fields = _sealed(key) if row else []
    if row is None or not may_cross(
        asked_by=row.asked_by,
        confirmed_by=row.confirmed_by,
        is_refused=row.refused_at is not None,
        is_taken=row.taken_at is not None,
        purpose=row.purpose,
        fields=frozenset(field.column for field in fields),
    ):
        raise BasisRefused(("proposal", "not_listed"))
    return fields


def handovers_of(reference: str, *, service: str) -> tuple[HandoverState, ...]:
    """Give the hand-overs of a case, newest first, to the room that has decided who may read of it."""
    rows = Handover.objects.filter(service=service, case_reference=reference).order_by("-pk")
    return tuple(
        HandoverState(row.key, row.asked_at, row.asked_by, row.confirmed_by, row.refused_by, row.taken_at)
        for row in rows
    )
