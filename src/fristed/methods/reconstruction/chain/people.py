"""Drawing people: ages, genders, backgrounds, and how children are shared out among adults."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from fristed.methods.reconstruction.chain.records import ChainPerson

GENDERS = ("female", "male")
MOST_CHILDREN = 5


def shares(
    children: int, adults: int, chance: random.Random, *, least: int = 0, most: int = MOST_CHILDREN
) -> list[int]:
    """Share children out among adults, each with at least and at most so many.

    Raises
    ------
    ValueError
        If they cannot be shared out so.
    """
    if not least * adults <= children <= most * adults:
        raise ValueError(f"{children} children cannot be shared out among {adults} adults.")
    found = [least] * adults
    for _child in range(children - least * adults):
        found[chance.choice([place for place, has in enumerate(found) if has < most])] += 1
    return found


def adult(country: str, chance: random.Random, *, youngest: int, oldest: int) -> ChainPerson:
    """Draw an adult; most are young."""
    years = int(chance.triangular(youngest, oldest + 1, youngest + 4))
    gender = chance.choices(GENDERS, (4, 1))[0]
    return ChainPerson(is_adult=True, age_years=min(years, oldest), gender=gender, country=country)


def child(country: str, chance: random.Random) -> ChainPerson:
    """Draw a child under 18."""
    return ChainPerson(
        is_adult=False, age_years=chance.randint(0, 17), gender=chance.choice(GENDERS), country=country
    )


def countries_for(number: int, chosen: Sequence[str], chance: random.Random) -> list[str]:
    """Give so many countries, each of the chosen at least once.

    Raises
    ------
    ValueError
        If there are fewer people than countries.
    """
    if number < len(chosen):
        raise ValueError(f"{number} people cannot be of {len(chosen)} countries.")
    found = [*chosen, *(chance.choice(chosen) for _ in range(number - len(chosen)))]
    chance.shuffle(found)
    return found


def with_ends(
    people: Sequence[ChainPerson], chance: random.Random, *, youngest: int, oldest: int
) -> list[ChainPerson]:
    """Let one of the adults be the youngest that is printed and another the oldest."""
    found = list(people)
    for place, years in zip(chance.sample(range(len(found)), 2), (youngest, oldest), strict=True):
        found[place] = replace(found[place], age_years=years)
    return found
