"""What may be read of clients: a leader's own service's, or all; and who stands behind a token."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet

from fristed.foundation.identity.clients.facts import ClientLine, ClientState, TargetLine, TargetToTell
from fristed.foundation.identity.clients.models import Client, Target
from fristed.foundation.identity.clients.refusals import NoSuchToken
from fristed.foundation.identity.clients.rules import is_in_force, scopes_permitted
from fristed.foundation.identity.clients.tokens import is_the_same, prefix_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted, require
from fristed.foundation.identity.staff.keys import opened

MOST_LINES = 500
SECRET_USE = "webhook secret"  # noqa: S105  what a key is for, not a key


def clients_in_reach(reader: Actor) -> QuerySet[Client]:
    """Give the rows of the clients that a reader looks after, for the verbs of this room.

    Raises
    ------
    NotPermitted
        If the reader looks after no clients.
    """
    require(reader, Permission.CLIENTS_KEEP)
    if is_permitted(reader, Permission.ACCOUNT_CREATE):
        return Client.objects.all()
    return Client.objects.filter(service=reader.service or "")


def client_lines(reader: Actor, *, at: datetime) -> tuple[ClientLine, ...]:
    """Give the clients that a reader looks after, the newest first.

    Raises
    ------
    NotPermitted
        If the reader looks after no clients.
    """
    rows = clients_in_reach(reader).select_related("target").order_by("-asked_at", "-pk")[:MOST_LINES]
    return tuple(_line_of(row, reader, at) for row in rows)


def _line_of(row: Client, reader: Actor, at: datetime) -> ClientLine:
    state, target = _state_of(row, at), getattr(row, "target", None)
    return ClientLine(
        key=row.key,
        name=row.name,
        service=row.service,
        scopes=tuple(row.scopes.split()),
        state=state,
        ends_at=row.ends_at,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        confirmed_by=row.confirmed_by,
        issued_at=row.issued_at,
        prefix=row.prefix or "",
        may_confirm=state == ClientState.ASKED and row.asked_by != reader.username,
        is_sent_to=(urlsplit(target.address).hostname or "") if target else "",
    )


def _state_of(row: Client, at: datetime) -> ClientState:
    if row.revoked_at is not None:
        return ClientState.REVOKED
    if at >= row.ends_at:
        return ClientState.ENDED
    if row.confirmed_at is None:
        return ClientState.ASKED
    return ClientState.IN_USE if row.issued_at else ClientState.CONFIRMED


def client_behind(token: str, *, at: datetime) -> Actor:
    """Give the client that a token belongs to, as it may act now.

    The work is the same whether a client has the beginning of the token or not.

    Raises
    ------
    NoSuchToken
        If the token opens nothing.
    """
    row = Client.objects.filter(prefix=prefix_of(token) or "-").first()
    if not is_the_same(token, row.token_hash if row else "") or row is None:
        raise NoSuchToken
    actor = _actor_of(row, at=at)
    if actor is None:
        raise NoSuchToken
    return actor


def _actor_of(row: Client, *, at: datetime) -> Actor | None:
    """Give a client as it may act at a time, or nothing where it may not act at all."""
    if not is_in_force(confirmed_at=row.confirmed_at, revoked_at=row.revoked_at, ends_at=row.ends_at, at=at):
        return None
    # Who let it in is read with the client's own account, in one question.
    names = {row.asked_by, row.confirmed_by, row.issued_by} - {""}
    found = list(Account.objects.filter(Q(pk=row.account_id) | Q(username__in=names)))
    account = next((one for one in found if one.pk == row.account_id), None)
    if account is None or not account.is_active or account.service != row.service:
        return None
    return Actor(
        account_id=account.pk,
        username=account.username,
        display_name=account.display_name,
        service=row.service,
        permissions=scopes_permitted(row.scopes.split()),
        at=at,
        kept_by=frozenset(one.pk for one in found if one is not account),
    )


def target_of(client: Actor) -> TargetLine | None:
    """Give where a client is told that something has happened, if it has said so.

    Raises
    ------
    NotPermitted
        If the actor is no client.
    """
    row = Target.objects.filter(client=client_row(client)).first()
    return TargetLine(row.address, row.told_to, row.failed, row.rested_at is not None) if row else None


def client_row(client: Actor) -> Client:
    """Give the row of a client that acts, for the verbs of this room.

    Raises
    ------
    NotPermitted
        If the actor is no client.
    """
    row = Client.objects.filter(account_id=client.account_id or 0).first()
    if row is None:
        raise NotPermitted(f"{client.username} is no client.")
    return row


def targets_to_tell(*, at: datetime) -> tuple[TargetToTell, ...]:
    """Give the targets whose turn it is, of clients that are in force, who has waited longest first."""
    rows = (
        Target.objects.filter(next_at__lte=at, rested_at=None)
        .select_related("client")
        .order_by("next_at", "pk")
    )
    found = []
    for row in rows:
        actor = _actor_of(row.client, at=at)
        if actor is not None:
            secret = opened(SECRET_USE, bytes(row.sealed_secret))
            found.append(TargetToTell(row.pk, actor, row.address, secret, row.told_to))
    return tuple(found)
