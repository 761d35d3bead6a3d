"""What the report for 2024 prints of the chain comes out of the invented register, and of no shuffled one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from fristed.methods.reconstruction.chain.constraints import chain_constraints
from fristed.statistics.chains.counting import ChainFacts, count_chains
from fristed.statistics.chains.numbers import chain_definitions, chain_numbers
from fristed.statistics.chains.protecting import protect_chains
from fristed.statistics.releases.policies import policy
from tests.chain_register import facts, tables
from tests.synthetic_register import published_numbers

SECTIONS = ("4.1", "5", "5.1")
PRINTED = {row["id"]: row for row in published_numbers() if str(row["section"]) in SECTIONS}
AS_PUBLISHED, SAFE = "as-published-2024", "safe"
IDENTIFYING = {
    "4.1.c_wo",
    "4.1.c_with",
    "4.1.refund",
    "4.1.coord",
    "4.1.notret_a",
    "5.1.young",
    "5.1.old",
}
"""What the safe policy hides of the printed numbers: those that point at somebody, and what shelters them."""


def numbers_of(found: ChainFacts) -> dict[str, Any]:
    """Give every number as it was published, from other facts."""
    printed = chain_numbers(protect_chains(count_chains(found), policy=policy(AS_PUBLISHED)))
    return {name: one.value for name, one in printed.items()}


def test_the_chain_answers_every_number_of_the_two_chapters_and_no_other() -> None:
    assert {one.id for one in chain_definitions()} == PRINTED.keys()
    assert len(PRINTED) == 32
    assert {row["status"] for row in PRINTED.values()} == {"register_only"}


@pytest.mark.parametrize("name", PRINTED)
def test_a_number_of_the_chain_is_reproduced_as_it_was_published(name: str) -> None:
    found = chain_numbers(tables(AS_PUBLISHED))[name]
    assert (found.value, found.status, found.published) == (PRINTED[name]["value"], "ok", found.value)


def test_under_the_safe_policy_those_that_identify_are_hidden_and_the_others_printed() -> None:
    found = chain_numbers(tables(SAFE))
    assert {name for name, one in found.items() if one.status == "hidden"} == IDENTIFYING
    assert all(one.value is None for name, one in found.items() if name in IDENTIFYING)
    assert all(one.value == PRINTED[name]["value"] for name, one in found.items() if name not in IDENTIFYING)
    assert all(one.published is None for one in found.values())


def test_every_printed_number_is_a_constraint_of_the_register_or_follows_from_some() -> None:
    held = {one.id for one in chain_constraints().counts}
    beside = {"5.1.assessed.p", "5.1.young", "5.1.old", "5.1.ctry", "5.1.occ1", "5.1.occ2"}
    beside |= {"5.cap1", "5.cap2", "5.mun", "5.stay"}
    assert held | beside == PRINTED.keys()
    assert {one.id: one.persons for one in chain_constraints().counts} == {
        name: PRINTED[name]["value"] for name in held
    }


JOURNEYS = ("age_group", "accompanied_by", "refund_asked", "returned")
HOUSED = ("role", "assessed_in_year", "resident_in_year", "moved_in_in_year", "allocated_in_year")


def shuffled(rows: Sequence[Any], attribute: str, *, seed: int = 5) -> tuple[Any, ...]:
    """Give each row the value of another."""
    values = [getattr(one, attribute) for one in rows]
    random.Random(seed).shuffle(values)  # noqa: S311  a seeded shuffle for a test
    return tuple(replace(one, **{attribute: value}) for one, value in zip(rows, values, strict=True))


@pytest.mark.parametrize("attribute", JOURNEYS)
def test_journeys_depend_on_who_is_who(attribute: str) -> None:
    others = (shuffled(facts().journeys, attribute, seed=seed) for seed in range(5))
    found = [numbers_of(replace(facts(), journeys=other)) for other in others]
    assert any(other != numbers_of(facts()) for other in found)


@pytest.mark.parametrize("attribute", HOUSED)
def test_the_scheme_depends_on_who_is_who(attribute: str) -> None:
    other = replace(facts(), housed=shuffled(facts().housed, attribute))
    assert numbers_of(other) != numbers_of(facts())


@pytest.mark.parametrize("source", ["journeys", "housed", "housed_before", "occupancy"])
def test_a_register_that_lacks_one_row_gives_other_numbers(source: str) -> None:
    rows = getattr(facts(), source)
    if source == "occupancy":
        emptied = (replace(rows[0], occupied_place_days=rows[0].occupied_place_days - 80), *rows[1:])
        other = replace(facts(), occupancy=emptied)
    else:
        other = replace(facts(), **{source: rows[1:]})
    changed = numbers_of(other)
    assert changed != numbers_of(facts())
