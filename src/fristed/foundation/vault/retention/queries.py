"""Lists of what is due, for those who review them in their own service."""

from __future__ import annotations

from typing import cast

from django.db.models import Count, Exists, OuterRef, Q

from fristed.foundation.identity.access.looking import once
from fristed.foundation.identity.access.reach import references_shut_to
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


def rows_open_to(by: Actor, field: str = "owner_reference") -> Q:
    """Give the condition that a row is not about a case that is shut to somebody in person."""
    return ~Q(**{f"{field}__in": references_shut_to(by.account_id or 0)})


def lists_of(by: Actor) -> tuple[ListHead, ...]:
    """Give the lists of the reader's service, the newest first; rows that are shut to the reader count not.

    Raises
    ------
    NotPermitted
        If the actor does not review destruction.
    """
    require(by, Permission.RETENTION_REVIEW)
    seen = rows_open_to(by, "rows__owner_reference")
    rows = DestructionList.objects.filter(service=by.service or "").annotate(
        row_count=Count("rows", filter=seen),
        waiting_count=Count("rows", filter=seen & Q(rows__state="proposed")),
    )
    rows = rows.filter(row_count__gt=0)
    return tuple(_head(row, row.row_count, row.waiting_count) for row in rows.order_by("-proposed_at", "-pk"))


def list_of(reference: str, *, by: Actor) -> Listed:
    """Give a list of the reader's service with the rows open to the reader, the longest overdue first.

    Raises
    ------
    NotPermitted
        If the actor does not review destruction.
    ListNotFound
        If there is no such list in the service, or no row of it is open to the reader.
    """
    return _with_rows(_row_of_list(reference, by), rows_open_to(by))


def whole_list_of(reference: str, *, by: Actor) -> Listed:
    """Give a list that the reader may see with all its rows, for what names no case.

    Raises
    ------
    NotPermitted, ListNotFound
        As in :func:`list_of`.
    """
    return _with_rows(_row_of_list(reference, by), Q())


def _row_of_list(reference: str, by: Actor) -> DestructionList:
    require(by, Permission.RETENTION_REVIEW)
    open_rows = DestructionRow.objects.filter(rows_open_to(by), on_list=OuterRef("pk"))
    lists = DestructionList.objects.filter(Exists(open_rows), reference=reference, service=by.service or "")
    row = once(("destruction list", by, reference), lists.first)
    if row is None:
        raise ListNotFound("There is no such list.")
    return row


def _with_rows(row: DestructionList, seen: Q) -> Listed:
    rows = row.rows.filter(seen).prefetch_related("approvals").order_by("due_date", "owner_reference", "pk")
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
