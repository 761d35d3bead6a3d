"""Patterns that are mended instead of searched: safe in every way that a searched one is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.methods.disclosure.protection import Effort, is_safe_pattern, protect_linked
from fristed.methods.disclosure.records import Equation, LinkedCounts, ProtectionRule

BY_WEIGHT = ProtectionRule(cost="weights")
THEMES = LinkedCounts(
    "themes",
    {"all": 60, "t": 23, "u": 27, "v": 10, "a": 3, "b": 20, "c": 2, "d": 25},
    (Equation("all", ("t", "u", "v")), Equation("t", ("a", "b")), Equation("u", ("c", "d"))),
    shown=frozenset({"all"}),
    weights={"b": 5, "d": 5, "v": 3},
)
"""Both themes hidden cost least, but leave 60 - 10 - 20 - 25 = 5 for the two small concerns together."""


@pytest.mark.parametrize("effort", [Effort(), Effort(rounds=0), Effort(rounds=0, prunes=0)])
def test_a_small_group_is_mended_though_no_number_is_narrow(effort: Effort) -> None:
    without_groups = replace(BY_WEIGHT, group_sum_at_least=0)
    careless = protect_linked(THEMES, without_groups, effort=effort)
    assert set(careless.hidden) == {"a", "c", "t", "u"}
    assert not is_safe_pattern(THEMES, BY_WEIGHT, careless.hidden)
    mended = protect_linked(THEMES, BY_WEIGHT, effort=effort)
    assert is_safe_pattern(THEMES, BY_WEIGHT, mended.hidden)
    assert mended.cost == 5 >= mended.bound


def test_the_search_hides_the_cheapest_number_that_makes_a_group_large_enough() -> None:
    found = protect_linked(THEMES, BY_WEIGHT)
    assert (found.cost, found.bound, set(found.hidden)) == (5, 5, {"a", "c", "t", "u", "v"})
