"""The attacker against brute force: every world that fits what is printed, and no other."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fristed.methods.disclosure.attack import attack, worlds
from fristed.methods.disclosure.attack.width import show_width
from fristed.methods.disclosure.certificate import check_certificate
from fristed.methods.disclosure.proof import certify
from fristed.methods.disclosure.records import Printed, ProtectionRule
from tests.unit.methods.disclosure import oracle
from tests.unit.methods.disclosure.releases import grids, print_tree, trees
from tests.unit.methods.disclosure.trees import CountTree


def some_hidden(tree: CountTree, data: st.DataObject) -> frozenset[str]:
    positive = [
        code for code, n in oracle.cells_in(tree, tree.leaves).items() if n and code not in tree.unprinted
    ]
    return frozenset(code for code in positive if data.draw(st.booleans()))


@given(trees(), st.data())
def test_intervals_in_a_tree_are_those_of_all_worlds(tree: CountTree, data: st.DataObject) -> None:
    hidden = some_hidden(tree, data)
    report = attack(print_tree(tree, hidden))
    assert report.intervals == oracle.intervals(tree, hidden)
    assert not report.contradictions


@given(trees(), st.data())
def test_a_leak_is_reported_exactly_when_the_pattern_is_unsafe(tree: CountTree, data: st.DataObject) -> None:
    hidden = some_hidden(tree, data)
    leaks = [leak for leak in attack(print_tree(tree, hidden)).leaks if leak.kind != "printed"]
    assert (not leaks) == oracle.is_safe(tree, hidden, ProtectionRule())


@given(grids())
def test_intervals_in_crossed_tables_with_percents_are_those_of_all_worlds(grid: Printed) -> None:
    report = attack(grid)
    assert report.intervals == oracle.printed_intervals(grid)
    assert not report.contradictions


@settings(max_examples=6)
@given(grids())
def test_propagation_and_the_solver_agree(grid: Printed) -> None:
    by_both = attack(grid)
    with patch.object(worlds, "is_settled", lambda *_: False):
        assert attack(grid).intervals == by_both.intervals


@settings(max_examples=6)
@given(grids())
def test_the_certificate_of_a_print_names_the_narrow_cells_and_nothing_else_that_is_wrong(
    grid: Printed,
) -> None:
    rule = ProtectionRule(group_sum_at_least=0)
    plain = [cell.key for cell in grid.cells if cell.state == "shown"]
    name = ("safe", "1")
    certificate = certify(grid, rule, policy=name, exempt=plain)
    faults = check_certificate(grid, certificate, rule, policy=name, exempt=plain)
    narrow = [leak for leak in attack(grid).leaks if leak.kind in ("exact", "narrow")]
    assert faults == [f"{leak.key} is narrow: from {leak.low} to {leak.high}." for leak in narrow]


@settings(max_examples=6)
@given(grids())
def test_cells_are_called_narrow_part_by_part_only_where_they_are(grid: Printed) -> None:
    truth = oracle.printed_intervals(grid)
    narrow = {key for key, (low, high) in truth.items() if high - low < 3}
    assert set(show_width(grid, 3).narrow) == narrow
    by_parts = show_width(grid, 3, large=1)
    assert set(by_parts.narrow) <= narrow <= set(by_parts.narrow) | set(by_parts.unsettled)


@pytest.mark.ci
@settings(max_examples=4)
@given(grids())
def test_the_same_release_gives_the_same_report(grid: Printed) -> None:
    assert attack(grid) == attack(grid)


@pytest.mark.ci
@settings(max_examples=500)
@given(grids())
def test_many_crossed_tables(grid: Printed) -> None:
    assert attack(grid).intervals == oracle.printed_intervals(grid)


@pytest.mark.ci
@settings(max_examples=500)
@given(trees(most_leaves=5), st.data())
def test_many_trees(tree: CountTree, data: st.DataObject) -> None:
    hidden = some_hidden(tree, data)
    assert attack(print_tree(tree, hidden)).intervals == oracle.intervals(tree, hidden)
