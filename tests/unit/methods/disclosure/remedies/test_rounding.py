"""Rounding small counts: what changes, what stays near the truth, and what a reader can still find."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import sqrt

import pytest

from fristed.methods.disclosure.records import Equation, LinkedCounts, ProtectionRule
from fristed.methods.disclosure.remedies import (
    NotAdditive,
    RemedyLeaks,
    Rounded,
    attack_remedy,
    require_safe,
    round_small,
    usefulness,
)
from fristed.methods.disclosure.remedies.inner import blocks, inner_members
from tests.unit.methods.disclosure.remedies.releases import ALL, one_table, together

RULE = ProtectionRule()
LANGSRUD_AND_HELDAL = ((6, 0, 1, 3, 4), (1, 2, 3, 1, 2), (0, 1, 1, 0, 2))
"""The example in the introduction to SmallCountRounding."""


def two_way(rows: tuple[tuple[int, ...], ...], *, silent: bool = False) -> LinkedCounts:
    inner = {f"{r}{c}": n for r, row in enumerate(rows) for c, n in enumerate(row)}
    parts = {f"row {r}": tuple(f"{r}{c}" for c in range(len(rows[0]))) for r in range(len(rows))}
    parts |= {f"column {c}": tuple(f"{r}{c}" for r in range(len(rows))) for c in range(len(rows[0]))}
    parts[ALL] = tuple(inner)
    sums = {key: sum(inner[part] for part in own) for key, own in parts.items()}
    relations = tuple(Equation(key, own) for key, own in parts.items())
    return LinkedCounts("two-way", inner | sums, relations, frozenset(inner) if silent else frozenset())


def squared_distance(found: Rounded) -> int:
    return sum((true - now) ** 2 for true, now in found.changes.values())


def test_small_counts_become_zero_or_the_step_and_the_total_is_their_sum() -> None:
    table = one_table({"girl": 44, "boy": 5, "unknown": 1})
    found = round_small(table, RULE)
    assert dict(found.counts.counts) == {ALL: 51, "girl": 44, "boy": 7, "unknown": 0}
    assert (found.up, found.down, found.untouched) == ({"boy"}, {"unknown"}, frozenset())
    assert found.changes == {ALL: (50, 51), "boy": (5, 7), "unknown": (1, 0)}
    assert found.usefulness.greatest_change == 2
    assert found.usefulness.mean_change == 1.0
    assert found.known == {ALL}


def test_a_count_at_the_step_is_not_rounded_and_no_one_can_tell() -> None:
    found = round_small(one_table({"girl": 44, "boy": 7}), RULE, known=frozenset())
    assert found.changes == {}
    assert attack_remedy(found, RULE).report.intervals == {ALL: (45, 51), "boy": (1, 7)}


def test_all_printed_the_tables_are_no_farther_from_the_truth_than_the_published_example() -> None:
    """Its table 2 has a squared distance of 31 in inner cells and 37 in margins."""
    rule = ProtectionRule(threshold=5)
    found = round_small(two_way(LANGSRUD_AND_HELDAL), rule, 5)
    assert squared_distance(found) <= 31 + 37
    assert abs(found.counts.counts[ALL] - 27) <= 2
    require_safe(found, rule)


def test_with_margins_alone_fewer_cells_are_rounded_where_that_is_safe() -> None:
    big = ((40, 3, 30), (50, 60, 4), (2, 1, 2))
    silent = round_small(two_way(big, silent=True), RULE)
    assert silent.up | silent.down == {"20", "21", "22"}
    assert silent.untouched == {"00", "01", "02", "10", "11", "12"}
    every = round_small(two_way(big, silent=True), RULE, every=True)
    assert every.up | every.down == {"01", "12", "20", "21", "22"}
    assert every.untouched == frozenset()
    assert squared_distance(silent) <= squared_distance(every)
    for found in (silent, every):
        require_safe(found, RULE)


def test_a_number_that_becomes_small_by_rounding_is_rounded_as_well() -> None:
    """The margin of ten loses three and would be seven, below a step of eight."""
    cases = {"a": 3, "b": 2, "c": 3, "d": 4}
    release = LinkedCounts(
        "chain",
        {**cases, "small": 5, "ten": 10},
        (Equation("small", ("a", "b")), Equation("ten", ("a", "c", "d"))),
        frozenset(cases),
    )
    found = round_small(release, RULE, 8)
    assert found.up | found.down == set(cases)
    assert found.counts.counts["small"] == 8
    assert found.counts.counts["ten"] in (8, 16)
    require_safe(found, RULE)


def test_a_small_cell_alone_among_rounded_ones_is_rounded_as_well() -> None:
    cases = {"a": 3, "b": 2, "c": 6}
    release = LinkedCounts(
        "alone",
        {**cases, "small": 5, "nine": 9},
        (Equation("small", ("a", "b")), Equation("nine", ("a", "c"))),
        frozenset(cases),
    )
    assert round_small(release, RULE).untouched == frozenset()


def test_untouched_cells_that_margins_give_away_are_all_rounded() -> None:
    """Of a cube whose margins are printed only one number is free: it moves two opposite corners of one."""
    cube = {at: 1 if at in ((0, 0, 0), (1, 1, 1)) else 10 for at in product((0, 1), repeat=3)}
    counts = {str(at): count for at, count in cube.items()}
    relations = []
    for axis in range(3):
        for rest in product((0, 1), repeat=2):
            pair = [str((*rest[:axis], end, *rest[axis:])) for end in (0, 1)]
            relations.append(Equation(f"{axis} {rest}", tuple(pair)))
            counts[f"{axis} {rest}"] = sum(counts[key] for key in pair)
    release = LinkedCounts("cube", counts, tuple(relations), frozenset(map(str, cube)))
    assert min(count for key, count in counts.items() if key not in release.unprinted) == 11
    found = round_small(release, RULE)
    assert found.up | found.down == {"(0, 0, 0)", "(1, 1, 1)"}
    assert found.untouched == frozenset()
    require_safe(found, RULE)


def test_a_margin_that_hides_one_small_cell_behind_large_ones_is_left_alone() -> None:
    release = LinkedCounts(
        "large", {"a": 30, "b": 3, "ab": 33}, (Equation("ab", ("a", "b")),), frozenset("ab")
    )
    found = round_small(release, RULE)
    assert found.changes == {}
    assert found.untouched == {"a", "b"}


def test_a_true_total_known_from_elsewhere_can_undo_rounding() -> None:
    """Twelve in two cells of at most seven: each is at least five."""
    table = one_table({"boy": 7, "girl": 5})
    found = round_small(table, RULE)
    attacked = attack_remedy(found, RULE)
    assert attacked.report.intervals == {"boy": (5, 7), "girl": (5, 7)}
    assert {leak.key for leak in attacked.leaks} == {"boy", "girl"}
    with pytest.raises(RemedyLeaks, match=r"boy: .*; girl: "):
        require_safe(found, RULE)
    require_safe(round_small(table, RULE, known=frozenset()), RULE)


def test_a_small_count_that_readers_know_anyway_is_no_leak_of_rounding() -> None:
    table = one_table({"girl": 44, "boy": 20, "unknown": 3})
    found = round_small(table, RULE, known=frozenset({"unknown"}))
    attacked = require_safe(found, RULE)
    assert "unknown" not in attacked.report.intervals
    assert [finding.key for finding in attacked.report.leaks] == ["unknown"]


def test_a_sign_of_an_earlier_release_tells_that_it_is_not_zero() -> None:
    table = one_table({"girl": 44, "boy": 5, "unknown": 1})
    seen = replace(table, hidden=frozenset({"unknown"}))
    found = round_small(seen, RULE, known=frozenset())
    assert attack_remedy(found, RULE).report.intervals["unknown"] == (1, 6)


def test_years_that_nothing_links_keep_their_own_totals() -> None:
    years = together(*(one_table({"a": 6, "b": n, "c": 2}, year=f" {n}") for n in (1, 2, 3)))
    found = round_small(years, RULE)
    for n in (1, 2, 3):
        assert abs(found.counts.counts[f"{ALL} {n}"] - years.counts[f"{ALL} {n}"]) <= 3
    assert blocks(found.members) == [frozenset({f"a {n}", f"b {n}", f"c {n}"}) for n in (1, 2, 3)]


@pytest.mark.parametrize(("rule", "step"), [(RULE, 6), (ProtectionRule(threshold=2, width=3), 3)])
def test_a_step_that_protects_too_little_is_refused(rule: ProtectionRule, step: int) -> None:
    table = one_table({"girl": 44, "boy": 5})
    with pytest.raises(ValueError, match=f"^A step of {step} protects less than the rule asks for.$"):
        round_small(table, rule, step)
    assert round_small(table, rule, step + 1).step == step + 1


def test_known_cells_that_are_not_counted_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^No such cell: gril, yob\.$"):
        round_small(one_table({"girl": 44}), RULE, known=frozenset({"yob", "gril", "girl"}))


def test_two_tables_of_one_total_need_the_cells_that_cross_them() -> None:
    release = LinkedCounts(
        "apart",
        {ALL: 9, "girl": 5, "boy": 4, "child": 6, "adult": 3},
        (Equation(ALL, ("girl", "boy")), Equation(ALL, ("child", "adult"))),
    )
    with pytest.raises(
        NotAdditive, match=r"^apart: all is divided in several ways; add the cells that cross them.$"
    ):
        round_small(release, RULE)


def test_a_cell_counted_twice_is_refused() -> None:
    release = LinkedCounts("twice", {ALL: 8, "a": 4}, (Equation(ALL, ("a", "a")),))
    with pytest.raises(NotAdditive, match=r"^twice: all counts a cell twice.$"):
        round_small(release, RULE)


def test_cells_that_are_parts_of_each_other_are_refused() -> None:
    release = LinkedCounts("ring", {"a": 4, "b": 4}, (Equation("a", ("b",)), Equation("b", ("a",))))
    with pytest.raises(NotAdditive, match=r"^ring: part of itself: a, b.$"):
        round_small(release, RULE)


def test_totals_of_totals_are_sums_of_inner_cells() -> None:
    release = LinkedCounts(
        "tree",
        {ALL: 9, "theme": 5, "x": 2, "y": 3, "z": 4},
        (Equation(ALL, ("theme", "z")), Equation("theme", ("x", "y"))),
    )
    assert inner_members(release) == {
        ALL: ("x", "y", "z"),
        "theme": ("x", "y"),
        "x": ("x",),
        "y": ("y",),
        "z": ("z",),
    }


def test_distances_are_over_what_is_printed() -> None:
    found = usefulness([(4, 0), (9, 9), (0, 0)])
    assert (found.greatest_change, found.mean_change) == (4, pytest.approx(4 / 3))
    assert found.hellinger == pytest.approx(sqrt(2))
    assert found.kept == pytest.approx(1 - sqrt(2) / sqrt(13))


@pytest.mark.parametrize("pairs", [[], [(0, 0)]])
def test_where_no_one_is_counted_nothing_is_lost(pairs: list[tuple[int, int]]) -> None:
    found = usefulness(pairs)
    assert (found.greatest_change, found.mean_change, found.hellinger, found.kept) == (0, 0.0, 0.0, 1.0)


def test_the_mean_change_of_one_number_is_its_change() -> None:
    assert usefulness([(4, 0)]).mean_change == 4.0


def test_a_zero_that_was_to_be_hidden_carries_no_sign_in_rounded_tables() -> None:
    table = replace(one_table({"girl": 44, "boy": 5, "unknown": 0}), hidden=frozenset({"unknown"}))
    found = round_small(table, RULE, known=frozenset())
    assert attack_remedy(found, RULE).report.intervals["unknown"] == (0, 6)
