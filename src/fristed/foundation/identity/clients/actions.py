"""The verbs of clients: asking for one, a second person's yes, a token, revoking; and where to tell it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.audit.queries import last_position
from fristed.foundation.identity.clients.models import LONGEST_ADDRESS, Client, Target
from fristed.foundation.identity.clients.queries import SECRET_USE, client_row, clients_in_reach
from fristed.foundation.identity.clients.refusals import ClientRefused
from fristed.foundation.identity.clients.rules import (
    LONGEST_LIFE,
    LONGEST_NAME,
    MOST_TRIES,
    ROLE,
    SCOPES,
    is_in_force,
    wait_after,
)
from fristed.foundation.identity.clients.targets import problem_of_address
from fristed.foundation.identity.clients.tokens import new_token
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account, RoleGrant
from fristed.foundation.identity.queries import NOBODY, actor_of
from fristed.foundation.identity.rules import (
    MACHINES,
    REGISTERING_SERVICES,
    Permission,
    is_permitted,
    require,
)
from fristed.foundation.identity.staff.keys import seal

KEY_BYTES, SECRET_BYTES = 8, 32


def ask_for_client(
    *, name: str, service: str, scopes: Iterable[str], ends_at: datetime | None, by: Actor, at: datetime
) -> str:
    """Ask for a client of a service, and give its key; it may do nothing before somebody else confirms it.

    Parameters
    ----------
    scopes
        Codes of :data:`rules.SCOPES`: what it may besides reading.

    Raises
    ------
    NotPermitted
        If the actor looks after no clients, or none of that service.
    ClientRefused
        With every error.
    """
    require(by, Permission.CLIENTS_KEEP)
    if not is_permitted(by, Permission.ACCOUNT_CREATE):
        require(by, Permission.CLIENTS_KEEP, service=service)
    chosen = tuple(dict.fromkeys(scopes))
    ClientRefused.raise_if(_problems(name, service, chosen, ends_at, at=at))
    assert ends_at is not None  # noqa: S101  refused before
    key = secrets.token_hex(KEY_BYTES)
    with transaction.atomic():
        account = Account(username=f"{MACHINES}{key}", display_name=name.strip(), service=service)
        account.set_unusable_password()
        account.save()
        RoleGrant.objects.create(account=account, role=ROLE, granted_at=at)
        Client.objects.create(
            key=key,
            account_id=account.pk,
            service=service,
            name=name.strip(),
            scopes=" ".join(chosen),
            ends_at=ends_at,
            asked_at=at,
            asked_by=by.username,
        )
        facts: dict[str, str | int] = {"service": service, "scopes": " ".join(chosen)}
        write_line(event="client.asked", by=by, at=at, subject=account.username, facts=facts)
    return key


def _problems(
    name: str, service: str, scopes: tuple[str, ...], ends_at: datetime | None, *, at: datetime
) -> Iterator[tuple[str, str]]:
    if not 0 < len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        yield "name", "name_missing"
    if service not in REGISTERING_SERVICES:
        yield "service", "no_register"
    if set(scopes) - set(SCOPES):
        yield "scopes", "unknown_scope"
    if ends_at is None:
        yield "ends", "no_end"
    elif ends_at <= at:
        yield "ends", "end_past"
    elif ends_at - at > LONGEST_LIFE:
        yield "ends", "too_long"


def _to_change(key: str, by: Actor) -> Client:
    """Give a client within the actor's reach, locked."""
    row = clients_in_reach(by).select_for_update().filter(key=key).first()
    if row is None:
        raise ClientRefused(("", "not_listed"))
    return row


def confirm_client(*, key: str, by: Actor, at: datetime) -> None:
    """Say yes to a client that somebody else has asked for.

    Raises
    ------
    NotPermitted
        If the actor looks after no clients.
    ClientRefused
        If there is none such, it is over, the actor has asked for it, or neither of the two leads the
        service: those who only run the system cannot open a register that they may not read.
    """
    with transaction.atomic():
        row = _to_change(key, by)
        if row.revoked_at or at >= row.ends_at or row.confirmed_at:
            raise ClientRefused(("", "over"))
        if row.asked_by == by.username:
            raise ClientRefused(("", "same_person"))
        if not any(_leads(one, row.service) for one in (by, _asker_of(row))):
            raise ClientRefused(("", "leader_needed"))
        row.confirmed_at, row.confirmed_by = at, by.username
        row.save(update_fields=["confirmed_at", "confirmed_by"])
        write_line(event="client.confirmed", by=by, at=at, subject=f"{MACHINES}{key}")


def _asker_of(row: Client) -> Actor:
    account = Account.objects.filter(username=row.asked_by).first()
    return actor_of(account) if account else NOBODY


def _leads(person: Actor, service: str) -> bool:
    return is_permitted(person, Permission.CLIENTS_KEEP, service=service)


def issue_token(*, key: str, by: Actor, at: datetime) -> str:
    """Give a client a token, to be shown once; the one before opens nothing from now on.

    Raises
    ------
    NotPermitted
        If the actor looks after no clients.
    ClientRefused
        If there is none such, nobody has confirmed it, or it is over.
    """
    made = new_token()
    with transaction.atomic():
        row = _to_change(key, by)
        if row.confirmed_at is None:
            raise ClientRefused(("", "not_confirmed"))
        if not is_in_force(
            confirmed_at=row.confirmed_at, revoked_at=row.revoked_at, ends_at=row.ends_at, at=at
        ):
            raise ClientRefused(("", "over"))
        row.prefix, row.token_hash = made.prefix, made.hash
        row.issued_at, row.issued_by = at, by.username
        row.save(update_fields=["prefix", "token_hash", "issued_at", "issued_by"])
        write_line(event="client.token_issued", by=by, at=at, subject=f"{MACHINES}{key}")
    return made.token


def revoke_client(*, key: str, by: Actor, at: datetime) -> None:
    """End a client at once and for good: its token opens nothing, and nothing more is sent to it.

    Raises
    ------
    NotPermitted
        If the actor looks after no clients.
    ClientRefused
        If there is none such, or it is revoked already.
    """
    with transaction.atomic():
        row = _to_change(key, by)
        if row.revoked_at is not None:
            raise ClientRefused(("", "over"))
        row.revoked_at, row.revoked_by, row.prefix, row.token_hash = at, by.username, None, ""
        row.save(update_fields=["revoked_at", "revoked_by", "prefix", "token_hash"])
        Account.objects.filter(pk=row.account_id).update(is_active=False)
        Target.objects.filter(client=row).delete()
        write_line(event="client.revoked", by=by, at=at, subject=f"{MACHINES}{key}")


def record_wrong_token(*, at: datetime) -> None:
    """Note that somebody came with a token that opens nothing; nothing of it is kept."""
    with transaction.atomic():
        write_line(event="client.token_refused", by=NOBODY, at=at)


def set_target(*, address: str, by: Actor, at: datetime) -> str:
    """Say where a client is told that something has happened, from now on; give the secret that signs.

    The secret stands here and nowhere else: it is kept sealed. Setting it anew makes a new one.

    Raises
    ------
    NotPermitted
        If the actor is no client.
    ClientRefused
        If the address is of no host on the list.
    """
    address, row = address.strip(), client_row(by)
    if len(address) > LONGEST_ADDRESS:
        raise ClientRefused(("address", "address"))
    ClientRefused.raise_if(("address", code) for code in problem_of_address(address))
    secret = secrets.token_bytes(SECRET_BYTES)
    with transaction.atomic():
        Target.objects.update_or_create(
            client=row,
            defaults={
                "address": address,
                "sealed_secret": seal(SECRET_USE, secret),
                "set_at": at,
                "told_to": last_position(),
                "failed": 0,
                "next_at": at,
                "rested_at": None,
            },
        )
        write_line(event="client.target_set", by=by, at=at, subject=by.username)
    return secret.hex()


def remove_target(*, by: Actor, at: datetime) -> bool:
    """Tell a client nothing any more; give whether it was told before.

    Raises
    ------
    NotPermitted
        If the actor is no client.
    """
    with transaction.atomic():
        removed, _each = Target.objects.filter(client=client_row(by)).delete()
        if removed:
            write_line(event="client.target_removed", by=by, at=at, subject=by.username)
    return bool(removed)


def note_told(*, target: int, told_to: int, by: Actor, at: datetime) -> bool:
    """Note up to where a target has been told; whether it is there still, and to be told more.

    Raises
    ------
    NotPermitted
        If the actor does not fire what falls due.
    """
    require(by, Permission.CLOCK_FIRE)
    rows = Target.objects.filter(pk=target, told_to__lt=told_to)
    return bool(rows.update(told_to=told_to, failed=0, next_at=at))


def note_not_told(*, target: int, by: Actor, at: datetime) -> None:
    """Note that a target could not be told; the next try waits longer, and after too many there is none.

    Raises
    ------
    NotPermitted
        If the actor does not fire what falls due.
    """
    require(by, Permission.CLOCK_FIRE)
    with transaction.atomic():
        row = Target.objects.select_for_update().filter(pk=target).first()
        if row is None:
            return
        row.failed += 1
        row.next_at = at + wait_after(row.failed)
        if row.failed >= MOST_TRIES:
            row.rested_at = at
            subject = f"{MACHINES}{row.client.key}"
            write_line(event="client.target_rests", by=by, at=at, subject=subject)
        row.save(update_fields=["failed", "next_at", "rested_at"])
