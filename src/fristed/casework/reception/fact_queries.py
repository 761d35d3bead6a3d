"""From rows to facts for the statistics, by the system's own door: nobody is asked, and no page reads it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fristed.casework.cases.rules import day_of
from fristed.casework.reception.facts import ReceptionDays, ReceptionFact
from fristed.casework.reception.models import Reception

CHUNK = 500


def reception_facts(year: int) -> Iterator[ReceptionFact]:
    """Give one fact for each reception that was asked for in a year."""
    # A year is one of Oslo; around New Year the database's may be another.
    rows = Reception.objects.filter(asked_at__year__range=(year - 1, year + 1)).order_by("pk")
    for row in rows.iterator(chunk_size=CHUNK):
        if day_of(row.asked_at).year == year:
            yield ReceptionFact(year, row.adults, row.children, row.state)


def reception_days(year: int) -> Iterator[ReceptionDays]:
    """Give for each reception how many days it stood in each state that it left in a year."""
    rows = Reception.objects.filter(stamps__at__year__range=(year - 1, year + 1)).distinct()
    for row in rows.prefetch_related("stamps").order_by("pk").iterator(chunk_size=CHUNK):
        days: dict[str, int] = {}
        for before, after in pairwise(row.stamps.all()):
            left = day_of(after.at)
            if left.year == year:
                days[before.state] = days.get(before.state, 0) + (left - day_of(before.at)).days
        if days:
            yield ReceptionDays(year, days)
