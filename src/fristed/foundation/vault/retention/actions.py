"""Proposing what is due, approving it row by row, and carrying it out. Nobody approves what they proposed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.access.reach import references_shut_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, is_permitted, require
from fristed.foundation.vault.actions.shredding import shred
from fristed.foundation.vault.envelopes import CHANCE, Chance
from fristed.foundation.vault.facts import Held, Owner
from fristed.foundation.vault.models import Approval, DestructionList, DestructionRow
from fristed.foundation.vault.retention.classes import retention_class
from fristed.foundation.vault.retention.queries import ListNotFound, deciders_of, rows_open_to
from fristed.foundation.vault.retention.rules import Due, destruction_list
from fristed.foundation.vault.storing import NotSealed

REFERENCE_BYTES = 8


class NotByYourself(Exception):
    """Whoever proposed a list does not approve it."""


class NothingDue(Exception):
    """Nothing is due that does not stand on a list already."""


class NoLongerWaiting(Exception):
    """The row was decided on, destroyed or found not due meanwhile."""


def propose_destruction(
    *, held: Iterable[Held], service: str, on_date: date, by: Actor, at: datetime, chance: Chance = CHANCE
) -> str:
    """Store what is due in a service on a day, for review; what waits on another list is left out.

    So is what a tie or a block shuts to the actor: somebody else proposes it.

    Returns
    -------
    str
        The reference of the list.

    Raises
    ------
    NotPermitted
        If the actor neither reviews destruction in the service nor keeps the vault.
    NothingDue
        If nothing is left to propose.
    """
    if not is_permitted(by, Permission.VAULT_KEEP):
        require(by, Permission.RETENTION_REVIEW, service=service)
    shut = references_shut_to(by.account_id or 0)
    due = [
        one
        for one in destruction_list(held, on_date=on_date)
        if one.owner.service == service and one.owner.reference not in shut
    ]
    with transaction.atomic():
        waits = DestructionRow.objects.filter(on_list__service=service, state="proposed")
        listed = set(waits.values_list("owner_reference", flat=True))
        new = [one for one in due if one.owner.reference not in listed]
        if not new:
            raise NothingDue("Nothing is due that does not stand on a list already.")
        row = DestructionList.objects.create(
            reference=chance(REFERENCE_BYTES).hex(),
            service=service,
            on_date=on_date,
            proposed_at=at,
            proposed_by=by.username,
        )
        DestructionRow.objects.bulk_create(_new_row(row, one, chance) for one in new)
        facts: dict[str, str | int] = {"service": service, "rows": len(new)}
        write_line(event="retention.proposed", by=by, at=at, subject=row.reference, facts=facts)
    return row.reference


def _new_row(on_list: DestructionList, due: Due, chance: Chance) -> DestructionRow:
    return DestructionRow(
        on_list=on_list,
        reference=chance(REFERENCE_BYTES).hex(),
        owner_reference=due.owner.reference,
        retention_class=due.retention_class,
        event_date=due.event_date,
        due_date=due.due_date,
    )


def _waiting_row(reference: str, *, by: Actor) -> DestructionRow:
    """Give a row of the actor's service that waits, locked until the transaction ends."""
    require(by, Permission.RETENTION_REVIEW)
    row = (
        DestructionRow.objects.select_for_update(of=("self",))
        .select_related("on_list")
        .filter(rows_open_to(by), reference=reference, on_list__service=by.service or "")
        .first()
    )
    if row is None:
        raise ListNotFound("There is no such row.")
    if row.state != "proposed":
        raise NoLongerWaiting("The row does not wait for anybody any more.")
    return row


def approve_destruction(*, row: str, by: Actor, at: datetime) -> None:
    """Give one's word that a row may be destroyed; giving it twice is giving it once.

    Raises
    ------
    NotPermitted, ListNotFound
        If the actor does not review destruction in the row's service, or there is no such row.
    NotByYourself
        If the actor proposed the list.
    NoLongerWaiting
        If the row has been ended.
    """
    with transaction.atomic():
        found = _waiting_row(row, by=by)
        if found.on_list.proposed_by == by.username:
            raise NotByYourself("Somebody else than the one who proposed approves.")
        _approval, is_new = Approval.objects.get_or_create(
            row=found, approved_by=by.username, defaults={"approved_at": at}
        )
        if is_new:
            write_line(event="retention.approved", by=by, at=at, subject=found.reference)


def keep_row(*, row: str, by: Actor, at: datetime) -> None:
    """Take a row off its list: what it names is kept, and is proposed again when a list is next made.

    Raises
    ------
    NotPermitted, ListNotFound, NoLongerWaiting
        As in :func:`approve_destruction`.
    """
    with transaction.atomic():
        found = _waiting_row(row, by=by)
        found.state, found.ended_at = "kept", at
        found.save(update_fields=["state", "ended_at"])
        write_line(event="retention.kept", by=by, at=at, subject=found.reference)


def carry_out_destruction(*, reference: str, held: Iterable[Held], by: Actor, at: datetime) -> int:
    """Destroy every row of a list that enough people have approved and that is still due; how many.

    Each row is a step of its own: after a crash, doing it again goes on. A row that is no longer due, as
    when a case was opened again, is ended without being destroyed.

    Raises
    ------
    NotPermitted
        If the actor does not review destruction.
    ListNotFound
        If there is no such list in the service.
    """
    require(by, Permission.RETENTION_REVIEW)
    on_list = DestructionList.objects.filter(reference=reference, service=by.service or "").first()
    if on_list is None:
        raise ListNotFound("There is no such list.")
    due = {
        (one.owner.reference, one.retention_class) for one in destruction_list(held, on_date=on_list.on_date)
    }
    waiting = on_list.rows.filter(rows_open_to(by), state="proposed").order_by("pk")
    return sum(
        _carry_out(row, due, by=by, at=at) for row in list(waiting.values_list("reference", flat=True))
    )


def _carry_out(reference: str, due: set[tuple[str, str]], *, by: Actor, at: datetime) -> bool:
    with transaction.atomic():
        row = _waiting_row(reference, by=by)
        people = deciders_of(row, row.on_list.proposed_by)
        if len(people) < retention_class(row.retention_class).people:
            return False
        if (row.owner_reference, row.retention_class) not in due:
            row.state, row.ended_at = "not_due", at
            row.save(update_fields=["state", "ended_at"])
            write_line(event="retention.not_due", by=by, at=at, subject=row.reference)
            return False
        _destroy(row, people, by=by, at=at)
    return True


def _destroy(row: DestructionRow, people: frozenset[str], *, by: Actor, at: datetime) -> None:
    owner = Owner(row.on_list.service, row.owner_reference)
    try:
        found = shred(owner=owner, retention=row.retention_class, decided_by=people, by=by, at=at)
    except NotSealed:
        row.state, row.ended_at = "not_due", at
        row.save(update_fields=["state", "ended_at"])
        write_line(event="retention.not_due", by=by, at=at, subject=row.reference)
        return
    row.state, row.ended_at = "destroyed", at
    row.fields_destroyed, row.destroyed_sha256 = found.fields, found.sha256
    row.save()
    facts: dict[str, str | int] = {
        "class": row.retention_class,
        "fields": found.fields,
        "sha256": found.sha256,
    }
    write_line(event="retention.destroyed", by=by, at=at, subject=row.reference, facts=facts)
