"""Other remedies on drawn releases: what is printed adds up, and the attacker finds nothing in it."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fristed.methods.disclosure.records import LinkedCounts, ProtectionRule
from fristed.methods.disclosure.remedies import (
    Dimension,
    Gathered,
    NoSafeRemedy,
    Pool,
    attack_remedy,
    coarsen,
    pool_small,
    round_small,
)
from fristed.methods.disclosure.remedies.gathering import Gathering, gather
from tests.unit.methods.disclosure import oracle
from tests.unit.methods.disclosure.remedies.releases import (
    ALL,
    categories,
    crossed,
    one_table,
    reordered,
    tables,
    themed,
    true_worlds,
)

RULE = ProtectionRule()
RULES = st.builds(ProtectionRule, threshold=st.integers(2, 7), width=st.integers(1, 4))


def is_safe_pool(table: LinkedCounts, pooled: frozenset[str], rule: ProtectionRule) -> bool:
    """The truth about a pool, by listing every world that fits what is printed."""
    cases = sum(table.counts[name] for name in pooled)
    printed = [count for name, count in table.counts.items() if name not in pooled | {ALL}]
    if any(0 < count < rule.threshold for count in printed):
        return False
    if not pooled or cases == 0:
        return True
    if len(pooled) == 1 or cases < rule.threshold:
        return False
    return cases >= rule.width


@given(tables(), RULES)
def test_a_pool_is_safe_and_no_safe_pool_takes_in_fewer(table: LinkedCounts, rule: ProtectionRule) -> None:
    names = [name for name in table.counts if name != ALL]
    every = chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
    safe = [frozenset(pool) for pool in every if is_safe_pool(table, frozenset(pool), rule)]
    prices = [(len(pool), sum(table.counts[name] for name in pool)) for pool in safe]
    try:
        found = pool_small(table, categories(table), rule)
    except NoSafeRemedy:
        assert not safe
        return
    pooled = found.chosen[""]
    assert (len(pooled), sum(table.counts[name] for name in pooled)) == min(prices)
    assert found.is_least
    assert not attack_remedy(found, rule).leaks


@given(tables(), RULES)
def test_nothing_is_lost_in_a_pool(table: LinkedCounts, rule: ProtectionRule) -> None:
    try:
        found = pool_small(table, categories(table), rule)
    except NoSafeRemedy:
        assume(False)
    counts = found.counts
    printed = [n for key, n in counts.counts.items() if key not in counts.unprinted | {ALL}]
    assert sum(printed) == table.counts[ALL] == counts.counts[ALL]
    assert found.loss.value == sum(counts.counts[key] for key in found.cells)


@given(tables(), st.sampled_from(["categories", "cases"]))
def test_the_order_in_which_a_table_is_written_does_not_change_the_pool(
    table: LinkedCounts, prefer: str
) -> None:
    def result(release: LinkedCounts) -> object:
        try:
            return pool_small(release, categories(release), RULE, Pool(prefer=prefer)).chosen
        except NoSafeRemedy as refused:
            return str(refused)

    assert result(table) == result(table) == result(reordered(table))


@given(tables())
def test_a_pool_without_one_of_its_categories_is_caught(table: LinkedCounts) -> None:
    """The planted fault: the smallest count of a pool of two, printed after all."""
    try:
        found = pool_small(table, categories(table), RULE)
    except NoSafeRemedy:
        assume(False)
    pooled = [name for name in found.chosen[""] if table.counts[name]]
    assume(pooled)
    smallest = min(pooled, key=lambda name: table.counts[name])
    rest = tuple(name for name in found.chosen[""] if name != smallest)
    broken = gather(table, Gathering({"pool": rest}, frozenset(rest)))
    attacked = attack_remedy(Gathered(broken, {"": rest}, {"pool": rest}, found.loss, True), RULE)
    assert smallest in {leak.key for leak in attacked.leaks}


@given(themed(), st.booleans())
def test_coarser_categories_are_safe_and_add_up(drawn: tuple[LinkedCounts, Dimension], evenly: bool) -> None:
    release, dimension = drawn
    try:
        found = coarsen(release, dimension, RULE, evenly=evenly)
    except NoSafeRemedy:
        assume(False)
    attacked = attack_remedy(found, RULE)
    assert not attacked.leaks
    assert not attacked.report.contradictions
    for parts in found.cells.values():
        assert all(part in found.counts.unprinted for part in parts)
    again = coarsen(reordered(release), dimension, RULE, evenly=evenly)
    assert again.chosen == found.chosen


@given(themed())
def test_no_branch_is_finer_and_still_safe(drawn: tuple[LinkedCounts, Dimension]) -> None:
    release, dimension = drawn
    try:
        even = coarsen(release, dimension, RULE, evenly=True)
        found = coarsen(release, dimension, RULE)
    except NoSafeRemedy:
        assume(False)
    lost = {name for name, place in dimension.places.items() if dimension.is_leaf(place.category)}
    assert len(lost & (found.counts.unprinted)) <= len(lost & even.counts.unprinted)


@given(crossed(), st.booleans())
def test_rounded_tables_add_up_and_give_nothing_away(release: LinkedCounts, every: bool) -> None:
    found = round_small(release, RULE, known=frozenset(), every=every)
    printed = {key: n for key, n in found.counts.counts.items() if key not in release.unprinted}
    assert not [n for n in printed.values() if 0 < n < found.step]
    for relation in release.relations:
        parts = sum(found.counts.counts[key] for key in relation.part_keys)
        assert found.counts.counts[relation.total_key] == parts
    assert abs(printed["margin () ()"] - release.counts["margin () ()"]) <= found.step // 2
    attacked = attack_remedy(found, RULE)
    assert not attacked.leaks
    assert not attacked.report.contradictions


@given(crossed())
def test_every_inner_count_is_zero_the_step_or_as_it_was(release: LinkedCounts) -> None:
    found = round_small(release, RULE)
    for key, own in found.members.items():
        if own == (key,):
            true, now = release.counts[key], found.counts.counts[key]
            is_rounded = key in found.up | found.down
            assert now == (found.step if key in found.up else 0 if is_rounded else true)
            assert true < found.step or not is_rounded
    assert found.up.isdisjoint(found.down)


@given(crossed())
def test_rounding_does_not_depend_on_the_order(release: LinkedCounts) -> None:
    found, again = round_small(release, RULE), round_small(reordered(release), RULE)
    assert dict(found.counts.counts) == dict(again.counts.counts)
    assert found.usefulness == again.usefulness


@given(crossed())
def test_a_small_count_that_was_left_unrounded_is_caught(release: LinkedCounts) -> None:
    """The planted fault: one inner cell keeps its small count."""
    found = round_small(release, RULE, known=frozenset(), every=True)
    changed = sorted(found.up | found.down)
    assume(changed)
    kept = changed[0]
    counts = {**found.counts.counts, kept: release.counts[kept]}
    counts |= {key: sum(counts[part] for part in own) for key, own in found.members.items() if len(own) > 1}
    broken = replace(found, counts=replace(release, counts=counts))
    assert kept in {leak.key for leak in attack_remedy(broken, RULE).leaks}


@settings(max_examples=10)
@given(st.lists(st.integers(0, 5), min_size=2, max_size=3))
def test_what_the_attacker_derives_is_at_least_as_tight_as_what_readers_can(cases: list[int]) -> None:
    """He is told more, so each of his intervals lies within that of all worlds."""
    rule = ProtectionRule(threshold=4, width=3)
    table = one_table({f"c{at}": count for at, count in enumerate(cases)})
    silent = frozenset(key for key in table.counts if key != ALL)
    release = LinkedCounts("silent", table.counts, table.relations, unprinted=silent)
    found = round_small(release, rule, 4)
    worlds = list(true_worlds({ALL: found.counts.counts[ALL]}, len(cases), found.members, 4))
    intervals = attack_remedy(found, rule).report.intervals
    for at, key in enumerate(sorted(silent)):
        low, high = intervals.get(key, (release.counts[key], release.counts[key]))
        assert min(world[at] for world in worlds) <= low <= release.counts[key]
        assert high is not None
        assert release.counts[key] <= high <= max(world[at] for world in worlds)


@settings(max_examples=10)
@given(tables(most=4))
def test_intervals_of_withdrawn_cells_are_those_of_all_worlds(table: LinkedCounts) -> None:
    try:
        found = pool_small(table, categories(table), RULE)
    except NoSafeRemedy:
        assume(False)
    attacked = attack_remedy(found, RULE)
    assert attacked.report.intervals == oracle.printed_intervals(attacked.printed)


@pytest.mark.ci
@settings(max_examples=300)
@given(crossed(), st.booleans())
def test_many_rounded_tables_give_nothing_away(release: LinkedCounts, every: bool) -> None:
    assert not attack_remedy(round_small(release, RULE, known=frozenset(), every=every), RULE).leaks


@pytest.mark.ci
@settings(max_examples=300)
@given(themed())
def test_many_coarser_tables_give_nothing_away(drawn: tuple[LinkedCounts, Dimension]) -> None:
    try:
        found = coarsen(*drawn, RULE)
    except NoSafeRemedy:
        assume(False)
    assert not attack_remedy(found, RULE).leaks
