"""What the protector promises, held against every world that fits what it lets through."""

from __future__ import annotations

import random
from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fristed.methods.disclosure.attack import Finding, attack
from fristed.methods.disclosure.protection import NoSafeLinkedPattern
from fristed.methods.disclosure.records import LinkedPattern, ProtectionRule
from tests.unit.methods.disclosure import oracle
from tests.unit.methods.disclosure.releases import print_tree, rules, trees
from tests.unit.methods.disclosure.trees import CountTree, protect, relations_of

RULE = ProtectionRule()


def tables(most_leaves: int = 4) -> st.SearchStrategy[CountTree]:
    """Trees whose total is not small and not a single part: what equals a printed total is known with it."""
    return trees(most_leaves).filter(
        lambda tree: not RULE.is_small(tree.total) and len(relations_of(tree)[-1].part_keys) > 1
    )


def protected(tree: CountTree, rule: ProtectionRule) -> LinkedPattern | None:
    try:
        return protect(tree, rule)
    except NoSafeLinkedPattern:
        return None


def leaks_about_hidden_cells(tree: CountTree, hidden: Collection[str]) -> list[Finding]:
    """What the attacker finds."""
    return list(attack(print_tree(tree, hidden)).leaks)


def best_by_trying_all(tree: CountTree, rule: ProtectionRule) -> tuple[int, int] | None:
    by_loss = sorted(oracle.patterns(tree, rule), key=lambda hidden: oracle.loss(tree, hidden, rule))
    safe = (hidden for hidden in by_loss if oracle.is_safe(tree, hidden, rule))
    return next((oracle.loss(tree, hidden, rule) for hidden in safe), None)


@given(tables(), rules())
def test_no_world_narrows_what_was_hidden(tree: CountTree, rule: ProtectionRule) -> None:
    pattern = protected(tree, rule)
    assert pattern is None or oracle.is_safe(tree, frozenset(pattern.hidden), rule)


@given(tables(6))
def test_the_attacker_finds_no_leak_in_what_was_protected(tree: CountTree) -> None:
    pattern = protected(tree, RULE)
    if pattern is not None:
        report = attack(print_tree(tree, pattern.hidden))
        assert not report.leaks
        assert not report.contradictions


@settings(max_examples=30)
@given(tables(), rules())
def test_no_other_safe_pattern_hides_less(tree: CountTree, rule: ProtectionRule) -> None:
    pattern = protected(tree, rule)
    found = pattern and (pattern.loss.number, pattern.loss.value)
    assert found == best_by_trying_all(tree, rule)


@given(tables(), rules())
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


@given(tables(), rules(), st.randoms(use_true_random=False))
def test_the_order_of_the_leaves_does_not_matter(
    tree: CountTree, rule: ProtectionRule, shuffler: random.Random
) -> None:
    leaves = list(tree.leaves.items())
    shuffler.shuffle(leaves)
    again = protected(CountTree(tree.total, dict(leaves), tree.groups, tree.unprinted), rule)
    first = protected(tree, rule)
    assert (again and again.hidden) == (first and first.hidden)


@given(tables(5), st.data())
def test_a_pattern_with_one_secondary_cell_less_is_caught(tree: CountTree, data: st.DataObject) -> None:
    pattern = protected(tree, RULE)
    if pattern is None or not pattern.loss.number:
        return
    dropped = data.draw(st.sampled_from(sorted(c for c, why in pattern.hidden.items() if why == "secondary")))
    same = {group: codes[0] for group, codes in tree.groups.items() if len(codes) == 1}
    fewer = {code for code in pattern.hidden if same.get(code, code) != same.get(dropped, dropped)}
    assert leaks_about_hidden_cells(tree, fewer)


@pytest.mark.ci
@settings(max_examples=500)
@given(tables(), rules())
def test_no_other_safe_pattern_hides_less_in_many_trees(tree: CountTree, rule: ProtectionRule) -> None:
    pattern = protected(tree, rule)
    found = pattern and (pattern.loss.number, pattern.loss.value)
    assert found == best_by_trying_all(tree, rule)


@pytest.mark.ci
@settings(max_examples=2000)
@given(tables(12))
def test_the_attacker_finds_no_leak_in_larger_trees(tree: CountTree) -> None:
    pattern = protected(tree, RULE)
    if pattern is not None:
        assert leaks_about_hidden_cells(tree, pattern.hidden) == []
