"""The invented register of the chain: what the checker sees, and what cannot be built."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fristed.methods.reconstruction.chain import journeys as of_journeys
from fristed.methods.reconstruction.chain import places as of_places
from fristed.methods.reconstruction.chain.building import build_chain_register
from fristed.methods.reconstruction.chain.checking import faults_of
from fristed.methods.reconstruction.chain.constraints import ChainConstraints, chain_constraints
from fristed.methods.reconstruction.chain.journeys import NoSuchGroups
from fristed.methods.reconstruction.chain.people import countries_for, shares
from fristed.methods.reconstruction.chain.places import (
    NoSuchPlan,
    PlannedStay,
    Wanted,
    place_days,
    plan_stays,
    spans_of,
)
from fristed.methods.reconstruction.chain.records import (
    ChainPerson,
    ChainRegister,
    Housing,
    HousingStay,
    HousingStep,
)

REGISTER = build_chain_register(7)
DAY = timedelta(days=1)
Change = Callable[[ChainRegister], ChainRegister]


def a_chance(seed: int = 1) -> random.Random:
    """Give a source of chance."""
    return random.Random(seed)  # noqa: S311  chance for invented people


def without_a_journey(register: ChainRegister) -> ChainRegister:
    """Leave the first application out."""
    return replace(register, journeys=register.journeys[1:])


def without_a_stay(register: ChainRegister) -> ChainRegister:
    """Let somebody who moved in never have had a place."""
    [first, *others] = sorted(register.housing, key=lambda one: one.stay is None)
    return replace(register, housing=(replace(first, stay=None), *others))


def with_all_older(register: ChainRegister) -> ChainRegister:
    """Let everybody be a year older."""
    housing = tuple(
        replace(one, people=tuple(replace(who, age_years=who.age_years + 1) for who in one.people))
        for one in register.housing
    )
    return replace(register, housing=housing)


def with_longer_stays(register: ChainRegister) -> ChainRegister:
    """Let every stay be two months longer: too long, and at places that are taken."""
    housing = tuple(
        replace(one, stay=replace(one.stay, ended_date=one.stay.ended_date + 62 * DAY)) if one.stay else one
        for one in register.housing
    )
    return replace(register, housing=housing)


def with_fewer_places(register: ChainRegister) -> ChainRegister:
    """Let there be one place less from the beginning of the year."""
    first, *others = register.places
    return replace(register, places=(replace(first, to_date=date(2024, 1, 1)), *others))


def with_steps_turned_round(register: ChainRegister) -> ChainRegister:
    """Let the steps of an application go backwards."""
    first, *others = register.housing
    return replace(register, housing=(replace(first, steps=tuple(reversed(first.steps))), *others))


def with_a_stay_of_no_day(register: ChainRegister) -> ChainRegister:
    """Let somebody move out before moving in."""
    [first, *others] = sorted(register.housing, key=lambda one: one.stay is None)
    assert first.stay is not None
    stay = replace(first.stay, ended_date=first.stay.moved_in_date - DAY)
    return replace(register, housing=(replace(first, stay=stay), *others))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (without_a_journey, "4.1.persons is"),
        (without_a_stay, "persons and should be"),
        (with_all_older, "youngest is 19 and should be 18"),
        (with_longer_stays, "longest_stay_months is"),
        (with_longer_stays, "is given twice"),
        (with_longer_stays, "place-days and should round to"),
        (with_fewer_places, "places_1 is 23 and should be 24"),
        (with_fewer_places, "is given when it is none"),
        (with_steps_turned_round, "the steps of an application go backwards"),
        (with_a_stay_of_no_day, "a stay does not begin before it ends"),
    ],
)
def test_the_checker_sees_a_planted_fault(change: Change, told: str) -> None:
    assert list(faults_of(REGISTER, chain_constraints())) == []
    assert any(told in fault for fault in faults_of(change(REGISTER), chain_constraints()))


def test_a_child_of_eighteen_is_seen() -> None:
    first, *others = REGISTER.journeys
    travellers = tuple(
        replace(one, person=replace(one.person, is_adult=not one.person.is_adult)) for one in first.travellers
    )
    other = replace(REGISTER, journeys=(replace(first, travellers=travellers), *others))
    assert "somebody is of another age than of their group" in list(faults_of(other, chain_constraints()))


def test_other_constraints_give_another_register() -> None:
    counts = tuple(
        replace(one, persons=one.persons + {"4.1.persons": 1, "4.1.adults": 1, "4.1.a_wo": 1}.get(one.id, 0))
        for one in chain_constraints().counts
    )
    counts = tuple(
        replace(one, persons=one.persons + 1) if one.id in ("4.1.refund", "4.1.refcoord") else one
        for one in counts
    )
    wanted = replace(chain_constraints(), counts=counts)
    found = build_chain_register(3, wanted)
    assert list(faults_of(found, wanted)) == []
    assert [fault for fault in faults_of(found, chain_constraints()) if fault.startswith("4.1.persons")]


def impossible(**persons: int) -> ChainConstraints:
    """Give what is printed with some counts that do not go with the others."""
    counts = tuple(
        replace(one, persons=persons.get(one.id.removeprefix("4.1."), one.persons))
        for one in chain_constraints().counts
    )
    return replace(chain_constraints(), counts=counts)


def test_groups_that_cannot_be_divided_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_journeys, "ATTEMPTS", 3)
    with pytest.raises(NoSuchGroups):
        build_chain_register(1, impossible(refund=400))
    with pytest.raises(NoSuchGroups):
        build_chain_register(1, impossible(coord=100))


def test_a_scheme_that_is_fuller_than_its_people_can_make_it_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(of_places, "ATTEMPTS", 2)
    for percents in ({1: 100, 2: 100}, {1: 1, 2: 1}):
        wanted = Wanted(2024, 20, 4, 16, 26, 9, {1: 24, 2: 26}, percents)
        with pytest.raises(NoSuchPlan):
            plan_stays(wanted, spans_of(wanted, 7), a_chance())
    crowded = Wanted(2024, 20, 4, 16, 90, 9, {1: 24, 2: 26}, {1: 80, 2: 72})
    with pytest.raises(NoSuchPlan):
        plan_stays(crowded, spans_of(crowded, 7), a_chance())


def test_a_day_between_two_that_are_the_wrong_way_round_is_none() -> None:
    wanted = Wanted(2024, 20, 4, 16, 26, 9, {1: 24, 2: 26}, {1: 80, 2: 72})
    plan = of_places._Plan(wanted, spans_of(wanted, 7), a_chance())
    with pytest.raises(NoSuchPlan):
        plan._day(date(2024, 2, 2), date(2024, 2, 1))


@pytest.mark.parametrize(("percent", "available"), [(80, 4368), (72, 4784), (0, 100), (50, 7), (1, 3)])
def test_place_days_that_round_to_a_percent_are_those_and_no_others(percent: int, available: int) -> None:
    low, high = place_days(percent, available)
    fit = [days for days in range(available + 1) if (200 * days + available) // (2 * available) == percent]
    assert [days for days in range(low, high + 1) if 0 <= days <= available] == fit


def test_children_are_shared_out_within_bounds() -> None:
    found = shares(27, 10, a_chance(), least=1)
    assert (sum(found), min(found) >= 1, max(found) <= 5) == (27, True, True)
    with pytest.raises(ValueError, match="cannot be shared"):
        shares(3, 4, a_chance(), least=1)
    with pytest.raises(ValueError, match="cannot be shared"):
        shares(30, 4, a_chance())


def test_every_country_that_is_printed_has_somebody() -> None:
    assert set(countries_for(5, ("SO", "PK"), a_chance())) == {"SO", "PK"}
    with pytest.raises(ValueError, match="cannot be of"):
        countries_for(1, ("SO", "PK"), a_chance())


def test_a_planned_stay_has_the_days_between() -> None:
    stay = PlannedStay(1, date(2024, 6, 29), date(2024, 7, 3))
    assert stay.days_in(date(2024, 1, 1), date(2024, 7, 1)) == 2
    assert stay.days_in(date(2024, 7, 1), date(2025, 1, 1)) == 2


def test_a_register_of_one_is_counted_by_hand() -> None:
    person = ChainPerson(is_adult=True, age_years=20, gender="female", country="SO")
    housing = Housing(
        (person,),
        (HousingStep("contact", date(2024, 1, 1)), HousingStep("closed", date(2024, 1, 2))),
        HousingStay(0, date(2024, 1, 1), date(2024, 1, 1), date(2024, 1, 31)),
    )
    found = list(faults_of(ChainRegister(1, (), (housing,), REGISTER.places[:1]), chain_constraints()))
    assert "5.1.assessed is 0 persons and should be 124" in found
    assert "5.1.res is 1 persons and should be 55" in found
    assert "half 1 is 30 of 182 place-days and should round to 80 percent" in found
