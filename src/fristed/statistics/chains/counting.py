"""Counts the chain: persons and place-days from facts, unprotected, for ``protecting`` alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median_low
from types import MappingProxyType

from fristed.casework.housing.facts import HousedFact, OccupancyFact, StepDays
from fristed.casework.parties.codes import Age
from fristed.casework.reception.facts import ReceptionDays
from fristed.casework.repatriation.codes import Accompanied
from fristed.casework.repatriation.facts import JourneyDays, RepatriationFact
from fristed.methods.percents import half_up, percent_of
from fristed.statistics.chains.definitions import LAST_YEAR, CellDefinition, definitions

HOUSING, JOURNEYS = "housing", "repatriation_application"


@dataclass(frozen=True, slots=True)
class ChainFacts:
    """All facts of a report year, with the residents of the year before, and how many cases there were."""

    year: int
    journeys: Sequence[RepatriationFact]
    housed: Sequence[HousedFact]
    housed_before: Sequence[HousedFact]
    occupancy: Sequence[OccupancyFact]
    journey_days: Sequence[JourneyDays]
    reception_days: Sequence[ReceptionDays]
    step_days: Sequence[StepDays]
    cases: int


@dataclass(frozen=True, slots=True)
class Extreme:
    """The lowest or highest age, and how many adults have it."""

    years: int
    people: int


@dataclass(frozen=True, slots=True)
class HalfYear:
    """Places, their days, and how many people took one, of a half of a year."""

    half: int
    occupied: int
    available: int
    places: int
    people: int

    @property
    def percent(self) -> int | None:
        """Give the occupied of the available place-days, rounded; nothing where there were no places."""
        return percent_of(self.occupied, self.available) if self.available else None


@dataclass(frozen=True, slots=True)
class ChainCounts:
    """Every count of a year, unprotected."""

    year: int
    persons: Mapping[str, int]
    youngest: Extreme | None
    oldest: Extreme | None
    countries: int
    cases: int
    halves: tuple[HalfYear, ...]
    waits: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)


def outcome_of(one: HousedFact) -> str:
    """Say what became of somebody who was assessed; a place that was given counts before all else."""
    if one.allocated_in_year:
        return "allocated"
    if one.still_assessed_at_year_end:
        return "still_assessed"
    return "not_offered" if one.not_offered_why else "other"


_OF_JOURNEY: Mapping[str, Callable[[RepatriationFact], bool | str]] = MappingProxyType(
    {
        "age": lambda one: "adult" if one.age_group == Age.ADULT else "child",
        # Two adults without a child are without children, two children without an adult are alone.
        "accompanied_by": lambda one: _company(one),
        "refund": lambda one: one.refund_asked,
        "coordination": lambda one: one.coordination_asked,
        "returned": lambda one: one.returned,
    }
)
_OF_HOUSING: Mapping[str, Callable[[HousedFact], bool | str]] = MappingProxyType(
    {
        "age": lambda one: one.role,
        "outcome": outcome_of,
        "why": lambda one: one.not_offered_why,
        "resident_any_day": lambda one: one.resident_in_year,
        "moved_in": lambda one: one.moved_in_in_year,
    }
)
_LIVED = frozenset({"resident_any_day", "moved_in"})


def _company(one: RepatriationFact) -> str:
    is_adult = one.age_group == Age.ADULT
    with_others = one.accompanied_by == (Accompanied.CHILDREN if is_adult else Accompanied.ADULT)
    return one.accompanied_by if with_others else Accompanied.NONE.value


def count_chains(facts: ChainFacts) -> ChainCounts:
    """Count the facts of a year."""
    adults = [
        one.age_years
        for one in facts.housed
        if one.role == "adult" and one.resident_in_year and one.age_years is not None
    ]
    return ChainCounts(
        year=facts.year,
        persons={key: _count(cell, facts) for key, cell in definitions().cells.items()},
        youngest=_extreme(adults, min),
        oldest=_extreme(adults, max),
        countries=len({one.country for one in facts.housed if one.moved_in_in_year and one.country}),
        cases=facts.cases,
        halves=tuple(_half(one) for one in facts.occupancy),
        waits=_waits(facts),
    )


def _count(cell: CellDefinition, facts: ChainFacts) -> int:
    if cell.source == JOURNEYS:
        return sum(
            all(_OF_JOURNEY[name](one) == value for name, value in cell.where.items())
            for one in facts.journeys
        )
    people = facts.housed_before if cell.system == LAST_YEAR else facts.housed
    # What is not about living in the scheme is about those who were assessed for it.
    is_of_assessment = not _LIVED & cell.where.keys()
    return sum(
        (one.assessed_in_year or not is_of_assessment)
        and all(_OF_HOUSING[name](one) == value for name, value in cell.where.items())
        for one in people
    )


def _extreme(ages: Sequence[int], choose: Callable[[Iterable[int]], int]) -> Extreme | None:
    if not ages:
        return None
    years = choose(ages)
    return Extreme(years, ages.count(years))


def _half(one: OccupancyFact) -> HalfYear:
    days = one.days_in_half
    return HalfYear(
        half=one.half,
        occupied=one.occupied_place_days,
        available=one.available_place_days,
        places=half_up(one.available_place_days, days),
        people=one.people,
    )


def _waits(facts: ChainFacts) -> dict[tuple[str, str], tuple[int, ...]]:
    """Give the days that were waited in each step of each chain, shortest first."""
    found: dict[tuple[str, str], list[int]] = {(one.chain, one.state): [] for one in definitions().steps}
    told: Iterable[tuple[str, Mapping[str, int]]] = (
        *(("journeys", one.days) for one in facts.journey_days),
        *(("reception", one.days) for one in facts.reception_days),
        *(("housing", one.days) for one in facts.step_days),
    )
    for chain, days in told:
        for state, number in days.items():
            if (chain, state) in found:
                found[chain, state].append(number)
    return {key: tuple(sorted(days)) for key, days in found.items()}


def median_days(days: Sequence[int]) -> int:
    """Give the lower median of some days.

    Examples
    --------
    >>> median_days((1, 4, 9, 30))
    4
    """
    return median_low(days)
