"""Records refuse what cannot be printed or counted."""

from __future__ import annotations

import pytest

from fristed.methods.disclosure.records import (
    SIGN_AS_PUBLISHED,
    SIGN_SAFE,
    Equation,
    LinkedCounts,
    LinkedPattern,
    Loss,
    Printed,
    PrintedCell,
    PrintedPercent,
    ProtectionRule,
    same_numbers,
    with_equals,
)


@pytest.mark.parametrize(
    ("linked", "words"),
    [
        ({"counts": {"a": 2, "b": -1}}, "b is negative"),
        (
            {"counts": {"a": 2, "b": 1}, "relations": (Equation("a", ("b",)),)},
            "a is not the sum of its parts",
        ),
        ({"counts": {"a": 2}, "relations": (Equation("a", ("c",)),)}, "no such cell: c; a is not the sum"),
        ({"counts": {"a": 0}, "relations": (Equation("c", ("a",)),)}, r"no such cell: c\.$"),
        ({"counts": {"a": 0}, "relations": (Equation("a", ("c",)),)}, r"no such cell: c\.$"),
        ({"counts": {"a": 2}, "unprinted": frozenset({"b"})}, "no such cell: b"),
        ({"counts": {"a": 2}, "shown": frozenset({"b"})}, "no such cell: b"),
        ({"counts": {"a": 2}, "hidden": frozenset({"b"})}, "no such cell: b"),
        ({"counts": {"a": 2}, "weights": {"b": 1}}, "no such cell: b"),
        ({"counts": {"a": 2}, "shown": frozenset("a"), "hidden": frozenset("a")}, "a cannot be both"),
        ({"counts": {"a": 2}, "shown": frozenset("a"), "unprinted": frozenset("a")}, "a cannot be both"),
        ({"counts": {"a": 2}, "hidden": frozenset("a"), "unprinted": frozenset("a")}, "a cannot be both"),
        (
            {
                "counts": {"a": 9, "q": 9, "r": 9},
                "relations": (Equation("q", ("a",)), Equation("r", ("q",))),
                "shown": frozenset({"a", "q"}),
                "hidden": frozenset({"r"}),
            },
            "a is to be shown and r to be hidden, but they are one number; q is to be shown and r ",
        ),
    ],
)
def test_linked_counts_that_contradict_themselves_say_how(linked: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=f"^main concern: {words}"):
        LinkedCounts("main concern", **linked)


@pytest.mark.parametrize(("cost", "bound", "gap"), [(20, 15, 0.25), (20, 20, 0.0), (0, 0, 0.0)])
def test_the_gap_is_the_share_of_the_cost_that_is_not_proved(cost: int, bound: int, gap: float) -> None:
    assert LinkedPattern({}, {}, Loss(), cost, bound).gap == gap


def test_only_positive_counts_below_the_threshold_are_small() -> None:
    assert [count for count in range(9) if ProtectionRule().is_small(count)] == [1, 2, 3, 4, 5, 6]


def test_hidden_groups_sum_to_the_threshold_unless_the_rule_says_otherwise() -> None:
    assert ProtectionRule(threshold=5).smallest_hidden_sum == 5
    assert ProtectionRule(threshold=5, group_sum_at_least=0).smallest_hidden_sum == 0


def test_a_sign_means_what_its_rule_says() -> None:
    published, safe = (PrintedCell.signed("x", rule) for rule in (SIGN_AS_PUBLISHED, SIGN_SAFE))
    assert (published.low, published.high) == (1, 6)
    assert (safe.low, safe.high) == (1, None)
    assert (published.state, safe.state) == ("signed", "signed")


def test_a_rest_may_be_zero_and_carries_no_sign() -> None:
    rest = PrintedCell.rest("x")
    assert (rest.value, rest.low, rest.high, rest.state) == (None, 0, None, "rest")


def test_a_cell_is_listed_once() -> None:
    with pytest.raises(ValueError, match=r"^A cell is listed twice; give every printed cell its own key\.$"):
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


def test_all_cells_that_are_not_listed_are_named() -> None:
    with pytest.raises(ValueError, match=r"^No such printed cell: b, c\.$"):
        Printed((PrintedCell.shown("a", 1),), (Equation("a", ("c", "b")),))


def test_what_is_said_of_a_cell_is_said_of_all_cells_that_repeat_it() -> None:
    counts = {"T": 12, "a": 3, "b": 9, "q": 3}
    relations = (Equation("T", ("a", "b")), Equation("q", ("a",)))
    linked = LinkedCounts("repeated", counts, relations, shown=frozenset({"T", "a"}), hidden=frozenset({"b"}))
    assert linked.shown_numbers == {"T", "a", "q"}
    assert LinkedCounts("repeated", counts, relations).shown_numbers == frozenset()
    assert with_equals(["q", "b"], relations) == {"a", "b", "q"}
    assert same_numbers(relations) == {"a": {"a", "q"}, "q": {"a", "q"}}
