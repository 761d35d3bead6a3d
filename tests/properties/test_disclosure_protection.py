"""What the protector promises, held against every world that fits what it lets through."""

from __future__ import annotations

import random
from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fristed.methods.disclosure.attack import Finding, attack
from fristed.methods.disclosure.protection import (
    NoSafePattern,
    derivable_ranges,
    protect,
    protect_years,
)
from fristed.methods.disclosure.records import CountTree, Pattern, ProtectionRule
from tests.unit.methods.disclosure import oracle
from tests.unit.methods.disclosure.releases import print_tree, rules, trees

RULE = ProtectionRule()


def protected(tree: CountTree, rule: ProtectionRule) -> Pattern | None:
    try:
        return protect(tree, rule)
    except NoSafePattern:
        return None


def leaks_about_hidden_cells(tree: CountTree, hidden: Collection[str]) -> list[Finding]:
    """What the attacker finds, apart from a grand total that is small itself and printed all the same."""
    return [leak for leak in attack(print_tree(tree, hidden)).leaks if leak.kind != "printed"]


def best_by_trying_all(tree: CountTree, rule: ProtectionRule) -> tuple[int, int] | None:
    by_loss = sorted(oracle.patterns(tree, rule), key=lambda hidden: oracle.loss(tree, hidden, rule))
    safe = (hidden for hidden in by_loss if oracle.is_safe(tree, hidden, rule))
    return next((oracle.loss(tree, hidden, rule) for hidden in safe), None)


@given(trees(), rules())
def test_no_world_narrows_what_was_hidden(tree: CountTree, rule: ProtectionRule) -> None:
    pattern = protected(tree, rule)
    assert pattern is None or oracle.is_safe(tree, frozenset(pattern.hidden), rule)


@given(trees(most_leaves=6))
def test_the_attacker_finds_no_leak_in_what_was_protected(tree: CountTree) -> None:
    pattern = protected(tree, RULE)
    if pattern is not None:
        report = attack(print_tree(tree, pattern.hidden))
        in_plain_sight = {leak.key for leak in report.leaks if leak.kind == "printed"}
        assert in_plain_sight == ({"total"} if RULE.is_small(tree.total) else set())
        assert leaks_about_hidden_cells(tree, pattern.hidden) == []
        assert not report.contradictions


@settings(max_examples=30)
@given(trees(), rules())
def test_no_other_safe_pattern_hides_less(tree: CountTree, rule: ProtectionRule) -> None:
    pattern = protected(tree, rule)
    found = pattern and (pattern.loss.number, pattern.loss.value)
    assert found == best_by_trying_all(tree, rule)


@given(trees(), rules())
def test_zeros_and_the_total_are_printed_and_small_counts_are_not(
    tree: CountTree, rule: ProtectionRule
) -> None:
    pattern = protected(tree, rule)
    if pattern is not None:
        counts = oracle.cells_in(tree, tree.leaves)
        signs = set(counts) - tree.unprinted
        assert set(pattern.hidden) <= {code for code in signs if counts[code]}
        assert {code for code in signs if 0 < counts[code] < rule.threshold} == {
            code for code, why in pattern.hidden.items() if why == "primary"
        }


@given(trees(), rules(), st.randoms(use_true_random=False))
def test_the_order_of_the_leaves_does_not_matter(
    tree: CountTree, rule: ProtectionRule, shuffler: random.Random
) -> None:
    leaves = list(tree.leaves.items())
    shuffler.shuffle(leaves)
    again = CountTree(tree.name, tree.total, dict(leaves), tree.groups, tree.unprinted)
    assert protected(again, rule) == protected(tree, rule)


@given(trees(), rules())
def test_the_stated_ranges_are_what_readers_can_derive(tree: CountTree, rule: ProtectionRule) -> None:
    pattern = protected(tree, rule)
    if pattern is not None:
        assert derivable_ranges(tree, pattern) == oracle.intervals(tree, frozenset(pattern.hidden))


@given(trees(), st.data())
def test_ranges_are_right_for_unsafe_patterns_too(tree: CountTree, data: st.DataObject) -> None:
    positive = [
        code for code, n in oracle.cells_in(tree, tree.leaves).items() if n and code not in tree.unprinted
    ]
    hidden = frozenset(code for code in positive if data.draw(st.booleans()))
    pattern = Pattern(dict.fromkeys(sorted(hidden), "primary"))
    assert derivable_ranges(tree, pattern) == oracle.intervals(tree, hidden)


@given(trees(most_leaves=5), st.data())
def test_a_pattern_with_one_secondary_cell_less_is_caught(tree: CountTree, data: st.DataObject) -> None:
    pattern = protected(tree, RULE)
    if pattern is None or not pattern.loss.number:
        return
    dropped = data.draw(st.sampled_from(sorted(c for c, why in pattern.hidden.items() if why == "secondary")))
    same = {group: codes[0] for group, codes in tree.groups.items() if len(codes) == 1}
    fewer = {code for code in pattern.hidden if same.get(code, code) != same.get(dropped, dropped)}
    assert leaks_about_hidden_cells(tree, fewer)


@given(st.lists(trees(), min_size=1, max_size=3))
def test_stable_years_are_safe_and_hide_no_more_cells(several: list[CountTree]) -> None:
    years = {2021 + at: tree for at, tree in enumerate(several) if protected(tree, RULE) is not None}
    for year, pattern in protect_years(years, RULE).items():
        assert oracle.is_safe(years[year], frozenset(pattern.hidden), RULE)
        assert pattern.loss.number == protect(years[year], RULE).loss.number


@pytest.mark.ci
@settings(max_examples=500)
@given(trees(), rules())
def test_no_other_safe_pattern_hides_less_in_many_trees(tree: CountTree, rule: ProtectionRule) -> None:
    pattern = protected(tree, rule)
    found = pattern and (pattern.loss.number, pattern.loss.value)
    assert found == best_by_trying_all(tree, rule)


@pytest.mark.ci
@settings(max_examples=2000)
@given(trees(most_leaves=12))
def test_the_attacker_finds_no_leak_in_larger_trees(tree: CountTree) -> None:
    pattern = protected(tree, RULE)
    if pattern is not None:
        assert leaks_about_hidden_cells(tree, pattern.hidden) == []
