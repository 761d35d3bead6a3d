"""The verbs of the trail: a line with the change it tells, and a line before anything is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from django.db import DatabaseError, transaction

from fristed.foundation.audit.models import AuditHead, AuditLine
from fristed.foundation.audit.reading import READ_AS, READ_IN, role_kind
from fristed.foundation.audit.rules import BEGINNING, Line, canonical_facts, hash_of
from fristed.foundation.identity.facts import Actor

NO_FACTS: Mapping[str, str | int] = MappingProxyType({})


class OutsideTransaction(Exception):
    """An audit line belongs in the transaction of the change it tells; there is none open."""


class TrailUnavailable(Exception):
    """The trail cannot be written now, so nothing may be shown."""


@dataclass(slots=True)
class ReadLines:
    """How many lines about reading are known to be durable in this request."""

    durable: int = 0


_OF_THIS_REQUEST: ContextVar[ReadLines | None] = ContextVar("lines about reading", default=None)


@contextmanager
def read_lines() -> Iterator[ReadLines]:
    """Count the durable lines about reading that are written until the block ends."""
    lines = ReadLines()
    token = _OF_THIS_REQUEST.set(lines)
    try:
        yield lines
    finally:
        _OF_THIS_REQUEST.reset(token)


def _count_a_durable_line() -> None:
    if (lines := _OF_THIS_REQUEST.get()) is not None:
        lines.durable += 1


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
    TrailUnavailable
        If the database refuses the line; the caller's change goes with it.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(f"{event} must be written inside transaction.atomic().")
    try:
        _append(event=event, by=by, at=at, subject=subject, facts=canonical_facts(facts))
    except DatabaseError as broken:
        raise TrailUnavailable(f"{event} could not be written.") from broken


def _append(*, event: str, by: Actor, at: datetime, subject: str, facts: str) -> None:
    """Store a line after the last one, and move the head."""
    head = _locked_head()
    line = Line(
        position=head.position + 1,
        at=at,
        event=event,
        actor_id=by.account_id,
        actor_username=by.username,
        subject=subject,
        facts=facts,
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


def record_read(
    *,
    event: str,
    by: Actor,
    at: datetime,
    subject: str = "",
    facts: Mapping[str, str | int] = NO_FACTS,
    again_after: timedelta | None = None,
) -> None:
    """Write, in a transaction of its own that has ended when this returns, that somebody is about to read.

    The line also tells the reader's service and kind of role as they are now, for the person whose case it
    is: the reader may have left when the person asks.

    Parameters
    ----------
    event
        What is read, such as ``case.read``.
    subject
        Which case it is about; never what was searched for.
    facts
        Names of filters and counts; never a value of a filter.
    again_after
        For pages that look again by themselves while they wait: a line of the same reader about the same
        thing that is younger than this stands for this reading too.

    Raises
    ------
    TrailUnavailable
        If the line cannot be stored; then nothing may be shown.
    TooMuchForTheTrail
        If a fact is not small and coded.
    """
    told = {**facts, READ_IN: by.service or "", READ_AS: role_kind(by.permissions)}
    try:
        if again_after is None or not _is_read_already(event, by, subject, after=at - again_after):
            with transaction.atomic(durable=True):
                write_line(event=event, by=by, at=at, subject=subject, facts=told)
    except DatabaseError as broken:
        raise TrailUnavailable(f"{event} could not be written.") from broken
    _count_a_durable_line()


def _is_read_already(event: str, by: Actor, subject: str, *, after: datetime) -> bool:
    """Whether a line that is stored tells that the actor has just read the same."""
    rows = AuditLine.objects.filter(subject=subject, event=event, actor_username=by.username)
    return rows.filter(actor_id=by.account_id, at__gt=after).exists()
