"""What the reports for 2024 print of outreach comes out of the invented register, and of no shuffled one."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from fristed.methods.percents import percent_of
from fristed.methods.reconstruction.outreach.building import build_outreach_register
from fristed.methods.reconstruction.outreach.constraints import outreach_constraints
from fristed.statistics.outreach.counting import OutreachFacts, count_outreach
from fristed.statistics.outreach.facts import OutreachTables
from fristed.statistics.outreach.numbers import outreach_definitions, outreach_numbers
from fristed.statistics.outreach.protecting import protect_outreach
from fristed.statistics.releases.policies import policy
from tests.outreach_register import facts, facts_of, tables
from tests.synthetic_register import published_numbers

SECTIONS = ("6.1", "7.1", "7.2", "7.3", "7.4")
PRINTED = {row["id"]: row for row in published_numbers() if str(row["section"]) in SECTIONS}
AS_PUBLISHED, SAFE = "as-published-2024", "safe"
# IMDi's annual report for 2024, on ung.no; and that the professional team was in all counties, 15 of them.
BESIDE = {
    "ung.answers": 140,
    "ung.girls": 78,
    "ung.boys": 18,
    "ung.others": 3,
    "ung.askers": 76,
    "ung.readers": 51,
    "7.1.counties": 15,
}


def printed(found: OutreachFacts, policy_id: str = AS_PUBLISHED) -> OutreachTables:
    """Give what is printed of other facts."""
    return protect_outreach(count_outreach(found), policy=policy(policy_id))


def test_outreach_answers_every_number_of_chapters_6_and_7_and_no_other() -> None:
    assert {one.id for one in outreach_definitions()} == PRINTED.keys()
    assert set(PRINTED) == {"6.1.grey", "7.1.ft", "7.1.ft23", "7.2.mr", "7.3.su", "7.3.su.weeks", "7.4.kt"}


@pytest.mark.parametrize("name", PRINTED)
def test_a_number_of_the_running_text_is_reproduced_as_it_was_published(name: str) -> None:
    found = outreach_numbers(tables(AS_PUBLISHED))[name]
    assert (found.value, found.status, found.published) == (PRINTED[name]["value"], "ok", found.value)
    assert found.definition == PRINTED[name]["definition"]


@pytest.mark.parametrize("name", BESIDE)
def test_a_number_that_is_printed_elsewhere_is_reproduced(name: str) -> None:
    found = outreach_numbers(tables(AS_PUBLISHED))[name]
    assert (found.value, found.status, found.published) == (BESIDE[name], "ok", found.value)


@pytest.mark.parametrize("seed", range(6))
def test_every_seed_gives_the_printed_numbers_and_only_the_rest_differs(seed: int) -> None:
    other = outreach_numbers(printed(facts_of(build_outreach_register(seed))))
    expected = {**{name: row["value"] for name, row in PRINTED.items()}, **BESIDE}
    assert {name: other[name].value for name in expected} == expected
    assert build_outreach_register(seed) == build_outreach_register(seed)
    assert build_outreach_register(seed).grey_zone != build_outreach_register(seed + 1).grey_zone


def test_under_the_safe_policy_what_identifies_is_hidden_and_the_rest_is_printed() -> None:
    found = outreach_numbers(tables(SAFE))
    hidden = {name for name, one in found.items() if one.status == "hidden"}
    assert hidden == {"ung.boys", "ung.others", "7.4.witness", "6.1.grey.other", "6.1.grey.residence"}
    assert all(one.value is None for name, one in found.items() if name in hidden)
    assert all(found[name].value == row["value"] for name, row in PRINTED.items())
    assert all(one.published is None for one in found.values())


def test_about_60_is_said_of_whatever_rounds_to_it_and_the_exact_number_is_nowhere() -> None:
    exact = {
        sum(one.service == "KT" for one in build_outreach_register(seed).assignments) for seed in range(12)
    }
    assert len(exact) > 1
    assert exact <= set(range(55, 65))
    assert not any(".kt." in key for key in outreach_numbers(tables(AS_PUBLISHED)))


# The shares of ung.no


def test_the_shares_are_no_contradiction_but_tell_two_small_counts() -> None:
    """78, 18 and 3 percent make 99: of 140 questions they leave exactly two that are in no share."""
    wanted = (78, 18, 3)
    possible = {
        (girls, boys, others)
        for girls, boys, others in product(range(100, 120), range(15, 36), range(9))
        if girls + boys + others <= 140
        and tuple(percent_of(one, 140) for one in (girls, boys, others)) == wanted
    }
    assert possible == {(109, 25, 4)}
    assert sum(wanted) == 99
    assert 140 - sum(next(iter(possible))) == 2


# Shuffled registers


def shuffled(rows: Sequence[Any], attribute: str, *, seed: int = 5) -> tuple[Any, ...]:
    """Give each row the value of another."""
    values = [getattr(one, attribute) for one in rows]
    random.Random(seed).shuffle(values)  # noqa: S311  a seeded shuffle for a test
    return tuple(replace(one, **{attribute: value}) for one, value in zip(rows, values, strict=True))


@pytest.mark.parametrize("attribute", ["service", "kind", "county", "form", "audience"])
def test_assignments_depend_on_which_is_which(attribute: str) -> None:
    other = replace(facts(), assignments=shuffled(facts().assignments, attribute))
    assert printed(other).cells != printed(facts()).cells


def test_topics_are_counted_of_the_cases_whatever_their_order_and_of_no_others() -> None:
    other = replace(facts(), grey_zone=shuffled(facts().grey_zone, "topic"))
    # Topic and becoming a case are never crossed: who has which is not in the tables, how many have it is.
    assert printed(other).cells == printed(facts()).cells
    one, *rest = facts().grey_zone
    changed = replace(facts(), grey_zone=(replace(one, topic="other"), *rest))
    assert printed(changed).cells != printed(facts()).cells


@pytest.mark.parametrize("source", ["assignments", "before", "grey_zone", "answers"])
def test_a_register_that_lacks_one_row_gives_other_numbers(source: str) -> None:
    rows = getattr(facts(), source)
    assert printed(replace(facts(), **{source: rows[1:]})).cells != printed(facts()).cells


def test_every_constraint_is_a_printed_number() -> None:
    held = {one.id: one.number for one in outreach_constraints().assignments}
    assert held == {name: PRINTED[name]["value"] for name in held}
    assert outreach_constraints().grey_zone == PRINTED["6.1.grey"]["value"]
    assert outreach_constraints().answers["number"] == BESIDE["ung.answers"]
