"""Groups of hidden cells: what is left of a printed total, with hidden totals opened in every way."""

from __future__ import annotations

import pytest

from fristed.methods.disclosure.protection import is_safe_pattern, protect_linked
from fristed.methods.disclosure.protection.linked.demands import Demand
from fristed.methods.disclosure.protection.linked.groups import small_groups
from fristed.methods.disclosure.protection.linked.system import System, system_of
from fristed.methods.disclosure.records import Equation, LinkedCounts, ProtectionRule

RULE = ProtectionRule()
THEMES = LinkedCounts(
    "themes",
    {"all": 50, "t": 12, "u": 38, "a": 3, "b": 9, "c": 2, "d": 36},
    (Equation("all", ("t", "u")), Equation("t", ("a", "b")), Equation("u", ("c", "d"))),
    shown=frozenset({"all"}),
)


def groups(
    linked: LinkedCounts, hidden: str, rule: ProtectionRule = RULE
) -> list[tuple[dict[str, int], int]]:
    """What each small group asks for, in the names of the cells."""
    system = system_of(linked, rule)
    return [named(system, asked) for asked in small_groups(system, rule, positions(system, hidden))]


def positions(system: System, keys: str) -> frozenset[int]:
    return frozenset(at for at, cells in enumerate(system.cells) if set(cells) & set(keys.split()))


def named(system: System, asked: Demand) -> tuple[dict[str, int], int]:
    return {system.cells[at][0]: weight for at, weight in asked.terms}, asked.least


def test_hidden_themes_are_opened_and_what_is_printed_inside_is_subtracted() -> None:
    # 50 - 9 - 36 = 5 for a and c together. More of b or d, or the total, makes up for it, as long as the
    # themes are hidden: both cost seven times what is asked.
    assert groups(THEMES, "t u a c") == [
        ({"a": 3, "b": 7, "c": 2, "d": 7, "all": 7, "t": -7, "u": -7}, 7 - 14)
    ]


def test_a_theme_with_all_its_parts_hidden_gives_nothing_more() -> None:
    assert groups(THEMES, "t u a b c") == []
    assert groups(THEMES, "t u a b c d") == []


def test_a_printed_theme_is_subtracted_and_not_opened() -> None:
    assert groups(THEMES, "t a b") == []
    assert groups(THEMES, "u c") == [({"c": 2, "d": 7, "t": 7, "all": 7, "u": -7}, 0)]


def test_nothing_below_a_hidden_total_is_looked_at() -> None:
    assert groups(THEMES, "all t u a c") == []


def test_sums_at_the_threshold_are_large_enough() -> None:
    assert groups(THEMES, "t u a c", ProtectionRule(threshold=5)) == []
    assert len(groups(THEMES, "t u a c", ProtectionRule(threshold=6))) == 1
    assert groups(THEMES, "t u a c", ProtectionRule(group_sum_at_least=5)) == []
    assert groups(THEMES, "t u a c", ProtectionRule(group_sum_at_least=6)) == [
        ({"a": 3, "b": 6, "c": 2, "d": 6, "all": 6, "t": -6, "u": -6}, 6 - 12)
    ]


def test_groups_are_not_looked_at_where_the_rule_says_so() -> None:
    assert groups(THEMES, "t u a c", ProtectionRule(group_sum_at_least=0)) == []


def test_a_total_that_is_hidden_in_any_case_is_no_condition() -> None:
    linked = LinkedCounts(
        "wished", THEMES.counts, THEMES.relations, shown=THEMES.shown, hidden=frozenset({"t"})
    )
    assert groups(linked, "t u a c") == [({"a": 3, "b": 7, "c": 2, "d": 7, "all": 7, "u": -7}, 0)]


CUBE = LinkedCounts(
    "two totals that open along different relations",
    {"all": 38, "t": 20, "u": 18, "a": 4, "b": 16, "e": 10, "f": 10, "c": 1, "d": 17, "g": 9, "h": 9},
    (
        Equation("all", ("t", "u")),
        Equation("t", ("a", "b")),
        Equation("t", ("e", "f")),
        Equation("u", ("g", "h")),
        Equation("u", ("c", "d")),
    ),
    shown=frozenset({"all"}),
)


def test_each_hidden_total_is_opened_the_way_that_leaves_least() -> None:
    # The first relation below t and the second below u: 38 - 16 - 17 = 5.
    assert groups(CUBE, "t u a c e f g h") == [
        ({"a": 4, "b": 7, "c": 1, "d": 7, "all": 7, "t": -7, "u": -7}, 7 - 14)
    ]
    assert not is_safe_pattern(CUBE, RULE, ["t", "u", "a", "c", "e", "f", "g", "h"])
    pattern = protect_linked(CUBE, RULE)
    assert is_safe_pattern(CUBE, RULE, pattern.hidden)


def test_totals_within_totals_are_opened() -> None:
    linked = LinkedCounts(
        "three levels",
        {"all": 60, "x": 20, "y": 40, "t": 12, "s": 8, "a": 2, "b": 10, "c": 1, "d": 39},
        (
            Equation("all", ("x", "y")),
            Equation("x", ("t", "s")),
            Equation("t", ("a", "b")),
            Equation("y", ("c", "d")),
        ),
        shown=frozenset({"all"}),
    )
    assert groups(linked, "x y t a c") == [
        ({"a": 2, "b": 7, "c": 1, "d": 7, "s": 7, "all": 7, "x": -7, "y": -7, "t": -7}, 7 - 21)
    ]


def test_a_part_named_in_both_totals_counts_for_both() -> None:
    linked = LinkedCounts(
        "overlapping",
        {"all": 26, "t": 13, "u": 13, "a": 2, "b": 11, "c": 11},
        (Equation("all", ("t", "u")), Equation("t", ("a", "b")), Equation("u", ("a", "c"))),
        shown=frozenset({"all"}),
    )
    assert groups(linked, "t u a") == [({"a": 4, "b": 7, "c": 7, "all": 7, "t": -7, "u": -7}, -7)]


def test_relations_in_a_ring_come_to_an_end() -> None:
    linked = LinkedCounts(
        "a ring",
        {"all": 14, "t": 3, "s": 11, "a": 3, "z": 0, "w": 0},
        (Equation("all", ("t", "s")), Equation("t", ("a", "z")), Equation("a", ("t", "w"))),
        unprinted=frozenset({"z", "w"}),
    )
    assert groups(linked, "t a z w") == []


@pytest.mark.parametrize(("silent", "count"), [("t", 12), ("u", 38)])
def test_totals_that_are_never_printed_are_opened_too(silent: str, count: int) -> None:
    linked = LinkedCounts(
        "silent", THEMES.counts, THEMES.relations, unprinted=frozenset({silent}), shown=THEMES.shown
    )
    asked = groups(linked, "t u a c")
    assert linked.counts[silent] == count
    assert len(asked) == 1
    assert silent not in asked[0][0]
    assert asked[0][1] == 0
