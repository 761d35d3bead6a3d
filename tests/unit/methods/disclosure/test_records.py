"""Records refuse what cannot be printed or counted."""

from __future__ import annotations

import pytest

from fristed.methods.disclosure.records import (
    SIGN_AS_PUBLISHED,
    SIGN_SAFE,
    CountTree,
    Equation,
    Printed,
    PrintedCell,
    PrintedPercent,
    ProtectionRule,
)


def test_a_total_that_is_not_the_sum_of_its_leaves_is_refused() -> None:
    with pytest.raises(ValueError, match="the leaves sum to 6, the total is 7"):
        CountTree("gender", 7, {"female": 4, "male": 2})


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        ({"total": 1, "leaves": {"a": 2, "b": -1}}, "b is negative"),
        ({"total": 2, "leaves": {"a": 2}, "not_in_use": frozenset({"a"})}, "a is not in use but counts"),
        ({"total": 2, "leaves": {"a": 2}, "groups": {"a": ("a",)}}, "a is both a leaf and a group"),
        ({"total": 2, "leaves": {"a": 2}, "groups": {"g": ("a",), "h": ("a",)}}, "a is in two groups"),
        ({"total": 2, "leaves": {"a": 2}, "groups": {"g": ("a", "b")}}, "b is in a group but is no leaf"),
        ({"total": 2, "leaves": {"a": 2}, "unprinted": frozenset({"b"})}, "b is unprinted but is no leaf"),
    ],
)
def test_a_tree_that_contradicts_itself_says_how(tree: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=f"^main concern: {words}.$"):
        CountTree("main concern", **tree)


def test_a_category_not_in_use_may_be_named_in_a_theme() -> None:
    tree = CountTree("2021", 7, {"fear": 7}, {"theme": ("fear", "care")}, not_in_use=frozenset({"care"}))
    assert tree.total == 7


def test_only_positive_counts_below_the_threshold_are_small() -> None:
    assert [count for count in range(9) if ProtectionRule().is_small(count)] == [1, 2, 3, 4, 5, 6]


def test_hidden_groups_sum_to_the_threshold_unless_the_rule_says_otherwise() -> None:
    assert ProtectionRule(threshold=5).smallest_hidden_sum == 5
    assert ProtectionRule(threshold=5, group_sum_at_least=0).smallest_hidden_sum == 0


def test_a_sign_means_what_its_rule_says() -> None:
    published, safe = (PrintedCell.signed("x", rule) for rule in (SIGN_AS_PUBLISHED, SIGN_SAFE))
    assert (published.low, published.high) == (1, 6)
    assert (safe.low, safe.high) == (1, None)
    assert PrintedCell.rest("x").low == 0


def test_a_cell_is_listed_once() -> None:
    with pytest.raises(ValueError, match="listed twice"):
        Printed((PrintedCell.shown("a", 1), PrintedCell.shown("a", 2)))


@pytest.mark.parametrize(
    "named",
    [
        {"equations": (Equation("a", ("b",)),)},
        {"equations": (Equation("b", ("a",)),)},
        {"percents": (PrintedPercent("b", "a", 10),)},
        {"percents": (PrintedPercent("a", "b", 10),)},
    ],
)
def test_relations_and_percents_name_listed_cells_only(named: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="No such printed cell: b"):
        Printed((PrintedCell.shown("a", 1),), **named)
