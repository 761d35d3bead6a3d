"""The housing scheme: who was assessed, who got a place, who lived there, with every step and its day."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from fristed.methods.reconstruction.chain.constraints import ChainConstraints
from fristed.methods.reconstruction.chain.people import adult, child, countries_for, shares, with_ends
from fristed.methods.reconstruction.chain.places import PlannedStay, Wanted, plan_stays, spans_of
from fristed.methods.reconstruction.chain.records import (
    Housing,
    HousingStay,
    HousingStep,
    PlaceSpan,
)

DAY = timedelta(days=1)
# How many of each group that is only known as a whole are children; drawn between the two.
CHILDREN_THERE = (1, 3)
CHILDREN_BEFORE = (3, 6)
CHILDREN_LEFT = (0, 2)
MOVED_OUT_WHY = ("own_home", "other_relatives", "another_measure", "returned_to_family", "not_known")


def draw_housing(
    constraints: ChainConstraints, chance: random.Random
) -> tuple[tuple[Housing, ...], tuple[PlaceSpan, ...]]:
    """Draw all applications, and the places of the scheme."""
    persons = constraints.persons
    new_adults, new_children = persons("5.1.in.a"), persons("5.1.in.c")
    there = persons("5.1.res") - new_adults - new_children
    before = persons("5.1.res23") - persons("5.1.in23")
    left = persons("5.1.in23") - there
    children = {
        "new": new_children,
        "there": chance.randint(*CHILDREN_THERE),
        "there_before": chance.randint(*CHILDREN_BEFORE),
        "left_before": chance.randint(*CHILDREN_LEFT),
    }
    wanted = Wanted(
        year=constraints.year,
        there_before=before - children["there_before"],
        left_before=left - children["left_before"],
        there=there - children["there"],
        new=new_adults,
        months=constraints.values["longest_stay_months"],
        capacity={half: constraints.values[f"places_{half}"] for half in (1, 2)},
        percents=constraints.occupancy,
    )
    places = spans_of(wanted, constraints.drawing.dwellings)
    stays = plan_stays(wanted, places, chance)
    found = [*_in_places(constraints, stays, places, children, chance), *_without(constraints, chance)]
    return tuple(found), places


def _in_places(
    constraints: ChainConstraints,
    stays: dict[str, list[PlannedStay]],
    places: Sequence[PlaceSpan],
    children: dict[str, int],
    chance: random.Random,
) -> Iterator[Housing]:
    """Give the applications that ended in a place."""
    year, drawing = constraints.year, constraints.drawing
    chosen = drawing.countries[: constraints.values["countries"]]
    youngest, oldest = constraints.values["youngest"], constraints.values["oldest"]
    by_group = {
        "new": countries_for(len(stays["new"]), chosen, chance),
        **{name: [chance.choice(drawing.countries) for _ in stays[name]] for name in stays if name != "new"},
    }
    grown = {
        name: [adult(country, chance, youngest=youngest, oldest=oldest) for country in countries]
        for name, countries in by_group.items()
    }
    in_the_year = with_ends([*grown["new"], *grown["there"]], chance, youngest=youngest, oldest=oldest)
    grown["new"], grown["there"] = in_the_year[: len(stays["new"])], in_the_year[len(stays["new"]) :]
    lowest = {"new": date(year, 1, 1)}
    for name, planned in stays.items():
        numbers = shares(children[name], len(planned), chance)
        for stay, one, number in zip(planned, grown[name], numbers, strict=True):
            free = max(places[stay.place].from_date, _free_before(stay, stays))
            assessed_from = lowest.get(name, date.min)
            steps = _steps_to(stay, max(free, assessed_from), assessed_from, chance)
            yield Housing(
                people=(one, *(child(one.country, chance) for _ in range(number))),
                steps=(*steps, *_steps_from(stay, chance)),
                stay=HousingStay(
                    stay.place,
                    next(step.on_date for step in steps if step.state == "allocated"),
                    stay.moved_in,
                    stay.ended,
                ),
            )


def _free_before(stay: PlannedStay, stays: dict[str, list[PlannedStay]]) -> date:
    """Give the first day from which the place of a stay is free before it."""
    ended = [
        one.ended
        for group in stays.values()
        for one in group
        if one.place == stay.place and one.moved_in < stay.moved_in
    ]
    return max(ended, default=date.min)


def _steps_to(
    stay: PlannedStay, lowest: date, assessed_from: date, chance: random.Random
) -> tuple[HousingStep, ...]:
    """Give the steps up to moving in; a place is given no earlier than ``lowest``."""
    given = max(stay.moved_in - DAY * chance.randint(1, 10), lowest)
    accepted = given - DAY * chance.randint(0, 3)
    offered = accepted - DAY * chance.randint(1, 7)
    waits = chance.random() < 0.4
    waiting = offered - DAY * chance.randint(3, 40) if waits else offered
    assessed = waiting - DAY * chance.randint(0, 6)
    recommended = assessed - DAY * chance.randint(0, 5)
    asked = recommended - DAY * chance.randint(5, 45)
    mapped = asked - DAY * chance.randint(1, 7)
    contact = mapped - DAY * chance.randint(1, 14)
    # Who is given a place in a year is assessed in it too, as the report tells of them together.
    floor = min(given, assessed_from)
    late = [
        ("assessed", assessed, ""),
        *([("waiting_list", waiting, chance.choice(("no_free_place", "no_place_fits")))] if waits else []),
        ("offered", offered, ""),
        ("accepted", accepted, ""),
        ("allocated", given, ""),
    ]
    return (
        HousingStep("contact", contact),
        HousingStep("mapping_interview", mapped),
        HousingStep("request_for_security_recommendation", asked),
        HousingStep("recommended", recommended),
        *(HousingStep(state, max(day, floor), why) for state, day, why in late),
    )


def _steps_from(stay: PlannedStay, chance: random.Random) -> tuple[HousingStep, ...]:
    """Give the steps from moving in until aftercare is over."""
    followed = stay.ended + DAY * chance.randint(20, 60)
    return (
        HousingStep("moved_in", stay.moved_in),
        HousingStep("moved_out", stay.ended, chance.choice(MOVED_OUT_WHY)),
        HousingStep("follow_up", followed),
        HousingStep("closed", followed + DAY * chance.randint(10, 60)),
    )


def _without(constraints: ChainConstraints, chance: random.Random) -> Iterator[Housing]:
    """Give the applications that were assessed in the year and ended in no place then."""
    persons, year = constraints.persons, constraints.year
    adults = persons("5.1.as.a") - persons("5.1.in.a")
    children = persons("5.1.as.c") - persons("5.1.in.c")
    still = persons("5.1.pend")
    # At least one child, where there are any, and never more than there are adults with them.
    still_children = chance.randint(min(1, children), min(children, still // 3))
    for number, (all_adults, all_children) in enumerate(
        (
            (still - still_children, still_children),
            (adults - still + still_children, children - still_children),
        )
    ):
        for own in shares(all_children, all_adults, chance):
            country = chance.choice(constraints.drawing.countries)
            grown = adult(country, chance, youngest=18, oldest=constraints.values["oldest"] + 6)
            people = (grown, *(child(country, chance) for _ in range(own)))
            yield Housing(
                people, _steps_still(year, chance) if number == 0 else _steps_no(constraints, chance)
            )


def _steps_still(year: int, chance: random.Random) -> tuple[HousingStep, ...]:
    """Give the steps of somebody who is still assessed when the year ends."""
    contact = date(year, 10, 20) + DAY * chance.randint(0, 35)
    mapped = contact + DAY * chance.randint(1, 14)
    asked = mapped + DAY * chance.randint(1, 10)
    answered = date(year + 1, 1, 2) + DAY * chance.randint(0, 40)
    over = answered + DAY * chance.randint(1, 12)
    return (
        HousingStep("contact", contact),
        HousingStep("mapping_interview", mapped),
        HousingStep("request_for_security_recommendation", asked),
        HousingStep("recommended", answered),
        HousingStep("not_offered", over, "other_solution"),
        HousingStep("closed", over + DAY * chance.randint(1, 20)),
    )


def _steps_no(constraints: ChainConstraints, chance: random.Random) -> tuple[HousingStep, ...]:
    """Give the steps of somebody who was assessed in the year and not offered a place, for a reason."""
    reasons = constraints.drawing.not_offered
    why = chance.choices(list(reasons), list(reasons.values()))[0]
    contact = date(constraints.year, 1, 2) + DAY * chance.randint(0, 290)
    mapped = contact + DAY * chance.randint(1, 14)
    steps = [HousingStep("contact", contact), HousingStep("mapping_interview", mapped)]
    day = mapped
    if chance.random() < 0.6:
        asked = mapped + DAY * chance.randint(1, 7)
        day = min(asked + DAY * chance.randint(5, 40), date(constraints.year, 12, 20))
        answer = "not_recommended" if why == "security" or chance.random() < 0.2 else "recommended"
        steps += [HousingStep("request_for_security_recommendation", asked), HousingStep(answer, day)]
    over = min(day + DAY * chance.randint(1, 14), date(constraints.year, 12, 28))
    return (
        *steps,
        HousingStep("not_offered", over, why),
        HousingStep("closed", over + DAY * chance.randint(1, 20)),
    )
