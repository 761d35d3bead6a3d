"""Checks a register against what is printed and what nobody may do; shares no code with who built it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from fristed.methods.months import months_after
from fristed.methods.percents import percent_of
from fristed.methods.reconstruction.chain.constraints import ChainConstraints
from fristed.methods.reconstruction.chain.records import ChainPerson, ChainRegister, Housing, Journey

UNDER_ASSESSMENT = frozenset(
    {"mapping_interview", "request_for_security_recommendation", "recommended", "not_recommended"}
)


def faults_of(register: ChainRegister, constraints: ChainConstraints) -> Iterator[str]:
    """Say what does not hold, a sentence each; nothing where the register is as printed."""
    for one in constraints.counts:
        count = _count(register, one.of, one.where, constraints)
        if count != one.persons:
            yield f"{one.id} is {count} persons and should be {one.persons}"
    for name, expected in constraints.values.items():
        found = _VALUES[name](register, constraints)
        if found > expected if name == "longest_stay_months" else found != expected:
            yield f"{name} is {found} and should be {expected}"
    for half, percent in constraints.occupancy.items():
        occupied, available = place_days(register, constraints.year, half)
        if percent_of(occupied, available) != percent:
            yield f"half {half} is {occupied} of {available} place-days and should round to {percent} percent"
    yield from _impossible(register)


def _count(
    register: ChainRegister, of: str, where: Mapping[str, bool | int], constraints: ChainConstraints
) -> int:
    last_day = date(constraints.year + 1, 2, 28)
    if of == "journeys":
        return sum(
            all(_of_journey(one, name, journey, last_day) == value for name, value in where.items())
            for journey in register.journeys
            for one in range(len(journey.travellers))
        )
    return sum(
        all(_of_housing(person, name, value, housing) for name, value in where.items())
        for housing in register.housing
        for person in housing.people
    )


def _of_journey(place: int, name: str, journey: Journey, last_day: date) -> bool:
    """Tell something of one traveller."""
    one = journey.travellers[place]
    if name == "is_adult":
        return one.person.is_adult
    if name == "has_returned":
        return one.returned_date is not None and one.returned_date <= last_day
    if name == "with_the_others":
        return any(other.person.is_adult != one.person.is_adult for other in journey.travellers)
    return {"asks_refund": journey.asks_refund, "asks_reception": journey.asks_reception}[name]


def _of_housing(person: ChainPerson, name: str, value: bool | int, housing: Housing) -> bool:
    """Whether something holds of somebody in an application."""
    if name == "is_adult":
        return person.is_adult == value
    if name == "moved_in":
        return housing.stay is not None and housing.stay.moved_in_date.year == value
    first, after = date(int(value), 1, 1), date(int(value) + 1, 1, 1)
    if name == "resident":
        return (
            housing.stay is not None
            and housing.stay.moved_in_date < after
            and housing.stay.ended_date >= first
        )
    if name == "allocated":
        return any(step.state == "allocated" and first <= step.on_date < after for step in housing.steps)
    begun = min((step.on_date for step in housing.steps if step.state in UNDER_ASSESSMENT), default=date.max)
    over = min(
        (
            step.on_date
            for step in housing.steps
            if step.on_date >= begun and step.state in ("assessed", "not_offered")
        ),
        default=date.max,
    )
    return begun < after and (over >= after if name == "assessed_at_end_of" else over >= first)


def place_days(register: ChainRegister, year: int, half: int) -> tuple[int, int]:
    """Give the occupied and the available place-days of a half of a year."""
    first, after = (
        (date(year, 1, 1), date(year, 7, 1)) if half == 1 else (date(year, 7, 1), date(year + 1, 1, 1))
    )
    stays = [one.stay for one in register.housing if one.stay is not None]
    occupied = sum(_within(one.moved_in_date, one.ended_date, first, after) for one in stays)
    available = sum(_within(one.from_date, one.to_date, first, after) for one in register.places)
    return occupied, available


def _within(begins: date, ends: date, first: date, after: date) -> int:
    return max(0, (min(ends, after) - max(begins, first)).days)


def _adults_there(register: ChainRegister, year: int) -> list[ChainPerson]:
    return [
        person
        for housing in register.housing
        for person in housing.people
        if person.is_adult and _of_housing(person, "resident", year, housing)
    ]


def _places_in(register: ChainRegister, year: int, half: int) -> int:
    day = date(year, 1 if half == 1 else 7, 1)
    return sum(one.from_date <= day < one.to_date for one in register.places)


def _longest(register: ChainRegister) -> int:
    """Give the fewest whole months that no stay is longer than."""
    return max(
        next(
            months for months in range(1, 100) if stay.ended_date <= months_after(stay.moved_in_date, months)
        )
        for one in register.housing
        if (stay := one.stay) is not None
    )


_VALUES: Mapping[str, Callable[[ChainRegister, ChainConstraints], int]] = {
    "youngest": lambda register, of: min(one.age_years for one in _adults_there(register, of.year)),
    "oldest": lambda register, of: max(one.age_years for one in _adults_there(register, of.year)),
    "countries": lambda register, of: len(
        {
            person.country
            for housing in register.housing
            for person in housing.people
            if _of_housing(person, "moved_in", of.year, housing)
        }
    ),
    "places_1": lambda register, of: _places_in(register, of.year, 1),
    "places_2": lambda register, of: _places_in(register, of.year, 2),
    "longest_stay_months": lambda register, _of: _longest(register),
}


def _impossible(register: ChainRegister) -> Iterator[str]:
    """Say what no database would take: a place given twice, steps that go backwards, impossible ages."""
    for housing in register.housing:
        if any(after.on_date < before.on_date for before, after in pairwise(housing.steps)):
            yield "the steps of an application go backwards"
        if housing.stay is not None and not _is_in_order(housing):
            yield "a stay does not begin before it ends"
    for place in register.places:
        held = sorted(
            (one.stay.from_date, one.stay.ended_date)
            for one in register.housing
            if one.stay is not None and one.stay.place == place.number
        )
        if any(after[0] < before[1] for before, after in pairwise(held)):
            yield f"place {place.number} is given twice"
        if held and not place.from_date <= held[0][0] <= held[-1][1] <= place.to_date:
            yield f"place {place.number} is given when it is none"
    if any(person.is_adult != (person.age_years >= 18) for person in _everybody(register)):
        yield "somebody is of another age than of their group"


def _is_in_order(housing: Housing) -> bool:
    stay = housing.stay
    return (
        stay is not None
        and stay.from_date <= stay.moved_in_date < stay.ended_date
        and housing.people[0].is_adult
    )


def _everybody(register: ChainRegister) -> Iterable[ChainPerson]:
    yield from (one.person for journey in register.journeys for one in journey.travellers)
    yield from (person for housing in register.housing for person in housing.people)
