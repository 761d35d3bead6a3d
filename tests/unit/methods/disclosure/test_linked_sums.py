"""Small sums that only several relations together tell are hidden too, at the least cost, or refused."""

from __future__ import annotations

import pytest

from fristed.methods.disclosure.proof import prove_linked
from fristed.methods.disclosure.protection import NoSafeLinkedPattern, is_safe_pattern, protect_linked
from fristed.methods.disclosure.protection.linked.demands import Demand
from fristed.methods.disclosure.protection.linked.sums import small_sums
from fristed.methods.disclosure.protection.linked.system import system_of
from fristed.methods.disclosure.protection.linked.worlds import Reach
from fristed.methods.disclosure.records import Equation, LinkedCounts, ProtectionRule

RULE = ProtectionRule()


def linked_of(
    counts: dict[str, int], *sums: tuple[str, str], shown: str = "", unprinted: str = ""
) -> LinkedCounts:
    relations = tuple(Equation(total, tuple(parts.split())) for total, parts in sums)
    return LinkedCounts(
        "sums", counts, relations, shown=frozenset(shown.split()), unprinted=frozenset(unprinted.split())
    )


COUNTS = {"T": 113, "a": 2, "b": 3, "c": 4, "d": 4, "e": 100, "Q": 8}
SUMS = (("T", "a b c d e"), ("Q", "c d"))
FIGURE = linked_of(COUNTS, *SUMS, shown="T")
ACROSS_THEMES = linked_of(
    {"all": 60, "t": 22, "u": 38, "a": 3, "b": 19, "c": 2, "d": 36, "s": 55},
    ("all", "t u"),
    ("t", "a b"),
    ("u", "c d"),
    ("s", "b d"),
)


def asked(
    linked: LinkedCounts, hidden: str, rule: ProtectionRule = RULE, most: int = 100
) -> list[tuple[dict[str, int], int]]:
    """What each small sum asks for, in the names of the cells."""
    system = system_of(linked, rule)
    chosen = frozenset(at for at, keys in enumerate(system.cells) if set(keys) & set(hidden.split()))
    found = small_sums(system, rule, chosen, Reach(len(system.counts)), most)
    return [
        ({system.cells[at][0]: n for at, n in demand.terms}, demand.least) for demand in dict.fromkeys(found)
    ]


def test_a_sum_asks_for_more_in_it_or_for_one_of_the_sums_that_tell_it() -> None:
    assert asked(FIGURE, "a b c d") == [({"a": 2, "b": 3, "e": 7, "Q": 7, "T": 7}, 7)]
    assert asked(FIGURE, "a b c d e") == []
    assert asked(FIGURE, "a b c d Q") == []


def test_a_sum_without_a_primary_number_matters_while_one_of_it_is_hidden() -> None:
    free = linked_of({**COUNTS, "a": 8, "T": 119}, *SUMS)
    rule = ProtectionRule(threshold=3, group_sum_at_least=12)
    found = [(terms, n) for terms, n in asked(free, "a b c d", rule) if "T" in terms]
    assert [(terms["T"], least) for terms, least in found] == [(12, 0), (12, 0)]
    assert [sorted(key for key, n in terms.items() if n < 0) for terms, _ in found] == [["a"], ["b"]]


@pytest.mark.parametrize(("least", "is_asked"), [(5, False), (6, True), (0, False)])
def test_sums_are_held_to_the_rule(least: int, is_asked: bool) -> None:
    assert bool(asked(FIGURE, "a b c d", ProtectionRule(group_sum_at_least=least))) == is_asked


def test_among_too_many_numbers_sums_are_not_looked_for() -> None:
    assert asked(FIGURE, "a b c d", most=4) == asked(FIGURE, "a b c d")
    assert asked(FIGURE, "a b c d", most=3) == []
    assert is_safe_pattern(FIGURE, RULE, "abcd", cells_at_most=3)
    assert not is_safe_pattern(FIGURE, RULE, "abcd", cells_at_most=4)


@pytest.mark.parametrize("shown", ["", "T", "T Q", "T e"])
def test_what_tells_a_small_sum_is_hidden_at_the_least_cost(shown: str) -> None:
    linked = linked_of(COUNTS, *SUMS, shown=shown)
    pattern = protect_linked(linked, RULE)
    assert (pattern.cost, pattern.bound) == (1, 1)
    [more] = pattern.protects
    assert pattern.protects[more] == ("a", "b")
    assert prove_linked(linked, pattern.hidden, RULE, policy=("safe", "1")).is_safe


def test_where_all_that_tells_it_stays_printed_there_is_no_safe_pattern() -> None:
    with pytest.raises(NoSafeLinkedPattern):
        protect_linked(linked_of(COUNTS, *SUMS, shown="T Q e"), RULE)


def test_sums_across_relations_are_found() -> None:
    assert not is_safe_pattern(ACROSS_THEMES, RULE, "tuabcd")
    assert is_safe_pattern(ACROSS_THEMES, RULE, "tuabcds")
    pattern = protect_linked(ACROSS_THEMES, RULE)
    assert pattern.cost == pattern.bound
    assert is_safe_pattern(ACROSS_THEMES, RULE, pattern.hidden)


def test_a_number_that_may_be_zero_but_is_not_known_to_be_belongs_to_a_sum() -> None:
    linked = linked_of(
        {"T": 112, "a": 5, "b": 0, "c": 4, "d": 3, "e": 100, "Q": 7}, *SUMS, shown="T Q", unprinted="b"
    )
    assert not is_safe_pattern(linked, RULE, "acd")
    assert protect_linked(linked, RULE).cost == 1


def test_a_number_that_counts_twice_is_in_no_such_sum() -> None:
    # Readers know that twice a and b sum to 5; that a is narrow is what they gain by it.
    twice = linked_of(
        {"P": 22, "a": 2, "u": 20, "R": 33, "b": 1, "v": 30, "S": 50},
        ("P", "a u"),
        ("R", "a b v"),
        ("S", "u v"),
    )
    assert asked(twice, "a b u v") == []


def test_the_demands_of_sums_are_demands() -> None:
    system = system_of(FIGURE, RULE)
    hidden = system.never_printed
    for demand in small_sums(system, RULE, hidden, Reach(len(system.counts)), 100):
        assert isinstance(demand, Demand)
        assert not demand.is_met(hidden)
