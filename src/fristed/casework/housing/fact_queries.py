"""From rows to facts for the statistics: each person once a year in a role, and place-days of half-years.

The system's own door, as for the facts of cases: it asks nobody's permission, and no page reads it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from fristed.casework.housing.codes import UNDER_ASSESSMENT, State
from fristed.casework.housing.facts import HousedFact, OccupancyFact, StepDays
from fristed.casework.housing.models import Person, Place, Stay, Step
from fristed.casework.housing.rules import days_within, half_of
from fristed.casework.parties.codes import Age
from fristed.casework.parties.rules import key_of_person

ADULT, ACCOMPANYING_CHILD = "adult", "accompanying_child"
CHUNK = 2_000


@dataclass(slots=True)
class _Course:
    """How an application went: the span under assessment, and whether places were given, by day."""

    assessed: list[tuple[date, date | None]] = field(default_factory=list)
    given: list[date] = field(default_factory=list)
    refused: list[tuple[date, str]] = field(default_factory=list)


def housed_facts(year: int) -> Iterator[HousedFact]:
    """Give one fact for each person who was assessed, was given a place or lived at one in a year.

    Somebody with two applications in a year is one person: what holds in one of them holds.
    """
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    courses, stays = _courses(), _stays()
    facts: dict[str, HousedFact] = {}
    columns = ("application_id", "application__scheme", "age_group", "age_years", "gender")
    who = ("pk", "member_id", "kind", "application__person_pseudonym")
    rows = Person.objects.order_by("pk").values_list(*who, *columns, "country_background")
    for (
        key,
        member,
        kind,
        pseudonym,
        application,
        scheme,
        age_group,
        age_years,
        gender,
        country,
    ) in rows.iterator(chunk_size=CHUNK):
        course, lived = courses[application], stays[key]
        adult = age_group == Age.ADULT
        fact = HousedFact(
            year=year,
            role=ADULT if adult else ACCOMPANYING_CHILD,
            scheme=scheme,
            gender=gender,
            country=country,
            age_years=age_years if adult else None,
            assessed_in_year=any(
                begun < after and (over is None or over >= first) for begun, over in course.assessed
            ),
            allocated_in_year=any(first <= day < after for day in course.given),
            still_assessed_at_year_end=any(
                begun < after and (over is None or over >= after) for begun, over in course.assessed
            ),
            resident_in_year=any(
                moved_in < after and (left is None or left >= first) for moved_in, left in lived
            ),
            moved_in_in_year=any(first <= moved_in < after for moved_in, _left in lived),
            not_offered_why=next((why for day, why in course.refused if first <= day < after), ""),
        )
        person = key_of_person(member, kind, pseudonym)
        facts[person] = _joined(facts[person], fact) if person in facts else fact
    yield from (one for one in facts.values() if _is_of_the_year(one))


def _is_of_the_year(one: HousedFact) -> bool:
    return one.assessed_in_year or one.allocated_in_year or one.resident_in_year


def _joined(one: HousedFact, other: HousedFact) -> HousedFact:
    """Join two facts of one person; the later says who they are, and either says what was."""
    flags = (
        "assessed_in_year",
        "allocated_in_year",
        "still_assessed_at_year_end",
        "resident_in_year",
        "moved_in_in_year",
    )
    later = other if _is_of_the_year(other) else one
    why = later.not_offered_why or one.not_offered_why or other.not_offered_why
    joined = {name: getattr(one, name) or getattr(other, name) for name in flags}
    return replace(later, not_offered_why=why, **joined)


def _courses() -> defaultdict[int, _Course]:
    found: defaultdict[int, _Course] = defaultdict(_Course)
    begun: dict[int, date] = {}
    columns = ("application_id", "state", "on_date", "why")
    rows = Step.objects.order_by("application_id", "number").values_list(*columns)
    for key, state, day, why in rows.iterator(chunk_size=CHUNK):
        if State(state) in UNDER_ASSESSMENT:
            begun.setdefault(key, day)
        elif key in begun:
            found[key].assessed.append((begun.pop(key), day))
        if state == State.ALLOCATED:
            found[key].given.append(day)
        elif state == State.NOT_OFFERED:
            found[key].refused.append((day, why))
    for key, day in begun.items():
        found[key].assessed.append((day, None))
    return found


def _stays() -> defaultdict[int, list[tuple[date, date | None]]]:
    found: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Stay.objects.filter(moved_in_date__isnull=False).order_by("pk")
    for key, moved_in, left in rows.values_list("person_id", "moved_in_date", "ended_date").iterator(
        chunk_size=CHUNK
    ):
        if moved_in is not None:
            found[key].append((moved_in, left))
    return found


def occupancy_facts(year: int) -> Iterator[OccupancyFact]:
    """Give the occupied and the available place-days of both halves of a year.

    A place is available on each day that it is part of the capacity, and occupied on each that somebody who
    takes a place lives there: from the day of moving in, until the one of moving out, which is free again.
    """
    places: Sequence[tuple[date, date | None]] = list(Place.objects.values_list("from_date", "to_date"))
    stays = Stay.objects.filter(takes_place=True, moved_in_date__isnull=False)
    lived = list(stays.values_list("moved_in_date", "ended_date", "member_id"))
    for half in (1, 2):
        within = half_of(year, half)
        yield OccupancyFact(
            year,
            half,
            sum(days_within(begun, left, within) for begun, left, _who in lived if begun),
            sum(days_within(begun, ended, within) for begun, ended in places),
            (within[1] - within[0]).days,
            len({who for begun, left, who in lived if begun and days_within(begun, left, within)}),
        )


def step_days(year: int) -> Iterator[StepDays]:
    """Give for each application the days it stood in each state that it left in a year."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    rows = Step.objects.order_by("application_id", "number").values_list("application_id", "state", "on_date")
    days: dict[int, dict[str, int]] = {}
    last: dict[int, tuple[str, date]] = {}
    for key, state, day in rows.iterator(chunk_size=CHUNK):
        if key in last and first <= day < after:
            before, since = last[key]
            stood = days.setdefault(key, {})
            stood[before] = stood.get(before, 0) + (day - since).days
        last[key] = (state, day)
    yield from (StepDays(year, stood) for stood in days.values())
