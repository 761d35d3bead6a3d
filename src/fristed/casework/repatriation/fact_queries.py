"""From rows to facts for the statistics, by the system's own door: nobody is asked, and no page reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from fristed.casework.cases.rules import day_of
from fristed.casework.parties.rules import key_of_person
from fristed.casework.repatriation.codes import State
from fristed.casework.repatriation.facts import JourneyDays, RepatriationFact
from fristed.casework.repatriation.models import Application
from fristed.casework.repatriation.rules import accompanied_by

CHUNK = 500


def repatriation_facts(year: int, *, returned_by: date | None = None) -> Iterator[RepatriationFact]:
    """Give one fact for each person who was applied for in a year; persons, not cases or applications.

    Of somebody with two applications in a year the later says with whom they travel, and either says what
    was asked, granted and done.

    Parameters
    ----------
    returned_by
        The day that "returned" is asked about, itself included; the last of the year where none is said.
        The day and the year of the report differ: "not returned per February 2025" of applications in 2024.
    """
    by = returned_by or date(year, 12, 31)
    # A year is one of Oslo; around New Year the database's may be another.
    rows = Application.objects.filter(submitted_at__year__range=(year - 1, year + 1))
    facts: dict[str, RepatriationFact] = {}
    for row in rows.prefetch_related("travellers").order_by("submitted_at", "pk").iterator(chunk_size=CHUNK):
        if row.submitted_at is None or day_of(row.submitted_at).year != year:
            continue
        group = list(row.travellers.all())
        for one in group:
            fact = RepatriationFact(
                year=year,
                age_group=one.age_group,
                accompanied_by=accompanied_by(
                    one.age_group, (other.age_group for other in group if other is not one)
                ),
                refund_asked=row.asks_refund,
                coordination_asked=row.asks_reception,
                granted=row.outcome == State.GRANTED,
                returned=one.returned_date is not None and one.returned_date <= by,
            )
            key = key_of_person(one.member_id, one.kind, row.person_pseudonym)
            facts[key] = _joined(facts[key], fact) if key in facts else fact
    yield from facts.values()


def _joined(one: RepatriationFact, later: RepatriationFact) -> RepatriationFact:
    flags = ("refund_asked", "coordination_asked", "granted", "returned")
    return replace(later, **{name: getattr(one, name) or getattr(later, name) for name in flags})


def journey_days(year: int) -> Iterator[JourneyDays]:
    """Give for each application how many days it stood in each state that it left in a year."""
    rows = Application.objects.filter(stamps__at__year__range=(year - 1, year + 1)).distinct()
    for row in rows.prefetch_related("stamps").order_by("pk").iterator(chunk_size=CHUNK):
        days: dict[str, int] = {}
        for before, after in pairwise(row.stamps.all()):
            left = day_of(after.at)
            if left.year == year:
                days[before.state] = days.get(before.state, 0) + (left - day_of(before.at)).days
        if days:
            yield JourneyDays(year, row.state, days)
