"""What may be read of the trail, and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fristed.foundation.audit.models import AuditHead, AuditLine
from fristed.foundation.audit.rules import BEGINNING, Line, hash_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.rules import Permission, require

FIELDS = (
    "position",
    "at",
    "event",
    "actor_id",
    "actor_username",
    "subject",
    "facts",
    "previous_hash",
)


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """Whether the chain is whole, and if not, the first position at which it is not.

    ``first_bad`` is the position (from 1) of the first line that was changed, put in, taken out or moved;
    for lines cut off at the end it is the first position that is missing.
    """

    lines: int
    first_bad: int | None
    because: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.first_bad is None


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the trail as a reader sees it."""

    position: int
    at: datetime
    event: str
    actor_username: str
    subject: str
    facts: str


def _stored_lines() -> Iterator[tuple[Line, str]]:
    """Give each stored line with its stored hash, in the order of the chain, without holding them all."""
    rows = AuditLine.objects.order_by("position").values_list(*FIELDS, "line_hash")
    for *values, line_hash in rows.iterator(chunk_size=5_000):
        yield Line(*values), line_hash


def _fault(line: Line, stored_hash: str, *, position: int, previous_hash: str) -> str:
    """Say what is wrong with a line in its place, or nothing."""
    if line.position != position:
        return "a line is missing or has been put in"
    if line.previous_hash != previous_hash:
        return "the line does not follow the one before it"
    return "" if hash_of(line) == stored_hash else "the line has been changed"


def verify_chain() -> ChainVerdict:
    """Read the whole chain and name the first bad position, or find it whole."""
    position, previous_hash = 0, BEGINNING
    for line, stored_hash in _stored_lines():
        position += 1
        if fault := _fault(line, stored_hash, position=position, previous_hash=previous_hash):
            return ChainVerdict(position, min(position, line.position), fault)
        previous_hash = stored_hash
    head = AuditHead.objects.filter(pk=1).values_list("position", "line_hash").first() or (0, BEGINNING)
    if head != (position, previous_hash):
        return ChainVerdict(position, position + 1, "the end of the chain is not where its head says")
    return ChainVerdict(position, None)


def newest_lines(*, by: Actor, limit: int = 100) -> list[TrailLine]:
    """Give the newest lines, newest first, to those who may read the trail.

    Somebody who belongs to a service sees what the people of that service did, and nothing else.

    Raises
    ------
    NotPermitted
        If the actor may not read the audit trail.
    """
    require(by, Permission.AUDIT_READ)
    fields = ("position", "at", "event", "actor_username", "subject", "facts")
    rows = AuditLine.objects.order_by("-position")
    if by.service is not None:
        colleagues = Account.objects.filter(service=by.service).values("username")
        rows = rows.filter(actor_username__in=colleagues)
    return [TrailLine(*row) for row in rows.values_list(*fields)[:limit]]


def lines_about(subject: str, *, limit: int = 500) -> list[TrailLine]:
    """Give the lines about one subject, oldest first, to a room that has decided who may read about it."""
    fields = ("position", "at", "event", "actor_username", "subject", "facts")
    rows = AuditLine.objects.filter(subject=subject).order_by("position").values_list(*fields)[:limit]
    return [TrailLine(*row) for row in rows]
