"""Loading invented grey-zone cases into a register that has cases and no grey-zone case: all, or nothing."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction

from fristed.casework.cases.actions.loading import ROWS_AT_A_TIME, RegisterNotEmpty
from fristed.casework.cases.models import Case, GreyZoneCase
from fristed.casework.cases.references import new_reference
from fristed.casework.cases.rules import GREY_ZONE_SERVICE
from fristed.foundation.audit.actions import write_line
from fristed.foundation.days import OSLO
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.methods.reconstruction.outreach.records import InventedGreyZone


def load_grey_zone(rows: Sequence[InventedGreyZone], *, seed: int, by: Actor, at: datetime) -> int:
    """Store invented grey-zone cases; one that became a case is linked to one that began then or after.

    References are drawn from the seed. One audit line tells how many came; no case comes.

    Raises
    ------
    NotPermitted
        If the actor may not load a register.
    RegisterNotEmpty
        If there are grey-zone cases already.
    ValueError
        If the register has too few cases that they could have become.
    """
    require(by, Permission.REGISTER_LOAD)
    with transaction.atomic():
        # The line comes first: it takes the lock writers share, so that two loads cannot both find it empty.
        write_line(
            event="register.grey_zone_loaded", by=by, at=at, facts={"grey_zone": len(rows), "seed": seed}
        )
        if GreyZoneCase.objects.exists():
            raise RegisterNotEmpty("There are grey-zone cases already; nothing was loaded.")
        chance = random.Random(f"grey zone {seed}")  # noqa: S311  invented rows, repeatable on purpose
        cases = _Cases()
        GreyZoneCase.objects.bulk_create(
            (_row(one, cases, chance) for one in rows), batch_size=ROWS_AT_A_TIME
        )
    return len(rows)


class _Cases:
    """The advisers' cases that a grey-zone case can have become, each given away once."""

    def __init__(self) -> None:
        rows = Case.objects.filter(service=GREY_ZONE_SERVICE, counts_with__isnull=True)
        self._cases = list(rows.order_by("first_contact_date", "pk"))
        self._days = [one.first_contact_date for one in self._cases]

    def take(self, day: date) -> Case:
        place = bisect_left(self._days, day)
        if place == len(self._days) or self._days[place].year > day.year:
            raise ValueError(f"There is no case that began on {day} or later that year.")
        self._days.pop(place)
        return self._cases.pop(place)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=OSLO)


def _row(one: InventedGreyZone, cases: _Cases, chance: random.Random) -> GreyZoneCase:
    case = cases.take(one.converted_date) if one.converted_date else None
    return GreyZoneCase(
        service=GREY_ZONE_SERVICE,
        reference=new_reference(chance.choice),
        registered_at=_noon(one.first_contact_date),
        first_contact_date=one.first_contact_date,
        topic=one.topic,
        case=case,
        converted_at=_noon(case.first_contact_date) if case else None,
    )
