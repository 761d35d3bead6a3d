"""What the clock does: those who look after a stay are warned after six, eight and nine months."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.casework.housing.codes import IN_A_PLACE
from fristed.casework.housing.models import Application, ProviderStaff, Stay, StayWarning
from fristed.casework.housing.parameters import parameters
from fristed.casework.housing.rules import months_reached
from fristed.casework.housing.storing import tell, those_it_is_open_to
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import holders_of
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.notifying.actions import notify
from fristed.foundation.notifying.codes import NoticeKind

OFFICERS = "housing_officer"


def fire_stay_warnings(*, by: Actor, at: datetime) -> int:
    """Warn once for each mark that a stay has come to; give for how many stays.

    Raises
    ------
    NotPermitted
        If the actor is not the clock.
    """
    require(by, Permission.CLOCK_FIRE)
    today = day_of(at)
    rows = Stay.objects.filter(
        ended_date=None,
        moved_in_date__isnull=False,
        application__state__in=sorted(map(str, IN_A_PLACE)),
    )
    found = dict(rows.order_by("pk").values_list("application_id", "moved_in_date"))
    marks = parameters().warn_after_months
    warned = set(StayWarning.objects.filter(application__in=found).values_list("application_id", "months"))
    due = [
        key
        for key, moved_in in found.items()
        if moved_in and any((key, mark) not in warned for mark in months_reached(moved_in, today, marks))
    ]
    return sum(_warned(key, by=by, at=at) for key in due)


def _warned(key: int, *, by: Actor, at: datetime) -> bool:
    with transaction.atomic():
        row = Application.objects.select_for_update().get(pk=key)
        moved_in = (
            Stay.objects.filter(application=row, moved_in_date__isnull=False, ended_date=None)
            .values_list("moved_in_date", flat=True)
            .first()
        )
        if moved_in is None:
            return False
        marks = months_reached(moved_in, day_of(at), parameters().warn_after_months)
        given = set(StayWarning.objects.filter(application=row).values_list("months", flat=True))
        new = [mark for mark in marks if mark not in given]
        StayWarning.objects.bulk_create(
            StayWarning(application=row, months=mark, given_at=at) for mark in new
        )
        if not new:
            return False
        at_the_place = ProviderStaff.objects.filter(provider=row.provider, ended_at=None)
        officers = sorted(holders_of(OFFICERS))
        accounts = [*officers, *at_the_place.values_list("account_id", flat=True)]
        notify(account_ids=those_it_is_open_to(row, accounts), kind=NoticeKind.STAY_LONG, by=by, at=at)
        tell(row, event="housing.warned", by=by, at=at)
    return True
