"""The one verb of this room: writing a line in the same transaction as what it tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from fristed.foundation.audit.models import AuditHead, AuditLine
from fristed.foundation.audit.rules import BEGINNING, Line, canonical_facts, hash_of
from fristed.foundation.identity.facts import Actor

NO_FACTS: Mapping[str, str | int] = MappingProxyType({})


class OutsideTransaction(Exception):
    """An audit line belongs in the transaction of the change it tells; there is none open."""


def _locked_head() -> AuditHead:
    """Give the head of the chain, locked until the transaction ends, so that writers queue."""
    head, _created = AuditHead.objects.select_for_update().get_or_create(
        pk=1, defaults={"position": 0, "line_hash": BEGINNING}
    )
    return head


def write_line(
    *,
    event: str,
    by: Actor,
    at: datetime,
    subject: str = "",
    facts: Mapping[str, str | int] = NO_FACTS,
) -> None:
    """Add one line to the trail, in the caller's transaction: both are stored, or neither is.

    Parameters
    ----------
    event
        What happened, such as ``case.registered``.
    subject
        What it happened to: a random reference, a user name, a year; never a value from a case.
    facts
        Small coded facts; see :func:`fristed.foundation.audit.rules.canonical_facts`.

    Raises
    ------
    OutsideTransaction
        If the caller has not opened a transaction.
    TooMuchForTheTrail
        If a fact is not small and coded.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(f"{event} must be written inside transaction.atomic().")
    head = _locked_head()
    line = Line(
        position=head.position + 1,
        at=at,
        event=event,
        actor_id=by.account_id,
        actor_username=by.username,
        subject=subject,
        facts=canonical_facts(facts),
        previous_hash=head.line_hash,
    )
    sealed = hash_of(line)
    AuditLine.objects.create(
        position=line.position,
        at=at,
        event=event,
        actor_id=by.account_id,
        actor_username=by.username,
        subject=subject,
        facts=line.facts,
        previous_hash=line.previous_hash,
        line_hash=sealed,
    )
    head.position, head.line_hash = line.position, sealed
    head.save()
