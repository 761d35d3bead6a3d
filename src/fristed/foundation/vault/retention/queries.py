"""Lists of what is due, for those who review them in their own service."""

from __future__ import annotations

from typing import cast

from django.db.models import Count, Q

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.models import DestructionList, DestructionRow, Envelope
from fristed.foundation.vault.retention.classes import retention_class
from fristed.foundation.vault.retention.facts import Listed, ListedRow, ListHead, State
from fristed.foundation.vault.retention.rules import deciders

PROGRAMS = frozenset({SYSTEM.username})


class ListNotFound(Exception):
    """There is no such list, or no such row, in the reader's service; which of the two is not said."""


def kept_owners(service: str) -> tuple[tuple[Owner, bool], ...]:
    """Give every owner of a service for whom something is kept, and whether a place is."""
    rows = Envelope.objects.filter(service=service, shredded_at=None).order_by("reference")
    found = rows.values_list("reference", "place_version")
    return tuple((Owner(service, reference), place > 0) for reference, place in found)


def lists_of(by: Actor) -> tuple[ListHead, ...]:
    """Give the lists of the reader's service, the newest first.

    Raises
    ------
    NotPermitted
        If the actor does not review destruction.
    """
    require(by, Permission.RETENTION_REVIEW)
    waiting = Count("rows", filter=Q(rows__state="proposed"))
    rows = DestructionList.objects.filter(service=by.service or "").annotate(
        row_count=Count("rows"), waiting_count=waiting
    )
    return tuple(_head(row, row.row_count, row.waiting_count) for row in rows.order_by("-proposed_at", "-pk"))


def list_of(reference: str, *, by: Actor) -> Listed:
    """Give a list of the reader's service with its rows, the longest overdue first.

    Raises
    ------
    NotPermitted
        If the actor does not review destruction.
    ListNotFound
        If there is no such list in the service.
    """
    require(by, Permission.RETENTION_REVIEW)
    row = DestructionList.objects.filter(reference=reference, service=by.service or "").first()
    if row is None:
        raise ListNotFound("There is no such list.")
    return whole_list(row)


def whole_list(row: DestructionList) -> Listed:
    """Give a stored list with its rows."""
    rows = row.rows.prefetch_related("approvals").order_by("due_date", "owner_reference", "pk")
    found = tuple(_row(one, row.proposed_by) for one in rows)
    return Listed(_head(row, len(found), sum(one.state == "proposed" for one in found)), found)


def deciders_of(row: DestructionRow, proposed_by: str) -> frozenset[str]:
    """Give those who have decided on a row."""
    approved = [one.approved_by for one in row.approvals.all()]
    return deciders(proposed_by, approved, programs=PROGRAMS)


def _head(row: DestructionList, rows: int, waiting: int) -> ListHead:
    return ListHead(row.reference, row.service, row.on_date, row.proposed_at, row.proposed_by, rows, waiting)


def _row(row: DestructionRow, proposed_by: str) -> ListedRow:
    people = deciders_of(row, proposed_by)
    return ListedRow(
        reference=row.reference,
        owner_reference=row.owner_reference,
        retention_class=row.retention_class,
        event_date=row.event_date,
        due_date=row.due_date,
        state=cast(State, row.state),
        approved_by=tuple(sorted(one.approved_by for one in row.approvals.all())),
        is_decided=len(people) >= retention_class(row.retention_class).people,
        fields_destroyed=row.fields_destroyed,
        destroyed_sha256=row.destroyed_sha256,
        ended_at=row.ended_at,
    )
