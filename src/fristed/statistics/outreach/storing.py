"""What is asked of the stored numbers before others are made."""

from __future__ import annotations

from datetime import date

from fristed.statistics.outreach.models import StoredOutreach
from fristed.statistics.outreach.refusals import OutreachRefused
from fristed.statistics.outreach.rules import is_due


def is_made(year: int, policy: str) -> bool:
    """Whether the numbers of a year are made under a policy."""
    return StoredOutreach.objects.filter(year=year, policy=policy).exists()


def is_later_made(year: int, policy: str) -> bool:
    """Whether a later year has its numbers, which print some of this one; this one can be made no more."""
    return StoredOutreach.objects.filter(year__gt=year, policy=policy).exists()


def refuse_if_not_due(year: int, policy: str, today: date) -> None:
    """Refuse a year that cannot be counted yet, or that has its numbers, or a later one that has them.

    Raises
    ------
    OutreachRefused
        With the reason.
    """
    if not is_due(year, today):
        raise OutreachRefused(("year", "not_over"))
    if is_made(year, policy):
        raise OutreachRefused(("year", "computed"))
    if is_later_made(year, policy):
        raise OutreachRefused(("year", "later_made"))
