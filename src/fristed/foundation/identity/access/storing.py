"""Rows of this room that verbs of a register store, in their own transaction; each writes its line.

The register has decided that its actor reaches the case; what is stored here knows only its reference.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.codes import TieKind
from fristed.foundation.identity.access.models import (
    Block,
    BrokenGlass,
    Lowering,
    Naming,
    Notice,
    StaffPseudonym,
    Tie,
)
from fristed.foundation.identity.access.refusals import AccessRefused
from fristed.foundation.identity.facts import Actor


def new_key() -> str:
    """Give a random key for a row that pages point at."""
    return secrets.token_hex(8)


def store_tie(service: str, reference: str, kind: str, *, by: Actor, at: datetime) -> None:
    """Store what somebody declares to be to the person of a case."""
    if kind not in set(TieKind):
        raise AccessRefused(("kind", "unknown_value"))
    Tie.objects.create(
        service=service, reference=reference, account_id=by.account_id or 0, kind=kind, declared_at=at
    )
    write_line(event="access.tie_declared", by=by, at=at, subject=reference)


def store_block(service: str, reference: str, account_id: int, *, by: Actor, at: datetime) -> None:
    """Store that a case is shut to an account."""
    row, is_new = Block.objects.get_or_create(
        reference=reference,
        account_id=account_id,
        ended_at=None,
        defaults={"service": service, "blocked_at": at, "blocked_by": by.username},
    )
    if not is_new:
        raise AccessRefused(("account", "already_so"))
    write_line(event="access.blocked", by=by, at=at, subject=reference, facts={"account": row.account_id})


def store_naming(service: str, reference: str, account_id: int, *, by: Actor, at: datetime) -> bool:
    """Store that an account is named to a case; whether it was not before."""
    _, is_new = Naming.objects.get_or_create(
        reference=reference,
        account_id=account_id,
        ended_at=None,
        defaults={"service": service, "named_at": at, "named_by": by.username},
    )
    if is_new:
        write_line(event="access.named", by=by, at=at, subject=reference, facts={"account": account_id})
    return is_new


def end_naming(reference: str, account_id: int, *, by: Actor, at: datetime) -> None:
    """End that an account is named to a case."""
    rows = Naming.objects.filter(reference=reference, account_id=account_id, ended_at=None)
    if not rows.update(ended_at=at, ended_by=by.username):
        raise AccessRefused(("account", "already_so"))
    write_line(event="access.unnamed", by=by, at=at, subject=reference, facts={"account": account_id})


def ask_lowering(service: str, reference: str, grading: str, *, by: Actor, at: datetime) -> None:
    """Store that somebody asks to protect an address less."""
    if Lowering.objects.filter(reference=reference, decided_at=None).exists():
        raise AccessRefused(("grading", "asked_already"))
    Lowering.objects.create(
        service=service, reference=reference, grading=grading, asked_at=at, asked_by=by.username
    )
    write_line(event="address.lowering_asked", by=by, at=at, subject=reference, facts={"to": grading})


def decide_asked_lowering(reference: str, *, by: Actor, at: datetime) -> str:
    """Close what was asked, by somebody else than who asked; give the grading asked for."""
    row = Lowering.objects.select_for_update().filter(reference=reference, decided_at=None).first()
    if row is None:
        raise AccessRefused(("grading", "nobody_asked"))
    if row.asked_by == by.username:
        raise AccessRefused(("grading", "same_person"))
    row.decided_at, row.decided_by = at, by.username
    row.save(update_fields=["decided_at", "decided_by"])
    return row.grading


def withdraw_lowering(reference: str, *, at: datetime, by: Actor) -> None:
    """Drop what was asked, since the grading has been raised meanwhile; no line, the grading has its own."""
    Lowering.objects.filter(reference=reference, decided_at=None).delete()


def store_broken_glass(
    service: str,
    reference: str,
    reason: str,
    *,
    until: datetime,
    noticed: Iterable[int],
    by: Actor,
    at: datetime,
) -> None:
    """Store broken glass with its notices and its line."""
    glass = BrokenGlass.objects.create(
        key=new_key(),
        service=service,
        reference=reference,
        account_id=by.account_id or 0,
        reason=reason,
        broken_at=at,
        until_at=until,
    )
    notices = [Notice(glass=glass, account_id=account_id, at=at) for account_id in sorted(set(noticed))]
    Notice.objects.bulk_create(notices)
    facts: dict[str, str | int] = {
        "hours": round((until - at).total_seconds() / 3600),
        "noticed": len(notices),
    }
    write_line(event="access.broken_glass", by=by, at=at, subject=reference, facts=facts)


def carry_over(old_reference: str, service: str, reference: str) -> None:
    """Let ties, blocks and names of a grey-zone case hold for the case that it becomes."""
    holds = Q(reference=old_reference, ended_at__isnull=True)
    for hold in (*Tie.objects.filter(holds), *Block.objects.filter(holds), *Naming.objects.filter(holds)):
        hold.pk, hold.service, hold.reference = None, service, reference
        hold.save(force_insert=True)


def carry_shut(old_reference: str, service: str, reference: str) -> None:
    """Let ties and blocks of a case hold for another case about the same person; names are not carried.

    Who is shut out of the other already stays so, by one row.
    """
    holds = Q(reference=old_reference, ended_at__isnull=True)
    for model in (Tie, Block):
        rows = model.objects.filter(reference=reference, ended_at__isnull=True)
        there = set(rows.values_list("account_id", flat=True))
        for hold in model.objects.filter(holds).exclude(account_id__in=there):
            hold.pk, hold.service, hold.reference = None, service, reference
            hold.save(force_insert=True)


def store_staff_pseudonyms(pseudonyms: Iterable[str], *, by: Actor, at: datetime) -> None:
    """Store what the vault calls the actor as a person, besides what it was called before; with one line."""
    with transaction.atomic():
        for one in pseudonyms:
            StaffPseudonym.objects.get_or_create(account_id=by.account_id or 0, pseudonym=one)
        write_line(event="access.own_number_told", by=by, at=at, subject=by.username)
