"""Journeys home: travel groups whose persons add up to every printed number."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fristed.methods.reconstruction.chain.constraints import ChainConstraints
from fristed.methods.reconstruction.chain.people import adult, child, shares
from fristed.methods.reconstruction.chain.records import ChainPerson, Journey, Traveller

DAY = timedelta(days=1)
ATTEMPTS = 500


class NoSuchGroups(ValueError):
    """The travel groups that were drawn cannot be divided as printed."""


@dataclass(slots=True)
class _Group:
    """A travel group while it is drawn; ``stayed`` are the places of those who have not returned."""

    people: list[ChainPerson]
    asks_refund: bool = True
    asks_reception: bool = True
    stayed: frozenset[int] = frozenset()


def draw_journeys(constraints: ChainConstraints, chance: random.Random) -> tuple[Journey, ...]:
    """Draw the applications of a year.

    Raises
    ------
    NoSuchGroups
        If no groups were found that can be divided as printed.
    """
    for _attempt in range(ATTEMPTS):
        groups = _groups(constraints, chance)
        if _divide(groups, constraints, chance):
            _leave_behind(groups, constraints, chance)
            return tuple(_dated(group, constraints.year, chance) for group in groups)
    raise NoSuchGroups(f"{ATTEMPTS} ways of grouping were drawn, and none can be divided as printed.")


def _groups(constraints: ChainConstraints, chance: random.Random) -> list[_Group]:
    persons = constraints.persons
    together = persons("4.1.a_with")
    numbers = [
        *shares(persons("4.1.c_with"), together, chance, least=1),
        *([0] * persons("4.1.a_wo")),
    ]
    groups: list[_Group] = []
    for children in numbers:
        country = chance.choice(constraints.drawing.countries)
        grown = adult(country, chance, youngest=18, oldest=45)
        groups.append(_Group([grown, *(child(country, chance) for _ in range(children))]))
    for _alone in range(persons("4.1.c_wo")):
        groups.append(_Group([child(chance.choice(constraints.drawing.countries), chance)]))
    chance.shuffle(groups)
    return groups


def _divide(groups: Sequence[_Group], constraints: ChainConstraints, chance: random.Random) -> bool:
    """Let some groups ask for a refund only, and others for reception only; say whether it could be done."""
    left = list(groups)
    refund_only = constraints.persons("4.1.refund") - constraints.persons("4.1.refcoord")
    for persons, refund in ((refund_only, True), (constraints.persons("4.1.coord"), False)):
        chosen = _adding_up(left, persons, chance)
        if chosen is None:
            return False
        for group in chosen:
            group.asks_refund, group.asks_reception = refund, not refund
            left.remove(group)
    return True


def _adding_up(groups: Sequence[_Group], persons: int, chance: random.Random) -> list[_Group] | None:
    """Give groups of so many persons in all, if those first in a new order can be added up to it."""
    order = chance.sample(list(groups), len(groups))
    chosen: list[_Group] = []
    for group in order:
        if sum(len(one.people) for one in chosen) + len(group.people) <= persons:
            chosen.append(group)
    return chosen if sum(len(one.people) for one in chosen) == persons else None


def _leave_behind(groups: Sequence[_Group], constraints: ChainConstraints, chance: random.Random) -> None:
    """Say who has not returned: adults with their children, and children whom others travelled without."""
    adults, children = (constraints.persons(f"4.1.notret_{kind}") for kind in "ac")
    led = [group for group in groups if group.people[0].is_adult]
    chance.shuffle(led)
    for group in sorted(led, key=lambda one: len(one.people) > 1 + children // 2):
        others = len(group.people) - 1
        if adults and others <= children:
            group.stayed = frozenset(range(len(group.people)))
            adults, children = adults - 1, children - others
    held = [
        (group, place)
        for group in groups
        if not group.stayed
        for place, one in enumerate(group.people)
        if not one.is_adult
    ]
    for group, place in chance.sample(held, children):
        group.stayed |= {place}


def _dated(group: _Group, year: int, chance: random.Random) -> Journey:
    submitted = date(year, 1, 20) + DAY * chance.randint(0, 240)
    decided = submitted + DAY * chance.randint(1, 14) if group.asks_refund else None
    ready = (decided or submitted) + DAY * chance.randint(3, 60)
    nobody = len(group.stayed) == len(group.people)
    travellers = tuple(
        Traveller(one, None if place in group.stayed else ready) for place, one in enumerate(group.people)
    )
    return Journey(
        asks_refund=group.asks_refund,
        asks_reception=group.asks_reception,
        submitted_date=submitted,
        decided_date=decided,
        travel_date=None if nobody else ready,
        withdrawn_date=date(year + 1, 3, 3) + DAY * chance.randint(0, 60) if nobody else None,
        travellers=travellers,
    )
