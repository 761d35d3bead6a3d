"""From rows to facts for the statistics, by the system's own door: nobody is asked, and no page reads it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fristed.casework.cases.rules import day_of
from fristed.casework.reception.facts import ReceptionFact
from fristed.casework.reception.models import Reception


def reception_facts(year: int) -> Iterator[ReceptionFact]:
    """Give one fact for each reception that was asked for in a year."""
    rows = Reception.objects.filter(asked_at__year=year).prefetch_related("stamps").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        days: dict[str, int] = {}
        for before, after in pairwise(row.stamps.all()):
            days[before.state] = days.get(before.state, 0) + (day_of(after.at) - day_of(before.at)).days
        yield ReceptionFact(year, row.adults, row.children, row.state, days)
