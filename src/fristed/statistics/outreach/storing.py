"""What is asked of the stored numbers before others are made."""

from __future__ import annotations

from datetime import date

from fristed.statistics.made_once import why_not
from fristed.statistics.outreach.models import StoredOutreach
from fristed.statistics.outreach.refusals import OutreachRefused
from fristed.statistics.outreach.rules import is_due


def refuse_if_not_due(year: int, policy: str, today: date) -> None:
    """Refuse a year that cannot be counted yet, or that has its numbers, or a later one that has them.

    Raises
    ------
    OutreachRefused
        With the reason.
    """
    if why := why_not(StoredOutreach, year, policy, is_due=is_due(year, today)):
        raise OutreachRefused(("year", why))
