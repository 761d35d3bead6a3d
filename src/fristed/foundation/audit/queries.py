"""What may be read of the trail, and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Q, QuerySet

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.reading import REFUSALS, REFUSED
from fristed.foundation.audit.rows import stored_head, stored_rows
from fristed.foundation.audit.sealing.verifying import verify_trail
from fristed.foundation.identity.access.reach import references_shut_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.models import Account
from fristed.foundation.identity.rules import Permission, require


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


def verify_chain() -> ChainVerdict:
    """Read the whole chain and name the first bad position, or find it whole.

    Checkpoints and what others hold are left out; :mod:`fristed.foundation.audit.sealing` looks at all.
    """
    found = verify_trail(stored_rows(), stored_head())
    return ChainVerdict(found.lines, found.first_bad, found.because)


@dataclass(frozen=True, slots=True)
class TrailFilters:
    """What a reader of the trail narrows it to; empty and ``None`` narrow nothing."""

    event: str = ""
    username: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def named(self) -> str:
        """Give the names of what narrows, parted by spaces; no value, for the line about the reading."""
        return " ".join(sorted(field.name for field in fields(self) if getattr(self, field.name)))


NO_FILTERS = TrailFilters()
SHOWN = ("position", "at", "event", "actor_username", "subject", "facts")


def last_position() -> int:
    """Give the position of the last line, or 0."""
    return stored_head().position


def lines_of_events(events: Iterable[str], *, after: int, limit: int) -> tuple[TrailLine, ...]:
    """Give lines of some events behind a position, oldest first, to a room that decides who may see them."""
    rows = AuditLine.objects.filter(position__gt=after, event__in=tuple(events)).order_by("position")
    return tuple(TrailLine(*row) for row in rows.values_list(*SHOWN)[:limit])


def _within_reach(by: Actor) -> QuerySet[AuditLine]:
    """Give the lines that an actor may read: those of the own service's people, or all.

    What is about a case that a tie or a block shuts to the actor is left out: that somebody was shut out, by
    whom and of what, would otherwise be told to nobody sooner than to the one it is kept from.
    """
    require(by, Permission.AUDIT_READ)
    rows = lines_open_to(by, AuditLine.objects.order_by("-position"))
    if by.service is None:
        return rows
    colleagues = Account.objects.filter(service=by.service).values("username")
    return rows.filter(actor_username__in=colleagues)


def lines_open_to(by: Actor, rows: QuerySet[AuditLine]) -> QuerySet[AuditLine]:
    """Leave out what others did with a case that is shut to somebody in person, as subject or among facts.

    What one did oneself stays, and so do refusals: both are told of a case that is there and of one that is
    not, so that looking for the line about a reference tells nothing of it.
    """
    shut = references_shut_to(by.account_id or 0)
    names_one = Q(subject__in=shut)
    for reference in sorted(shut):
        names_one |= Q(facts__contains=f'"{reference}"')
    by_others = ~Q(actor_username=by.username) & ~Q(event__in=REFUSALS)
    return rows.exclude(names_one & by_others) if shut else rows


def newest_lines(
    *, by: Actor, limit: int = 100, filters: TrailFilters = NO_FILTERS, before: int | None = None
) -> list[TrailLine]:
    """Give the newest lines, newest first, to those who may read the trail.

    Somebody who belongs to a service sees what the people of that service did, and nothing else.

    Parameters
    ----------
    before
        Give lines before this position only; a list goes on where the last page ended.

    Raises
    ------
    NotPermitted
        If the actor may not read the audit trail.
    """
    rows = _within_reach(by)
    equal = {"event": filters.event, "actor_username": filters.username, "subject": filters.subject}
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if filters.since is not None:
        rows = rows.filter(at__gte=filters.since)
    if filters.until is not None:
        rows = rows.filter(at__lt=filters.until)
    if before is not None:
        rows = rows.filter(position__lt=before)
    return [TrailLine(*row) for row in rows.values_list(*SHOWN)[:limit]]


def events_told(*, by: Actor) -> tuple[str, ...]:
    """Give the kinds of events that the lines within an actor's reach tell of, sorted.

    Raises
    ------
    NotPermitted
        If the actor may not read the audit trail.
    """
    return tuple(_within_reach(by).order_by("event").values_list("event", flat=True).distinct())


def lines_about(subject: str, *, limit: int = 500) -> list[TrailLine]:
    """Give what was done about one subject, oldest first, to a room that has decided who may read about it.

    Who has only looked at it is left out: the history of a case is read by every colleague, the log of its
    readers by those who review it.
    """
    rows = AuditLine.objects.filter(subject=subject).exclude(Q(event__endswith="read") | Q(event=REFUSED))
    return [TrailLine(*row) for row in rows.order_by("position").values_list(*SHOWN)[:limit]]


def positions_of(event: str, subjects: Iterable[str]) -> dict[str, int]:
    """Give where the trail tells that something happened to each of some subjects, the last time.

    For a room that has decided who may read about them.
    """
    rows = AuditLine.objects.filter(subject__in=list(subjects), event=event).order_by("position")
    return dict(rows.values_list("subject", "position"))
