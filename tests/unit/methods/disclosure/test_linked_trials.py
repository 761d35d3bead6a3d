"""Trials of linked protection: what is drawn, what the oracles see, and that planted faults are caught."""

from __future__ import annotations

import ast
import random
from pathlib import Path
from unittest.mock import patch

import pytest

from fristed.methods.disclosure.protection import NoSafeLinkedPattern, protect_linked
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
    Rounding,
    same_numbers,
)
from fristed.methods.disclosure.trials import (
    TooManySteps,
    TrialRelease,
    TrialReport,
    draw_release,
    drawing,
    known_sums,
    listed_intervals,
    listed_sums,
    narrow_cells,
    printed_of,
    run_trials,
    running,
    small_groups,
    solved_intervals,
    solved_sums,
    solving,
    together,
    verdict,
    what_is_known,
    worlds,
)
from fristed.methods.disclosure.trials import __file__ as trials_file
from fristed.methods.disclosure.trials.faults import (
    FAULTS,
    with_a_figure_added,
    with_a_percent_left,
    with_signs_that_could_be_zero,
    without_one_secondary,
)
from fristed.methods.disclosure.trials.listing import holds
from fristed.methods.disclosure.trials.running import gives_something_away, most_hidden

DRAWN = [draw_release(random.Random(seed), "small") for seed in range(150)]  # noqa: S311  seeded on purpose
DRAWN += [draw_release(random.Random(seed), "large") for seed in range(40)]  # noqa: S311


def signed(*keys: str) -> tuple[PrintedCell, ...]:
    return tuple(PrintedCell.signed(key, SIGN_SAFE) for key in keys)


def shown(**counts: int) -> tuple[PrintedCell, ...]:
    return tuple(PrintedCell.shown(key, count) for key, count in counts.items())


def release_of(counts: dict[str, int], *relations: Equation, **more: frozenset[str]) -> TrialRelease:
    return TrialRelease(LinkedCounts("a release", counts, relations, **more))


TWO_SIGNS = Printed((*shown(all=12, c=4), *signed("a", "b")), (Equation("all", ("a", "b", "c")),))


class TestDrawing:
    def test_the_same_seed_draws_the_same_release(self) -> None:
        assert DRAWN[3] == draw_release(random.Random(3), "small")  # noqa: S311
        assert DRAWN[3] != DRAWN[4]

    def test_most_counts_lie_where_the_rule_bends(self) -> None:
        inner = [
            count
            for release in DRAWN
            for key, count in release.linked.counts.items()
            if key not in {relation.total_key for relation in release.linked.relations}
        ]
        assert sum(count <= 8 for count in inner) > 0.8 * len(inner)
        assert {0, 1, 6, 7, 8, 20} <= set(inner)

    def test_every_kind_of_link_is_drawn(self) -> None:
        keys = [set(release.linked.counts) for release in DRAWN]
        assert any("theme of a0" in drawn for drawn in keys)
        assert any("a0 b0" in drawn for drawn in keys)
        assert any("a0 b0 c0" in drawn for drawn in keys)
        assert any("earlier all" in drawn and "both all" in drawn for drawn in keys)
        assert any(key.startswith("figure of ") for drawn in keys for key in drawn)
        assert any(key.startswith("figure 0 of ") and " and " in key for drawn in keys for key in drawn)

    def test_every_kind_of_cell_is_drawn(self) -> None:
        small_and_shown = [
            release.linked.counts[key]
            for release in DRAWN
            for key in release.linked.shown
            if "all" not in key and release.rule.is_small(release.linked.counts[key])
        ]
        assert small_and_shown
        assert any(release.linked.unprinted for release in DRAWN)
        assert any(release.linked.hidden for release in DRAWN)
        assert any(not release.linked.shown for release in DRAWN)

    def test_every_kind_of_rule_is_drawn(self) -> None:
        rules = {release.rule for release in DRAWN}
        assert {rule.cost for rule in rules} == {"count", "value", "weights"}
        assert {rule.width for rule in rules} == {1, 2, 3, 4}
        assert {rule.threshold for rule in rules} == {3, 4, 5, 6, 7}
        assert {rule.group_sum_at_least for rule in rules} == {None, 0}
        assert all(bool(r.linked.weights) == (r.rule.cost == "weights") for r in DRAWN)

    def test_some_inner_tables_are_never_printed_at_all(self) -> None:
        assert any({"a0 b0", "a1 b1"} <= release.linked.unprinted for release in DRAWN)

    def test_a_table_of_one_attribute_is_printed(self) -> None:
        single = [r.linked for r in DRAWN if {"a0", "a1"} <= r.linked.counts.keys()]
        assert len(single) > 50
        assert not any({"a0", "a1"} <= linked.unprinted for linked in single)

    def test_a_crossed_table_is_joined_along_both_axes(self) -> None:
        crossed = next(r.linked for r in DRAWN if set(r.linked.counts) >= {"a1 b1", "all all"})
        totals = [relation for relation in crossed.relations if relation.total_key == "all all"]
        assert len(totals) >= 2
        for relation in crossed.relations:
            assert crossed.counts[relation.total_key] == sum(crossed.counts[k] for k in relation.part_keys)

    def test_an_earlier_year_keeps_what_it_showed_and_hid(self) -> None:
        years = [release.linked for release in DRAWN if "earlier all" in release.linked.counts]
        assert any(key.startswith("earlier") for linked in years for key in linked.hidden)
        for linked in years:
            earlier = {key for key in linked.counts if key.startswith("earlier")}
            assert earlier <= linked.shown | linked.hidden
            assert all(linked.counts[key] for key in linked.hidden)

    def test_an_earlier_year_that_nothing_protects_printed_its_total_alone(self) -> None:
        def refuses(linked: LinkedCounts, rule: ProtectionRule) -> LinkedPattern:
            raise NoSafeLinkedPattern(linked.name, ())

        with patch.object(drawing, "protect_linked", refuses):
            draws = [draw_release(random.Random(seed), "small") for seed in range(60)]  # noqa: S311
        linked = next(r.linked for r in draws if "earlier all" in r.linked.counts)
        assert linked.hidden >= {
            key for key, n in linked.counts.items() if key.startswith("earlier a") and n and key[-1] != "l"
        }
        assert "earlier all" in linked.shown

    def test_a_share_is_of_a_part_in_a_total_above_zero(self) -> None:
        shares = [(release.linked, share) for release in DRAWN for share in release.shares]
        assert len(shares) > 100
        for linked, (cell, under) in shares:
            assert linked.counts[under] > 0
            assert any(r.total_key == under and cell in r.part_keys for r in linked.relations)


class TestPrinting:
    counts = release_of(
        {"a": 3, "b": 13, "all": 16, "rest": 2}, Equation("all", ("a", "b")), unprinted=frozenset({"rest"})
    )

    def test_readers_see_counts_signs_and_nothing(self) -> None:
        printed = printed_of(self.counts, {"a"})
        assert printed.cells == (*signed("a"), *shown(b=13, all=16), PrintedCell.rest("rest"))
        assert printed.equations == (Equation("all", ("a", "b")),)
        assert printed.threshold == 7

    def test_a_percent_is_printed_only_where_count_and_total_are(self) -> None:
        release = TrialRelease(self.counts.linked, shares=(("a", "all"), ("b", "all"), ("rest", "all")))
        assert printed_of(release, {"a"}).percents == (PrintedPercent("b", "all", 81),)

    def test_a_percent_that_is_left_is_printed_once(self) -> None:
        release = TrialRelease(self.counts.linked, shares=(("a", "all"), ("b", "all")))
        left = printed_of(release, {"a"}, [("a", "all"), ("b", "all")]).percents
        assert left == (PrintedPercent("b", "all", 81), PrintedPercent("a", "all", 19))

    def test_halves_are_rounded_up(self) -> None:
        release = TrialRelease(release_of({"a": 1, "b": 200}).linked, shares=(("a", "b"),))
        assert printed_of(release, ()).percents[0].percent == 1

    def test_repeated_cells_are_found_through_chains(self) -> None:
        chain = [
            Equation("a", ("b",)),
            Equation("c", ("d",)),
            Equation("b", ("c",)),
            Equation("x", ("y", "z")),
        ]
        assert same_numbers(chain) == dict.fromkeys("abcd", frozenset("abcd"))


class TestListing:
    def test_every_world_is_listed_once(self) -> None:
        found = list(worlds(TWO_SIGNS))
        assert [world["a"] for world in found] == [1, 2, 3, 4, 5, 6, 7]
        assert all(world["a"] + world["b"] == 8 and world["c"] == 4 for world in found)

    def test_worlds_come_in_the_order_of_the_cell_asked_for(self) -> None:
        assert [w["b"] for w in worlds(TWO_SIGNS, "b")] == [1, 2, 3, 4, 5, 6, 7]
        assert [w["b"] for w in worlds(TWO_SIGNS, "b", descending=True)] == [7, 6, 5, 4, 3, 2, 1]

    @pytest.mark.parametrize("descending", [False, True])
    def test_no_world_lies_outside_what_a_sign_means(self, descending: bool) -> None:
        printed = Printed((PrintedCell.signed("a", SIGN_AS_PUBLISHED),))
        found = [world["a"] for world in worlds(printed, "a", descending=descending)]
        assert found == sorted(range(1, 7), reverse=descending)

    def test_a_printed_count_is_what_it_is_whatever_else_is_said_of_the_cell(self) -> None:
        printed = Printed((PrintedCell("all", 6), *signed("a")), (Equation("all", ("a",)),))
        assert list(worlds(printed)) == [{"all": 6, "a": 6}]

    def test_crossed_cells_are_counted_as_by_hand(self) -> None:
        # Two by two with margins 3, 3 and 3, 3, zeros possible: the first cell decides all others.
        rests = tuple(PrintedCell.rest(key) for key in ("aa", "ab", "ba", "bb"))
        relations = (
            Equation("a", ("aa", "ab")),
            Equation("b", ("ba", "bb")),
            Equation("ya", ("aa", "ba")),
            Equation("yb", ("ab", "bb")),
        )
        printed = Printed((*shown(a=3, b=3, ya=3, yb=3), *rests), relations)
        assert sorted(world["aa"] for world in worlds(printed)) == [0, 1, 2, 3]

    @pytest.mark.parametrize(
        ("percent", "rounding", "counts"),
        [
            (25, "half_up", [2]),
            (13, "half_up", [1]),  # 12.5 goes up
            (12, "half_up", []),
            (12, "unknown", [1]),
            (13, "unknown", [1]),
            (1, "unknown", []),
            (0, "unknown", [0]),
        ],
    )
    def test_a_percent_leaves_the_counts_that_round_to_it(
        self, percent: int, rounding: str, counts: list[int]
    ) -> None:
        stated = PrintedPercent("a", "all", percent, "half_up" if rounding == "half_up" else "unknown")
        printed = Printed((*shown(all=8), PrintedCell.rest("a")), (), (stated,))
        assert [world["a"] for world in worlds(printed)] == counts
        expected = [n for n in range(9) if holds(printed, {"all": 8, "a": n})]
        assert expected == counts

    def test_a_percent_bounds_an_unknown_total(self) -> None:
        stated = PrintedPercent("a", "all", 50)
        printed = Printed((*shown(a=4), *signed("all")), (), (stated,))
        assert listed_intervals(printed) == {"all": (8, 8)} == solved_intervals(printed)

    @pytest.mark.parametrize(("rounding", "ends"), [("half_up", (158, 161)), ("unknown", (157, 163))])
    def test_both_oracles_read_a_percent_alike(self, rounding: Rounding, ends: tuple[int, int]) -> None:
        printed = Printed(
            (*shown(all=400), PrintedCell.rest("a")), (), (PrintedPercent("a", "all", 40, rounding),)
        )
        assert listed_intervals(printed) == {"a": ends} == solved_intervals(printed)

    def test_a_percent_just_reached_is_possible(self) -> None:
        # 1 of 99 is 1.01 %, 3 of 99 is 3.03 %.
        printed = Printed(
            (*shown(all=99), PrintedCell.rest("a")), (), (PrintedPercent("a", "all", 2, "unknown"),)
        )
        assert listed_intervals(printed) == {"a": (1, 2)} == solved_intervals(printed)

    def test_an_unknown_total_below_one_percent_has_a_least_value(self) -> None:
        stated = PrintedPercent("a", "all", 1, "unknown")
        printed = Printed((*shown(a=1), *signed("all")), (), (stated,))
        assert listed_intervals(printed) == {"all": (51, None)} == solved_intervals(printed)

    def test_what_nothing_bounds_has_no_greatest_value(self) -> None:
        assert (
            listed_intervals(Printed(signed("a")))
            == {"a": (1, None)}
            == solved_intervals(Printed(signed("a")))
        )

    def test_what_the_sign_bounds_has_one(self) -> None:
        printed = Printed((PrintedCell.signed("a", SIGN_AS_PUBLISHED),))
        assert listed_intervals(printed) == {"a": (1, 6)} == solved_intervals(printed)

    @pytest.mark.parametrize(
        "printed",
        [
            Printed((*shown(all=1), *signed("a", "b")), (Equation("all", ("a", "b")),)),
            Printed((*shown(all=3, b=2), *signed("a"), *shown(c=2)), (Equation("all", ("b", "c")),)),
            Printed((*shown(all=3), *signed("a")), (), (PrintedPercent("a", "all", 50),)),
        ],
    )
    def test_what_cannot_be_true_is_refused(self, printed: Printed) -> None:
        assert list(worlds(printed)) == []
        with pytest.raises(ValueError, match=r"^No world fits what is printed\.$"):
            listed_intervals(printed)
        with pytest.raises(ValueError, match=r"^No world was found\.$"):
            solved_intervals(printed)

    def test_a_ring_without_a_world_is_found_out_by_trying(self) -> None:
        # a + b, b + c and c + a are odd together: no whole numbers.
        relations = (Equation("x", ("a", "b")), Equation("y", ("b", "c")), Equation("z", ("c", "a")))
        printed = Printed((*shown(x=9, y=9, z=9), *signed("a", "b", "c")), relations)
        assert list(worlds(printed)) == []
        with pytest.raises(ValueError, match=r"^No world fits what is printed\.$"):
            listed_intervals(printed)

    def test_too_many_values_are_not_tried(self) -> None:
        assert listed_intervals(TWO_SIGNS, steps=1) == {"a": (1, 7), "b": (1, 7)}
        with pytest.raises(TooManySteps, match=r"^There are too many worlds to list them\.$"):
            listed_intervals(TWO_SIGNS, steps=0)

    def test_a_cell_known_to_be_wide_is_not_followed(self) -> None:
        assert listed_intervals(TWO_SIGNS, 3) == {"a": (1, 7), "b": (1, 7)}
        with patch.object(running, "what_is_known", None), pytest.raises(TooManySteps):
            listed_intervals(TWO_SIGNS, 7, steps=0)

    def test_a_world_holds_only_if_everything_fits(self) -> None:
        right = {"all": 12, "c": 4, "a": 2, "b": 6}
        assert holds(TWO_SIGNS, right)
        assert not holds(TWO_SIGNS, {**right, "a": 3})
        assert not holds(TWO_SIGNS, {**right, "a": 0, "b": 8})
        assert not holds(TWO_SIGNS, {"all": 13, "c": 5, "a": 2, "b": 6})


class TestSolving:
    @pytest.mark.parametrize("seed", range(0, 40, 4))
    def test_both_oracles_agree(self, seed: int) -> None:
        release = DRAWN[seed]
        everything = {k for k, n in release.linked.counts.items() if n} - release.linked.shown
        printed = printed_of(release, everything)
        listed = listed_intervals(printed)
        assert solved_intervals(printed) == listed
        for known in (solved_intervals(printed, 3), listed_intervals(printed, 3)):
            wide = {k for k, (low, high) in known.items() if high is None or high - low >= 3}
            assert {k: ends for k, ends in known.items() if k not in wide} == {
                k: ends for k, ends in listed.items() if k not in wide
            }
            assert all(high is None or high - low >= 3 for k, (low, high) in listed.items() if k in wide)

    def test_a_world_that_does_not_fit_is_not_believed(self) -> None:
        with (
            patch.object(solving, "holds", lambda *_: False),
            pytest.raises(ValueError, match=r"^The solver.s world does not fit what is printed\.$"),
        ):
            solved_intervals(TWO_SIGNS)

    def test_a_cell_named_twice_in_a_sum_counts_twice(self) -> None:
        printed = Printed((*shown(all=6), *signed("a", "b")), (Equation("all", ("a", "a", "b")),))
        assert solved_intervals(printed) == {"a": (1, 2), "b": (2, 4)} == listed_intervals(printed)


class TestVerdict:
    def test_a_sign_must_keep_the_width(self) -> None:
        intervals = {"a": (1, 3), "b": (5, 8)}
        assert narrow_cells(TWO_SIGNS, intervals, ProtectionRule()) == {"a": (1, 3)}
        assert narrow_cells(TWO_SIGNS, intervals, ProtectionRule(width=2)) == {}
        assert narrow_cells(TWO_SIGNS, intervals, ProtectionRule(width=4)) == {"a": (1, 3), "b": (5, 8)}
        assert narrow_cells(TWO_SIGNS, {"a": (5, None), "b": (9, None)}, ProtectionRule()) == {}

    @pytest.mark.parametrize(
        ("ends", "is_known_too_well"),
        [((0, 0), False), ((0, 1), True), ((3, 3), True), ((6, 8), True), ((7, 8), False), ((0, 3), False)],
    )
    def test_a_rest_may_be_known_to_be_zero_or_not_small(
        self, ends: tuple[int, int], is_known_too_well: bool
    ) -> None:
        printed = Printed((PrintedCell.rest("a"),))
        assert bool(narrow_cells(printed, {"a": ends}, ProtectionRule())) == is_known_too_well

    def test_a_rest_that_is_printed_in_a_figure_is_no_secret(self) -> None:
        printed = Printed((PrintedCell.rest("a"), *shown(figure=3)), (Equation("figure", ("a",)),))
        assert narrow_cells(printed, {"a": (3, 3)}, ProtectionRule()) == {}

    def test_a_group_is_what_is_left_of_a_printed_total(self) -> None:
        printed = Printed((*shown(all=30, c=25), *signed("a", "b")), (Equation("all", ("a", "b", "c")),))
        assert small_groups(printed, ProtectionRule()) == [(("a", "b"), 5)]
        assert small_groups(printed, ProtectionRule(threshold=5)) == []
        assert small_groups(printed, ProtectionRule(threshold=6)) == [(("a", "b"), 5)]
        assert small_groups(printed, ProtectionRule(group_sum_at_least=0)) == []

    def test_nothing_hidden_and_hidden_zeros_are_no_group(self) -> None:
        printed = Printed((*shown(all=5, a=5), PrintedCell.rest("b")), (Equation("all", ("a", "b")),))
        assert small_groups(printed, ProtectionRule()) == []

    def test_a_hidden_theme_is_opened_in_every_way(self) -> None:
        relations = (
            Equation("all", ("t", "u")),
            Equation("t", ("a", "b")),
            Equation("t", ("c", "d")),
        )
        cells = (*shown(all=30, a=20, c=2), *signed("t", "u", "b", "d"))
        assert small_groups(Printed(cells, relations), ProtectionRule()) == []
        fewer = (*shown(all=30, a=20, c=25), *signed("t", "u", "b", "d"))
        assert small_groups(Printed(fewer, relations), ProtectionRule()) == [(("d", "u"), 5)]

    def test_a_repeated_count_is_one_number(self) -> None:
        relations = (Equation("all", ("a", "b", "c")), Equation("figure", ("c",)))
        cells = (*shown(all=30, figure=25), *signed("a", "b"), PrintedCell.rest("c"))
        assert small_groups(Printed(cells, relations), ProtectionRule()) == [(("a", "b"), 5)]

    def test_relations_in_a_ring_are_opened_once(self) -> None:
        relations = (Equation("all", ("a", "b")), Equation("a", ("c", "d")), Equation("c", ("a", "e")))
        cells = (*shown(all=4), *signed("a", "b", "c", "d", "e"))
        assert (("a", "b"), 4) in small_groups(Printed(cells, relations), ProtectionRule())

    def test_many_cells_or_many_worlds_are_left_to_the_solver(self) -> None:
        assert what_is_known(TWO_SIGNS, 3) == {"a": (1, 7), "b": (1, 7)}
        for limit in ("FEW_CELLS", "FEW_STEPS"):
            with (
                patch.object(verdict, limit, 0),
                patch.object(verdict, "solved_intervals", return_value={"by": "solver"}) as solver,
            ):
                assert what_is_known(TWO_SIGNS, 3) == {"by": "solver"}
            solver.assert_called_once_with(TWO_SIGNS, 3)

    def test_what_several_sums_together_tell_is_found_by_its_worlds(self) -> None:
        relations = (Equation("all", ("a", "b", "c", "d", "e")), Equation("q", ("c", "d")))
        for figure, found in ((8, [(("a", "b"), 5)]), (6, [(("c", "d"), 6)])):
            printed = Printed((*shown(all=113, e=100, q=figure), *signed("a", "b", "c", "d")), relations)
            assert known_sums(printed, what_is_known(printed, 7), ProtectionRule()) == found
            with patch.object(verdict, "FEW_STEPS", 0):
                assert known_sums(printed, what_is_known(printed, 7), ProtectionRule()) == found
        assert known_sums(TWO_SIGNS, what_is_known(TWO_SIGNS, 7), ProtectionRule()) == []
        assert known_sums(printed, what_is_known(printed, 7), ProtectionRule(group_sum_at_least=0)) == []

    def test_three_cells_can_have_a_small_sum(self) -> None:
        relation = Equation("all", ("a", "b", "c", "d"))
        printed = Printed((*shown(all=30, d=24), *signed("a", "b", "c")), (relation,))
        assert known_sums(printed, what_is_known(printed, 7), ProtectionRule()) == [(("a", "b", "c"), 6)]
        sets = [("a", "b"), ("a", "b", "c")]
        assert listed_sums(printed, sets) == solved_sums(printed, sets) == {("a", "b", "c"): 6}
        assert listed_sums(printed, sets[:1]) == solved_sums(printed, sets[:1]) == {}

    def test_four_cells_can_have_a_small_sum_that_no_single_relation_gives(self) -> None:
        # What is found by another relation is taken from the total: 10 - 7 = 3 for four that are not printed.
        relations = (Equation("all", ("a", "b", "c", "d", "e")), Equation("both", ("a", "before")))
        rests = tuple(PrintedCell.rest(key) for key in "abcde")
        printed = Printed((*shown(all=10, both=7, before=0), *rests), relations)
        assert small_groups(printed, ProtectionRule()) == []
        found = known_sums(printed, what_is_known(printed, 7), ProtectionRule())
        assert found == [(("b", "c", "d", "e"), 3)]


THEMES = release_of(
    {"a": 3, "b": 9, "c": 12, "d": 20, "all": 44},
    Equation("all", ("a", "b", "c", "d")),
    shown=frozenset({"all"}),
)


class TestFaults:
    chance = random.Random(1)  # noqa: S311

    def test_a_secondary_cell_is_printed_again(self) -> None:
        planted = without_one_secondary(THEMES, protect_linked(THEMES.linked, THEMES.rule), self.chance)
        assert planted is not None
        assert [cell.key for cell in planted[0].cells if cell.value is None] == ["a"]
        assert gives_something_away(*planted)

    def test_a_secondary_cell_is_printed_with_all_that_repeat_it(self) -> None:
        counts = {**THEMES.linked.counts, "figure": 9}
        release = release_of(
            counts, *THEMES.linked.relations, Equation("figure", ("b",)), shown=frozenset({"all"})
        )
        pattern = protect_linked(release.linked, release.rule)
        assert set(pattern.hidden) == {"a", "b", "figure"}
        planted = without_one_secondary(release, pattern, self.chance)
        assert planted is not None
        assert [cell.key for cell in planted[0].cells if cell.value is None] == ["a"]

    def test_a_pattern_not_proved_best_or_chosen_by_someone_gives_no_occasion(self) -> None:
        unproved = LinkedPattern({"a": "primary", "b": "secondary"}, {"b": ("a",)}, Loss(1, 9), 1, 0)
        assert without_one_secondary(THEMES, unproved, self.chance) is None
        wished = release_of(
            dict(THEMES.linked.counts),
            *THEMES.linked.relations,
            hidden=frozenset({"b"}),
            shown=frozenset({"all"}),
        )
        pattern = protect_linked(wished.linked, wished.rule)
        assert set(pattern.protects) == {"b"}
        assert without_one_secondary(wished, pattern, self.chance) is None

    def test_signs_taken_for_possible_zeros_are_hidden_too_few(self) -> None:
        # 3 + 1 of 4: with zeros the first could be 0 to 4; as zeros are printed it is 1 to 3.
        release = release_of(
            {"a": 3, "b": 1, "c": 12, "all": 16}, Equation("all", ("a", "b", "c")), shown=frozenset({"all"})
        )
        pattern = protect_linked(release.linked, release.rule)
        assert set(pattern.hidden) == {"a", "b", "c"}
        planted = with_signs_that_could_be_zero(release, pattern, self.chance)
        assert planted is not None
        printed, rule = planted
        assert [cell.key for cell in printed.cells if cell.value is None] == ["a", "b"]
        assert rule == ProtectionRule(group_sum_at_least=0)
        assert narrow_cells(printed, listed_intervals(printed), rule) == {"a": (1, 3), "b": (1, 3)}

    def test_signs_are_taken_for_possible_zeros_in_every_table(self) -> None:
        counts = {f"{key}{at}": n for at in "12" for key, n in {"a": 3, "b": 1, "c": 12, "all": 16}.items()}
        relations = [Equation(f"all{at}", (f"a{at}", f"b{at}", f"c{at}")) for at in "12"]
        release = release_of(counts, *relations, shown=frozenset({"all1", "all2"}))
        planted = with_signs_that_could_be_zero(release, LinkedPattern({}, {}, Loss(), 0, 0), self.chance)
        assert planted is not None
        assert {cell.key for cell in planted[0].cells if cell.value is None} == {"a1", "b1", "a2", "b2"}

    def test_a_release_that_nothing_protects_gives_no_occasion(self) -> None:
        release = release_of({"a": 3, "all": 3}, Equation("all", ("a",)), shown=frozenset({"all"}))
        alone = release_of({"a": 3, "b": 0, "all": 3}, Equation("all", ("a", "b")), shown=frozenset({"all"}))
        pattern = LinkedPattern({}, {}, Loss(), 0, 0)
        assert with_signs_that_could_be_zero(alone, pattern, self.chance) is None
        planted = with_signs_that_could_be_zero(release, pattern, self.chance)
        assert planted is not None
        assert all(cell.value is not None for cell in planted[0].cells)

    def test_the_percent_of_a_hidden_cell_is_left(self) -> None:
        release = TrialRelease(THEMES.linked, THEMES.rule, (("a", "all"), ("d", "all")))
        pattern = protect_linked(release.linked, release.rule)
        planted = with_a_percent_left(release, pattern, self.chance)
        assert planted is not None
        assert PrintedPercent("a", "all", 7) in planted[0].percents
        assert gives_something_away(*planted)
        assert with_a_percent_left(THEMES, pattern, self.chance) is None

    def test_a_figure_of_hidden_cells_is_added(self) -> None:
        relations = (Equation("all", ("a", "b", "c", "d", "e")),)
        counts = {"a": 2, "b": 3, "c": 4, "d": 5, "e": 100, "all": 114}
        release = release_of(counts, *relations, shown=frozenset({"all"}))
        pattern = protect_linked(release.linked, release.rule)
        planted = with_a_figure_added(release, pattern, self.chance)
        assert planted is not None
        assert planted[0].equations[-1].total_key == "a figure"
        assert not small_groups(*planted)
        assert gives_something_away(*planted)
        assert with_a_figure_added(THEMES, LinkedPattern({}, {}, Loss(), 0, 0), self.chance) is None


class TestRunning:
    def test_a_run_reports_what_was_found(self) -> None:
        report = run_trials(0, 12)
        assert (report.releases, report.narrow, report.leaks) == (12, 0, ())
        assert report.cells > 24
        assert set(report.planted_caught) == set(FAULTS)

    def test_a_long_run_can_be_divided(self) -> None:
        whole = run_trials(5, 4)
        assert together([run_trials(5, 3), run_trials(8, 1)]) == whole
        assert run_trials(5, 1) != run_trials(6, 1)
        assert run_trials(5, 1, "large") != run_trials(5, 1)

    def test_reports_add_up(self) -> None:
        one = TrialReport(2, 5, 1, ("x",), 1, {"b": (2, 1)})
        other = TrialReport(3, 7, 2, ("y",), 2, {"b": (1, 1), "a": (4, 0)})
        assert together([one, other]) == TrialReport(5, 12, 3, ("x", "y"), 3, {"a": (4, 0), "b": (3, 2)})
        assert together([]) == TrialReport()

    def test_a_fault_is_missed_if_it_is_not_caught_or_harmless_where_it_must_harm(self) -> None:
        always, sometimes, percent, figure = FAULTS
        caught = {always: (4, 4), sometimes: (9, 1), percent: (2, 1), figure: (1, 1)}
        assert TrialReport(planted_caught=caught).missed == ()
        assert TrialReport(planted_caught={**caught, always: (4, 3)}).missed == (always,)
        assert TrialReport(planted_caught={**caught, sometimes: (9, 0)}).missed == (sometimes,)
        assert TrialReport().missed == (always, sometimes, percent, figure)

    def test_an_unsafe_protector_is_found_out(self) -> None:
        def careless(linked: LinkedCounts, rule: ProtectionRule) -> LinkedPattern:
            small = {k: n for k, n in linked.counts.items() if rule.is_small(n) and k not in linked.shown}
            return LinkedPattern(dict.fromkeys(small, "primary"), {}, Loss(), 0, 0)

        with patch.object(running, "protect_linked", careless):
            report = run_trials(0, 12)
        assert report.narrow > 10
        assert len(report.leaks) > report.narrow
        assert report.leaks[0].startswith("release ")

    def test_leaks_are_told_in_words(self) -> None:
        def careless(linked: LinkedCounts, rule: ProtectionRule) -> LinkedPattern:
            return LinkedPattern({"a": "primary"}, {}, Loss(), 0, 0)

        with (
            patch.object(running, "protect_linked", careless),
            patch.object(running, "draw_release", lambda *_: THEMES),
        ):
            assert run_trials(7, 1).leaks == ("release 7: a is 3 to 3", "release 7: a is 3")

    def test_a_refusal_is_right_only_if_hiding_more_cannot_help(self) -> None:
        def refuses(linked: LinkedCounts, rule: ProtectionRule) -> LinkedPattern:
            raise NoSafeLinkedPattern(linked.name, ())

        hopeless = release_of(
            {"a": 3, "all": 3, "b": 0}, Equation("all", ("a", "b")), shown=frozenset({"all"})
        )
        with patch.object(running, "protect_linked", refuses):
            with patch.object(running, "draw_release", lambda *_: THEMES):
                assert run_trials(7, 1) == TrialReport(
                    1, leaks=("release 7: refused although it can be made safe",)
                )
            with patch.object(running, "draw_release", lambda *_: hopeless):
                assert run_trials(7, 1) == TrialReport(1, not_protectable=1)

    def test_what_need_not_be_hidden_and_cannot_be_is_printed(self) -> None:
        # The one part of 9 is known by its total; the wish to hide the part of 8 cannot be met either.
        release = release_of(
            {"a": 9, "all": 9, "b": 8, "sum": 8, "z": 0},
            Equation("all", ("a", "z")),
            Equation("sum", ("b", "z")),
            shown=frozenset({"all", "sum"}),
            hidden=frozenset({"b"}),
        )
        assert [cell.key for cell in most_hidden(release).cells if cell.value is None] == ["b"]


def test_the_oracles_import_neither_the_protector_nor_the_attacker() -> None:
    for oracle in ("listing", "solving", "verdict", "printing"):
        tree = ast.parse((Path(trials_file).parent / f"{oracle}.py").read_text("utf-8"))
        named = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        own = [name for name in named if name.startswith("fristed")]
        assert own
        assert all(
            name.startswith(("fristed.methods.disclosure.records", "fristed.methods.disclosure.trials"))
            for name in own
        )
