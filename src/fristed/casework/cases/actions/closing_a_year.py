"""A service stands by what it has registered in a year, or takes that back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.models import YearConfirmation
from fristed.casework.cases.rules import GUIDELINE_SINCE, day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require


class YearHasNotEnded(ValueError):
    """Nobody can stand by a year that goes on, or by one from before the register."""


def confirm_year(*, service: str, year: int, by: Actor, at: datetime) -> None:
    """Say that the service has gone through its work list of a year; twice is as good as once.

    Raises
    ------
    NotPermitted
        If the actor may not confirm the years of this service.
    YearHasNotEnded
        If the year is not over, or lies before the register.
    """
    require(by, Permission.YEAR_CONFIRM, service=service)
    if not GUIDELINE_SINCE.year <= year < day_of(at).year:
        raise YearHasNotEnded(f"{year} cannot be confirmed on {day_of(at)}.")
    with transaction.atomic():
        said = {"confirmed_at": at, "confirmed_by": by.username}
        _, is_new = YearConfirmation.objects.get_or_create(service=service, year=year, defaults=said)
        if is_new:
            write_line(event="year.confirmed", by=by, at=at, subject=f"{service} {year}")


def withdraw_confirmation(*, service: str, year: int, by: Actor, at: datetime) -> None:
    """Take the confirmation of a year back; nothing happens where there is none.

    Raises
    ------
    NotPermitted
        If the actor may not confirm the years of this service.
    """
    require(by, Permission.YEAR_CONFIRM, service=service)
    with transaction.atomic():
        gone, _ = YearConfirmation.objects.filter(service=service, year=year).delete()
        if gone:
            write_line(event="year.confirmation_withdrawn", by=by, at=at, subject=f"{service} {year}")
