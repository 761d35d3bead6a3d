"""The invented register of the chain as facts, worked out apart from the rooms that store it."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise

from fristed.casework.housing.facts import HousedFact, OccupancyFact, StepDays
from fristed.casework.reception.facts import ReceptionDays
from fristed.casework.repatriation.facts import JourneyDays, RepatriationFact
from fristed.methods.reconstruction.chain.building import build_chain_register
from fristed.methods.reconstruction.chain.records import ChainRegister, Housing, Journey
from fristed.statistics.chains.counting import ChainFacts, count_chains
from fristed.statistics.chains.facts import ChainTables
from fristed.statistics.chains.protecting import protect_chains
from fristed.statistics.releases.policies import policy

SEED, YEAR, CASES = 2024, 2024, 1402
LAST_OF_FEBRUARY = date(2025, 2, 28)
UNDER = ("mapping_interview", "request_for_security_recommendation", "recommended", "not_recommended")


@cache
def register(seed: int = SEED) -> ChainRegister:
    """Build the register."""
    return build_chain_register(seed)


@cache
def facts(seed: int = SEED) -> ChainFacts:
    """Give the facts of 2024."""
    return facts_of(register(seed))


@cache
def tables(policy_id: str, seed: int = SEED) -> ChainTables:
    """Give what is printed of 2024 under a policy."""
    return protect_chains(count_chains(facts(seed)), policy=policy(policy_id))


def facts_of(chain: ChainRegister, *, year: int = YEAR, cases: int = CASES) -> ChainFacts:
    """Give the facts of a year; how long steps took is left out."""
    return ChainFacts(
        year=year,
        journeys=tuple(one for journey in chain.journeys for one in travellers(journey)),
        housed=tuple(people_of(chain, year)),
        housed_before=tuple(people_of(chain, year - 1)),
        occupancy=tuple(half_year(chain, year, half) for half in (1, 2)),
        journey_days=(JourneyDays(year, "", {}),),
        reception_days=(ReceptionDays(year, {}),),
        step_days=tuple(
            StepDays(year, {before.state: (after.on_date - before.on_date).days})
            for one in chain.housing
            for before, after in pairwise(one.steps)
            if after.on_date.year == year
        ),
        cases=cases,
    )


def travellers(journey: Journey) -> list[RepatriationFact]:
    """Give each of a travel group."""
    grown = [one.person.is_adult for one in journey.travellers]
    found = []
    for place, one in enumerate(journey.travellers):
        others = grown[:place] + grown[place + 1 :]
        is_adult = one.person.is_adult
        company = "children" if is_adult and False in others else "adult" if True in others else "none"
        found.append(
            RepatriationFact(
                year=journey.submitted_date.year,
                age_group="adult_18_plus" if is_adult else "child_under_18",
                accompanied_by=company,
                refund_asked=journey.asks_refund,
                coordination_asked=journey.asks_reception,
                granted=journey.decided_date is not None,
                returned=one.returned_date is not None and one.returned_date <= LAST_OF_FEBRUARY,
            )
        )
    return found


def people_of(chain: ChainRegister, year: int) -> list[HousedFact]:
    """Give each person the scheme had to do with in a year."""
    found = [_housed(one, place, year) for one in chain.housing for place in range(len(one.people))]
    return [one for one in found if one.assessed_in_year or one.allocated_in_year or one.resident_in_year]


def _housed(one: Housing, place: int, year: int) -> HousedFact:
    person, stay = one.people[place], one.stay
    begun = min(step.on_date for step in one.steps if step.state in UNDER)
    over = min(step.on_date for step in one.steps if step.state in ("assessed", "not_offered"))
    return HousedFact(
        year=year,
        role="adult" if person.is_adult else "accompanying_child",
        scheme="housing",
        gender=person.gender,
        country=person.country,
        age_years=person.age_years if person.is_adult else None,
        assessed_in_year=begun.year <= year <= over.year,
        allocated_in_year=any(step.state == "allocated" and step.on_date.year == year for step in one.steps),
        still_assessed_at_year_end=begun.year <= year < over.year,
        resident_in_year=stay is not None and stay.moved_in_date.year <= year <= stay.ended_date.year,
        moved_in_in_year=stay is not None and stay.moved_in_date.year == year,
        not_offered_why=next(
            (step.why for step in one.steps if step.state == "not_offered" and step.on_date.year == year), ""
        ),
    )


def half_year(chain: ChainRegister, year: int, half: int) -> OccupancyFact:
    """Count the days of a half of a year one by one."""
    first = date(year, 1 if half == 1 else 7, 1)
    after = date(year, 7, 1) if half == 1 else date(year + 1, 1, 1)
    days = [date.fromordinal(number) for number in range(first.toordinal(), after.toordinal())]
    stays = [one.stay for one in chain.housing if one.stay]
    occupied = sum(stay.moved_in_date <= day < stay.ended_date for stay in stays for day in days)
    available = sum(place.from_date <= day < place.to_date for place in chain.places for day in days)
    people = sum(stay.moved_in_date < after and stay.ended_date > first for stay in stays)
    return OccupancyFact(year, half, occupied, available, len(days), people)
