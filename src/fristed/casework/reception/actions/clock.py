"""What happens to receptions by the clock. It can be asked at any time and any number of times."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.casework.reception.actions.storing import tell
from fristed.casework.reception.models import Reception
from fristed.casework.reception.queries import owner_of_details
from fristed.casework.reception.rules import details_end
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault.actions import NotSealed, shred
from fristed.foundation.vault.queries import has_place

RETENTION = "reception_details"


def fire_details(*, by: Actor, at: datetime) -> int:
    """Destroy the details of each reception whose time has come, keys first; give how many had any.

    Raises
    ------
    NotPermitted
        If the actor is not the program that does things by the clock.
    """
    require(by, Permission.CLOCK_FIRE)
    kept = Reception.objects.filter(details_destroyed_at=None).order_by("pk")
    due = [row.pk for row in kept.iterator(chunk_size=500) if _end_of(row) <= day_of(at)]
    return sum(_destroyed(key, by=by, at=at) for key in due)


def _end_of(row: Reception) -> date:
    return details_end(
        state=row.state,
        over_date=row.arrived_date or day_of(row.since),
        planned_date=row.arrival_date,
        asked_date=day_of(row.asked_at),
    )


def _destroyed(key: int, *, by: Actor, at: datetime) -> bool:
    with transaction.atomic():
        row = Reception.objects.select_for_update().filter(pk=key, details_destroyed_at=None).first()
        if row is None:
            return False
        owner = owner_of_details(row.details)
        had = has_place(owner)
        if had:
            try:
                shred(owner=owner, retention=RETENTION, decided_by=[row.asked_by], by=by, at=at)
            except NotSealed:
                had = False
        row.details_destroyed_at = at
        row.save(update_fields=["details_destroyed_at"])
        tell("reception.details_destroyed", row, by=by, at=at, had=int(had))
    return had
