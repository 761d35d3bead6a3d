"""Finding cases for invented people, and noting them there: for a register that is loaded as a whole."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime

from fristed.casework.cases.models import Case
from fristed.casework.parties.codes import Age, Kind
from fristed.casework.parties.models import KEY_LENGTH, Member
from fristed.methods.classifications import age_group_of
from fristed.methods.reconstruction.chain.records import ChainPerson

NEAREST = 60
"""Among how many earlier cases one is looked for that fits."""


class NoCaseLeft(Exception):
    """The register has no case for somebody: it is loaded before its chain."""


class FreeCases:
    """The cases of a service that nobody is noted in, each given away once."""

    def __init__(self, service: str, *, abroad: bool) -> None:
        rows = Case.objects.filter(service=service, counts_with__isnull=True)
        rows = rows.filter(abroad_case=True) if abroad else rows.exclude(abroad_case=True)
        free = rows.exclude(pk__in=Member.objects.values("case"))
        self._cases = list(free.order_by("first_contact_date", "pk"))
        self._days = [one.first_contact_date for one in self._cases]

    def take(self, person: ChainPerson, *, by_date: date) -> Case:
        """Give a case that had begun by a day; among the latest of these the one that fits the person best.

        Raises
        ------
        NoCaseLeft
            If there is none.
        """
        until = bisect_right(self._days, by_date)
        latest = range(max(0, until - NEAREST), until)
        if not latest:
            raise NoCaseLeft(f"There is no case that had begun by {by_date}.")
        place = max(latest, key=lambda number: (_likeness(self._cases[number], person), number))
        self._days.pop(place)
        return self._cases.pop(place)


def _likeness(case: Case, person: ChainPerson) -> int:
    group = Age.ADULT if person.is_adult else Age.CHILD
    return sum(
        (
            4 * (age_group_of(case.age_band) == group),
            2 * (case.gender == person.gender),
            case.country_background == person.country,
        )
    )


def noted_in(
    case: Case, people: Sequence[ChainPerson], *, at: datetime, by: str, chance: random.Random
) -> list[Member]:
    """Note people in a case, the first as its person; the rows are made and not stored."""
    return [
        Member(
            case=case,
            key=f"{chance.getrandbits(4 * KEY_LENGTH):0{KEY_LENGTH}x}",
            kind=Kind.PERSON.value if number == 0 else Kind.CHILD.value,
            age_group=(Age.ADULT if one.is_adult else Age.CHILD).value,
            age_years=one.age_years,
            gender=one.gender,
            country_background=one.country,
            noted_at=at,
            noted_by=by,
        )
        for number, one in enumerate(people)
    ]
