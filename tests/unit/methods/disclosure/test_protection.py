"""What is hidden in tables of the kind the annual report prints."""

from __future__ import annotations

import pytest

from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.protection import NoSafeLinkedPattern
from fristed.methods.disclosure.records import LinkedPattern, Loss, ProtectionRule
from tests.unit.methods.disclosure.oracle import intervals
from tests.unit.methods.disclosure.releases import print_tree
from tests.unit.methods.disclosure.trees import CountTree, protect

RULE = ProtectionRule()
WITHOUT_GROUPS = ProtectionRule(group_sum_at_least=0)
THEMES = {
    "theme:forced_marriage": ("fear_forced_marriage", "completed_forced_marriage", "forced_to_remain"),
    "theme:fgm": ("fear_fgm", "completed_fgm", "health_care"),
    "theme:child_marriage": ("fear_child_marriage", "completed_child_marriage"),
}


def tree_of(counts: dict[str, int], **more: object) -> CountTree:
    return CountTree(sum(counts.values()), counts, **more)


def concerns(forced: tuple[int, ...], fgm: tuple[int, ...], child: tuple[int, ...], other: int) -> CountTree:
    codes = [code for theme in THEMES.values() for code in theme]
    leaves = dict(zip(codes, (*forced, *fgm, *child), strict=True))
    return tree_of({**leaves, "threats_and_violence": other}, groups=THEMES)


def secondary(pattern: LinkedPattern) -> set[str]:
    return {code for code, why in pattern.hidden.items() if why == "secondary"}


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    pattern = protect(tree_of({"female": 561, "male": 176, "unknown": 22}), RULE)
    assert (pattern.hidden, pattern.loss) == ({}, Loss())


def test_a_true_zero_is_printed() -> None:
    assert protect(tree_of({"female": 688, "male": 295, "unknown": 0}), RULE).hidden == {}


def test_a_theme_without_cases_is_printed_as_zero() -> None:
    pattern = protect(concerns((40, 9, 7), (30, 8, 9), (0, 0), 300), RULE)
    assert pattern.hidden == {}


def test_the_smaller_neighbour_is_hidden_with_a_small_unknown() -> None:
    pattern = protect(tree_of({"female": 761, "male": 264, "unknown": 6}), RULE)
    assert pattern.hidden == {"male": "secondary", "unknown": "primary"}
    assert pattern.loss == Loss(number=1, value=264)


def test_six_is_hidden_and_seven_is_printed() -> None:
    assert set(protect(tree_of({"a": 6, "b": 5, "c": 7}), RULE).hidden) == {"a", "b"}


def test_a_lone_hidden_theme_takes_a_cell_outside_it_along() -> None:
    pattern = protect(concerns((40, 9, 0), (30, 0, 0), (2, 3), 300), RULE)
    small = {"theme:child_marriage", "fear_child_marriage", "completed_child_marriage"}
    assert pattern.hidden == {**dict.fromkeys(small, "primary"), "threats_and_violence": "secondary"}


def test_a_small_cell_takes_a_neighbour_of_its_own_theme() -> None:
    pattern = protect(concerns((132, 23, 7), (33, 4, 0), (16, 8), 245), RULE)
    assert pattern.hidden == {"completed_fgm": "primary", "fear_fgm": "secondary"}


def test_small_cells_that_sum_to_less_than_the_threshold_take_a_third_along() -> None:
    assert secondary(protect(tree_of({"a": 3, "b": 3, "c": 9, "d": 80}), RULE)) == {"c"}


def test_without_the_group_rule_two_small_cells_wide_apart_are_enough() -> None:
    assert secondary(protect(tree_of({"a": 3, "b": 3, "c": 9, "d": 80}), WITHOUT_GROUPS)) == set()


def test_many_single_cases_give_each_other_away_because_zeros_are_printed() -> None:
    counts = {**{f"country {at}": 1 for at in range(7)}, "Syria": 30, "Somalia": 90}
    assert secondary(protect(tree_of(counts), RULE)) == {"Syria"}


def test_a_subtotal_of_a_single_leaf_is_hidden_with_it_and_counted_once() -> None:
    tree = tree_of({"a": 4, "b": 20, "c": 50, "d": 25}, groups={"theme:b": ("b",), "theme:c": ("c",)})
    pattern = protect(tree, RULE)
    assert pattern.hidden == {"a": "primary", "b": "secondary", "theme:b": "secondary"}
    assert pattern.loss == Loss(number=1, value=20)


def test_a_rest_that_a_sentence_implies_is_protected_like_a_printed_cell() -> None:
    tree = tree_of({"still abroad": 229, "rest": 5}, unprinted=frozenset({"rest"}))
    assert set(protect(tree, RULE).hidden) == {"still abroad"}


@pytest.mark.parametrize("rest", [0, 7, 23])
def test_a_rest_that_is_zero_or_not_small_may_be_known(rest: int) -> None:
    tree = tree_of({"still abroad": 229, "rest": rest}, unprinted=frozenset({"rest"}))
    assert protect(tree, RULE).hidden == {}


def test_a_rest_shares_the_residual_but_carries_no_sign() -> None:
    tree = tree_of({"a": 4, "rest": 8, "b": 90}, unprinted=frozenset({"rest"}))
    assert protect(tree, RULE).hidden == {"a": "primary"}


def test_two_rests_that_are_small_together_take_a_printed_cell_along() -> None:
    tree = tree_of({"rest 1": 2, "rest 2": 3, "b": 90}, unprinted=frozenset({"rest 1", "rest 2"}))
    assert set(protect(tree, RULE).hidden) == {"b"}


def test_a_subtotal_over_a_single_rest_hides_like_a_cell_of_its_own() -> None:
    tree = tree_of({"rest": 4, "b": 60, "c": 90}, groups={"g": ("rest",)}, unprinted=frozenset({"rest"}))
    assert protect(tree, RULE).hidden == {"b": "secondary", "g": "primary"}


def test_the_sign_on_a_subtotal_over_a_rest_tells_that_the_rest_is_not_zero() -> None:
    """Four in two cells, both at least one, are one to three each: narrow."""
    counts = {"rest": 2, "a": 2, "c": 50}
    tree = tree_of(counts, groups={"g": ("rest",)}, unprinted=frozenset({"rest"}))
    pattern = protect(tree, WITHOUT_GROUPS)
    assert pattern.hidden == {"a": "primary", "c": "secondary", "g": "primary"}
    assert intervals(tree, frozenset(pattern.hidden)) == {
        "a": (1, 52),
        "c": (1, 52),
        "g": (1, 52),
        "rest": (1, 52),
    }


def test_a_wide_rest_below_a_hidden_subtotal_is_wide_enough_to_the_last_case() -> None:
    rule = ProtectionRule(threshold=2, width=8, group_sum_at_least=0)
    counts = {"rest": 9, "a": 1, "c": 50}
    tree = tree_of(counts, groups={"g": ("rest",)}, unprinted=frozenset({"rest"}))
    assert protect(tree, rule).hidden == {"a": "primary", "g": "secondary"}


def test_hiding_a_subtotal_whose_parts_are_all_printed_protects_nothing() -> None:
    tree = tree_of({"a": 4, "b": 8, "c": 9, "d": 50}, groups={"g": ("b", "c")})
    assert secondary(protect(tree, WITHOUT_GROUPS)) == {"d"}


def test_four_possible_values_are_enough() -> None:
    assert secondary(protect(tree_of({"a": 2, "b": 3, "c": 50}), WITHOUT_GROUPS)) == set()
    assert secondary(protect(tree_of({"a": 2, "b": 2, "c": 50}), WITHOUT_GROUPS)) == {"c"}


@pytest.mark.parametrize(
    "counts", [{"a": 3, "b": 0}, {"a": 1, "b": 1}, {f"country {at}": 1 for at in range(12)}]
)
def test_a_table_that_no_pattern_protects_is_refused(counts: dict[str, int]) -> None:
    with pytest.raises(NoSafeLinkedPattern, match="no pattern protects the small counts among") as refusal:
        protect(tree_of(counts), RULE)
    assert set(refusal.value.cells) == {code for code, count in counts.items() if count}


CONCERNS_2024 = {
    "KT": concerns((146, 18, 9), (51, 2, 3), (35, 11), 1127),
    "MR": concerns((44, 7, 6), (6, 4, 5), (4, 2), 953),
    "SU": concerns((20, 7, 0), (7, 0, 0), (1, 1), 274),
}


@pytest.mark.parametrize("tree", CONCERNS_2024.values(), ids=CONCERNS_2024)
def test_main_concerns_with_themes_are_safe(tree: CountTree) -> None:
    pattern = protect(tree, RULE)
    report = attack(print_tree(tree, pattern.hidden))
    assert not report.leaks
    assert all(high is not None and high - low >= 3 for low, high in report.intervals.values())
    assert "total" not in pattern.hidden
