"""What is asked of the stored tables before others are made."""

from __future__ import annotations

from datetime import date

from fristed.statistics.outcomes.models import StoredOutcomes
from fristed.statistics.outcomes.refusals import OutcomesRefused
from fristed.statistics.outcomes.rules import year_has_ended


def made_or_going_on(year: int, today: date) -> bool:
    """Whether the tables of a year cannot be made: the year goes on, or they are made already."""
    return not year_has_ended(year, today) or StoredOutcomes.objects.filter(year=year).exists()


def refuse_if_not_due(year: int, today: date) -> None:
    """Refuse a year that has not ended, or has its tables.

    Raises
    ------
    OutcomesRefused
        With the reason.
    """
    if not year_has_ended(year, today):
        raise OutcomesRefused(("year", "not_ended"))
    if StoredOutcomes.objects.filter(year=year).exists():
        raise OutcomesRefused(("year", "computed"))
