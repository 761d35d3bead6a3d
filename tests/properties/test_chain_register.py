"""Whatever the seed, the invented register of the chain is as printed, and nothing in it is impossible."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fristed.methods.classifications import code_list
from fristed.methods.reconstruction.chain.building import build_chain_register
from fristed.methods.reconstruction.chain.checking import faults_of
from fristed.methods.reconstruction.chain.constraints import chain_constraints
from fristed.statistics.chains.counting import count_chains
from fristed.statistics.chains.numbers import chain_numbers
from fristed.statistics.chains.protecting import protect_chains
from fristed.statistics.releases.policies import policy
from tests.chain_register import facts_of, register

SEEDS = st.integers(0, 2**32)


@pytest.mark.ci
@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_every_constraint_holds_whatever_the_seed(seed: int) -> None:
    assert list(faults_of(build_chain_register(seed), chain_constraints())) == []


@pytest.mark.ci
@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_every_published_number_comes_out_whatever_the_seed(seed: int) -> None:
    counts = count_chains(facts_of(build_chain_register(seed)))
    numbers = chain_numbers(protect_chains(counts, policy=policy("as-published-2024")))
    assert {name: one.value for name, one in numbers.items() if one.status != "ok"} == {}
    # The safe print is proved by attack where it is made, or refused.
    protect_chains(counts, policy=policy("safe"))


def test_the_same_seed_gives_the_same_register_and_another_another() -> None:
    assert build_chain_register(11) == build_chain_register(11)
    assert build_chain_register(11) != replace(build_chain_register(12), seed=11)


def test_the_codes_of_the_register_are_in_use() -> None:
    people = [person for one in register().housing for person in one.people]
    people += [one.person for journey in register().journeys for one in journey.travellers]
    assert all(code_list("countries").is_valid(one.country, 2024) for one in people)
    assert all(code_list("genders").is_valid(one.gender, 2024) for one in people)
