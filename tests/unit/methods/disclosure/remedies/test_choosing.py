"""The order in which sets are tried, the roundings nearest to the truth, and the docstrings' examples."""

from __future__ import annotations

import doctest
from itertools import chain, combinations
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.methods.disclosure.remedies import cheapest, coarsening, distances, nearest, pooling, rounding
from fristed.methods.disclosure.remedies.cheapest import first_that_holds
from fristed.methods.disclosure.remedies.nearest import nearest_roundings

PRICES = st.dictionaries(st.sampled_from("abcde"), st.tuples(st.integers(0, 3), st.integers(0, 3)))


@given(PRICES)
def test_every_set_is_tried_once_and_cheaper_ones_first(prices: dict[str, tuple[int, int]]) -> None:
    tried: list[frozenset[str]] = []

    def never(chosen: frozenset[str]) -> bool:
        tried.append(chosen)
        return False

    assert first_that_holds(prices, never) is None
    costs = [
        tuple(map(sum, zip((0, 0), *(prices[name] for name in chosen), strict=True))) for chosen in tried
    ]
    assert costs == sorted(costs)
    every = chain.from_iterable(combinations(prices, size) for size in range(len(prices) + 1))
    assert sorted(map(sorted, tried)) == sorted(map(sorted, every))


def test_after_the_last_try_the_cheapest_are_taken_one_by_one() -> None:
    prices = {name: (1, at) for at, name in enumerate("edcba")}
    found = first_that_holds(prices, lambda chosen: "c" in chosen, most=2)
    assert found == (frozenset("edc"), False)
    assert first_that_holds(prices, lambda chosen: False, most=2) is None


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 6), min_size=1), st.data())
def test_the_number_that_goes_up_is_the_sum_in_steps(counts: dict[str, int], data: st.DataObject) -> None:
    sums = [[key for key in sorted(counts) if data.draw(st.booleans())] for _ in range(3)]
    up = nearest_roundings(counts, sums, [sorted(counts)], 7)
    assert abs(7 * len(up) - sum(counts.values())) <= 3.5


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(1, 6), min_size=1), st.data())
def test_no_exchange_of_two_cells_brings_the_sums_nearer(counts: dict[str, int], data: st.DataObject) -> None:
    sums = [[key for key in sorted(counts) if data.draw(st.booleans())] for _ in range(3)]

    def distance(up: frozenset[str]) -> int:
        return sum(sum((7 if key in up else 0) - counts[key] for key in keys) ** 2 for keys in sums)

    up = nearest_roundings(counts, sums, [sorted(counts)], 7)
    for one in up:
        for other in counts.keys() - up:
            assert distance(up) <= distance(up - {one} | {other})


def test_an_exchange_mends_a_first_choice_that_was_too_greedy() -> None:
    """The third cell is in every sum and is taken first; two others then serve the sums better."""
    counts = {"a": 6, "b": 6, "c": 2}
    sums = [["a", "c"], ["b", "c"], ["a"], ["b"], ["c"]]
    assert nearest_roundings(counts, sums, [["a", "b", "c"]], 7) == {"a", "b"}


@pytest.mark.parametrize("module", [cheapest, coarsening, distances, nearest, pooling, rounding])
def test_the_examples_run(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
