"""The search for what to hide: the programme, the reader's worlds, what is too narrow, and mending."""

from __future__ import annotations

import random
from unittest.mock import patch

import numpy as np
import pytest

from fristed.methods.disclosure.protection import (
    Effort,
    NoSafeLinkedPattern,
    is_safe_pattern,
    protect_linked,
)
from fristed.methods.disclosure.protection.linked import mending, programme, search, widths
from fristed.methods.disclosure.protection.linked.demands import Demand, demands_on_rows
from fristed.methods.disclosure.protection.linked.mending import meet, prune, widen
from fristed.methods.disclosure.protection.linked.programme import Choice, NoChoice, Programme
from fristed.methods.disclosure.protection.linked.safety import Judge
from fristed.methods.disclosure.protection.linked.system import System, system_of
from fristed.methods.disclosure.protection.linked.widths import Widths
from fristed.methods.disclosure.protection.linked.worlds import Reach, Worlds, linked_numbers, nearby
from fristed.methods.disclosure.records import Equation, LinkedCounts, LinkedPattern, Loss, ProtectionRule
from fristed.methods.disclosure.trials import Size, draw_release, printed_of
from fristed.methods.disclosure.trials.running import gives_something_away

RULE = ProtectionRule()
NO_GROUPS = ProtectionRule(group_sum_at_least=0)
GENDER = LinkedCounts(
    "gender",
    {"all": 40, "female": 20, "male": 14, "unknown": 6},
    (Equation("all", ("female", "male", "unknown")),),
    shown=frozenset({"all"}),
)


def crossed(rows: list[list[int]], **kinds: frozenset[str]) -> LinkedCounts:
    """A two-way table with its margins; the grand total is shown."""
    counts = {f"{r}{c}": n for r, row in enumerate(rows) for c, n in enumerate(row)}
    columns = [[row[c] for row in rows] for c in range(len(rows[0]))]
    counts |= {f"row {r}": sum(row) for r, row in enumerate(rows)}
    counts |= {f"column {c}": sum(column) for c, column in enumerate(columns)}
    counts["all"] = sum(map(sum, rows))
    relations = [
        Equation(f"row {r}", tuple(f"{r}{c}" for c in range(len(row)))) for r, row in enumerate(rows)
    ]
    relations += [
        Equation(f"column {c}", tuple(f"{r}{c}" for r in range(len(rows)))) for c in range(len(columns))
    ]
    relations += [
        Equation("all", tuple(f"row {r}" for r in range(len(rows)))),
        Equation("all", tuple(f"column {c}" for c in range(len(columns)))),
    ]
    return LinkedCounts("a crossed table", counts, tuple(relations), shown=frozenset({"all"}), **kinds)


SQUARE = crossed([[3, 20, 30], [25, 22, 31], [33, 24, 40]])


def judge_of(linked: LinkedCounts, rule: ProtectionRule = RULE, cells_at_most: int = 6_000) -> Judge:
    system = system_of(linked, rule)
    return Judge(system, rule, demands_on_rows(system, rule), cells_at_most)


def places(system: System, *keys: str) -> frozenset[int]:
    return frozenset(at for at, cells in enumerate(system.cells) if set(cells) & set(keys))


class TestProgramme:
    system = system_of(GENDER, RULE)

    def test_the_cheapest_choice_is_found_and_proved(self) -> None:
        chosen = Programme(self.system, range(4), Effort())
        chosen.add(demands_on_rows(self.system, RULE))
        assert chosen.solve(0.0) == Choice(places(self.system, "male", "unknown"), 1)

    def test_of_equally_cheap_choices_the_least_value_is_hidden(self) -> None:
        female, male = (min(places(self.system, key)) for key in ("female", "male"))
        chosen = Programme(self.system, range(4), Effort())
        chosen.add([Demand(tuple(sorted(((female, 1), (male, 1)))), 1)])
        assert male in chosen.solve(0.0).hidden
        with patch.object(programme, "MOST_TIES", 33):
            large = Programme(self.system, range(4), Effort())
        large.add([Demand(tuple(sorted(((female, 1), (male, 1)))), 1)])
        assert large.solve(0.0).bound == 1

    def test_what_cannot_be_met_is_refused_at_once(self) -> None:
        chosen = Programme(self.system, range(4), Effort())
        with pytest.raises(NoChoice, match=r"^Hiding everything that may be hidden is not enough\.$"):
            chosen.add([Demand(((min(places(self.system, "male")), 1),), 2)])

    def test_demands_that_contradict_each_other_are_refused_by_the_solver(self) -> None:
        male = min(places(self.system, "male"))
        chosen = Programme(self.system, range(4), Effort())
        chosen.add([Demand(((male, 1),), 1), Demand(((male, -1),), 0)])
        with pytest.raises(NoChoice, match=r"^No choice of what to hide meets all that is asked for\.$"):
            chosen.solve(0.0)

    def test_what_is_hidden_anyway_counts_at_once(self) -> None:
        unknown = min(places(self.system, "unknown"))
        chosen = Programme(self.system, range(4), Effort())
        chosen.add([Demand(((unknown, 1),), 1)])
        assert chosen.solve(0.0) == Choice(frozenset({unknown}), 0)

    def test_without_anything_to_choose_nothing_is_solved(self) -> None:
        unknown = places(self.system, "unknown")
        assert Programme(self.system, unknown, Effort()).solve(0.0) == Choice(unknown, 0)

    def test_out_of_branches_everything_is_hidden_with_the_bound_that_is_proved(self) -> None:
        asked = Programme(self.system, range(4), Effort())
        asked.add(demands_on_rows(self.system, RULE))
        with patch.object(asked._highs, "getInfo") as told:
            told.return_value.mip_dual_bound = float("-inf")
            told.return_value.primal_solution_status = None
            assert asked.solve(0.0) == Choice(places(self.system, "female", "male", "unknown"), 0)


class TestWorlds:
    system = system_of(SQUARE, RULE)
    hidden = places(system, "00", "01", "10", "11")

    def worlds(self, reach: Reach, width: int = 3) -> Worlds:
        return Worlds(self.system, sorted(self.hidden), width, reach)

    def test_the_ends_of_a_number_are_found_and_noted_as_distances(self) -> None:
        reach = Reach(len(self.system.counts))
        found = self.worlds(reach)
        at = min(places(self.system, "00"))
        assert found.extreme(at, -1).value == pytest.approx(-2)
        assert found.extreme(at, 1).value == pytest.approx(19)
        assert (reach.below[at], reach.above[at], reach.width(at)) == (-2, 19, 21)
        other = min(places(self.system, "01"))
        assert (reach.below[other], reach.above[other]) == (-19, 2)

    def test_whole_worlds_are_found_as_well(self) -> None:
        reach = Reach(len(self.system.counts))
        found, at = self.worlds(reach), min(places(self.system, "11"))
        found.extreme_whole(at, 1)
        assert (reach.below[at], reach.above[at]) == (0, 19)
        found.extreme_whole(at, -1)
        assert reach.width(at) == 21

    def test_a_world_that_is_not_whole_or_does_not_fit_is_not_noted(self) -> None:
        reach = Reach(len(self.system.counts))
        found = self.worlds(reach)
        for values in ([0.5, -0.5, -0.5, 0.5], [1.0, 0.0, 0.0, 0.0], [-3.0, 3.0, 3.0, -3.0]):
            found._note(np.array(values))
        assert not reach.above.any()
        assert not reach.below.any()

    def test_only_worlds_that_show_something_new_are_kept(self) -> None:
        reach, pair = Reach(2, keeps_worlds=True), np.array([0, 1])
        for world in ([0, 0], [2, -1], [2, -1], [1, 0], [0, -2]):
            reach.note(pair, np.array(world))
        kept = [dict(zip(numbers.tolist(), by.tolist(), strict=True)) for numbers, by in reach.worlds]
        assert kept == [{0: 2, 1: -1}, {1: -2}]
        assert (reach.width(0), reach.width(1)) == (2, 2)

    def test_without_an_answer_nothing_is_noted(self) -> None:
        reach = Reach(len(self.system.counts))
        found = self.worlds(reach)
        with patch.object(found._highs, "getSolution") as answer:
            answer.return_value.col_value = []
            found.push(np.ones(4))
        assert not reach.above.any()

    def test_a_cut_asks_for_what_would_give_freedom(self) -> None:
        system = system_of(GENDER, RULE)
        hidden = places(system, "unknown")
        at = min(hidden)
        found = Worlds(system, [at], 3, Reach(4))
        asked = found.demand(at, [(sign, found.extreme(at, sign)) for sign in (1, -1)])
        assert not asked.is_met(hidden)
        assert asked.is_met(hidden | places(system, "male"))

    def test_a_cut_asks_for_nothing_where_a_number_that_need_not_be_hidden_is_printed(self) -> None:
        system = system_of(GENDER, RULE)
        male, female = places(system, "male"), places(system, "female")
        at = min(male)
        found = Worlds(system, [at], 3, Reach(4))
        asked = found.demand(at, [(sign, found.extreme(at, sign)) for sign in (1, -1)])
        assert not asked.is_met(male)
        assert asked.is_met(male | female)
        assert asked.is_met(frozenset())

    def test_numbers_are_linked_through_rows_of_hidden_ones(self) -> None:
        hidden = places(self.system, "00", "01", "22", "12")
        parts = linked_numbers(self.system, hidden)
        assert sorted(map(set, parts), key=min) == sorted(
            [set(places(self.system, "00", "01")), set(places(self.system, "22", "12"))], key=min
        )

    def test_the_nearest_come_first_and_not_too_many(self) -> None:
        everything = frozenset(range(len(self.system.counts)))
        at = min(places(self.system, "00"))
        assert nearby(self.system, at, everything, 10_000) == sorted(everything)
        assert nearby(self.system, at, frozenset({at}), 10) == [at]
        few = nearby(self.system, at, everything, 4)
        assert at in few
        assert set(few) <= set(places(self.system, "00", "01", "02", "10", "20", "row 0", "column 0"))
        assert nearby(self.system, at, everything, 1) == [at]


class TestWidths:
    def narrow(self, linked: LinkedCounts, *hidden: str, cells_at_most: int = 6_000) -> set[str]:
        system = system_of(linked, NO_GROUPS)
        chosen = places(system, *hidden) | system.never_printed
        judged = Widths(system, NO_GROUPS, chosen, Reach(len(system.counts)))
        found = list(judged.narrow(cells_at_most))
        assert all(not one.demand.is_met(chosen) for one in found)
        return {system.cells[one.at][0] for one in found}

    def test_a_number_alone_in_its_row_is_narrow(self) -> None:
        assert self.narrow(SQUARE, "00") == {"00"}
        assert self.narrow(SQUARE, "00", "01") == {"00", "01"}
        assert self.narrow(SQUARE, "00", "01", "10", "11") == set()

    def test_parts_of_large_components_are_looked_at_one_by_one(self) -> None:
        assert self.narrow(SQUARE, "00", cells_at_most=0) == {"00"}
        assert self.narrow(SQUARE, "00", "01", "10", "11", cells_at_most=0) == set()

    @pytest.mark.parametrize(("two", "three", "narrow"), [(3, 2, "abcefgh"), (1, 4, "efgh")])
    def test_a_width_is_reached_by_whole_numbers_only(self, two: int, three: int, narrow: str) -> None:
        # a and b move together, and e, f and g do: two steps of one pair go against three of the others. Of
        # 2a + 3e = 12 above zero there is one world, (3, 2); of 14 there are (1, 4) and (4, 2). In halves
        # and thirds a reaches from 1 to 4 in both, and so do e, f and g.
        star = LinkedCounts(
            "a star",
            {"x": 2 * two + 3 * three, "a": two, "b": two, "c": 6, "e": three, "f": three, "g": three, "h": 6}
            | {"ac": two + 6, "bc": two + 6, "eh": three + 6, "fh": three + 6, "gh": three + 6},
            (
                Equation("x", ("a", "b", "e", "f", "g")),
                *(Equation(f"{one}c", (one, "c")) for one in "ab"),
                *(Equation(f"{one}h", (one, "h")) for one in "efg"),
            ),
            shown=frozenset({"x", "ac", "bc", "eh", "fh", "gh"}),
            hidden=frozenset("abcefgh"),
        )
        assert self.narrow(star) == set(narrow)

    @pytest.mark.parametrize(("small", "large", "narrow"), [((2, 6, 8), 12, ""), ((1, 5, 4), 6, "abcd")])
    def test_the_ends_of_a_ring_lie_between_whole_numbers(
        self, small: tuple[int, int, int], large: int, narrow: str
    ) -> None:
        # a and b move together, c against them, d twice as far: where d may fall by an odd number, the
        # ends of the linear programme are halves. With 4 - 3 for d, it can be 4 or 2, not 1.
        one, two, twice = small
        ring = LinkedCounts(
            "a ring",
            {"x": large, "y": one + two, "z": one + two, "a": one, "b": one, "c": two, "d": twice},
            (Equation("x", ("a", "b", "d")), Equation("y", ("b", "c")), Equation("z", ("c", "a"))),
            shown=frozenset("xyz"),
            hidden=frozenset("abcd"),
        )
        assert self.narrow(ring) == set(narrow)
        with patch.object(widths, "STALLED", 0):
            assert self.narrow(ring) == set(narrow)

    def test_whole_numbers_below_a_count_make_it_wide_as_well(self) -> None:
        # By whole numbers d moves in steps of two: up by two, as z is 3, and down by six of its eight.
        counts = {"x": 48, "y": 50, "v": 50, "w": 11, "a": 20, "b": 20, "c": 30, "d": 8, "z": 3}
        parts = {"x": ("a", "b", "d"), "y": ("b", "c"), "v": ("c", "a"), "w": ("d", "z")}
        linked = LinkedCounts(
            "a ring beside a pair",
            counts,
            tuple(Equation(total, keys) for total, keys in parts.items()),
            unprinted=frozenset("abc"),
            shown=frozenset("xyvw"),
            hidden=frozenset("d"),
        )
        assert self.narrow(linked) == set()

    @pytest.mark.parametrize("seed", range(20))
    def test_moving_many_numbers_at_once_only_saves_questions(self, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311  seeded on purpose
        linked = draw_release(chance, "small").linked
        hidden = [key for key, n in linked.counts.items() if 0 < n < 7 or (n and chance.random() < 0.4)]
        found = self.narrow(linked, *hidden)
        with patch.object(widths, "STALLED", 0):
            assert self.narrow(linked, *hidden) == found

    @pytest.mark.parametrize(("rest", "other", "expected"), [(0, 9, set()), (8, 9, set()), (3, 0, {"r"})])
    def test_a_rest_may_be_known_to_be_zero_or_not_small(
        self, rest: int, other: int, expected: set[str]
    ) -> None:
        linked = LinkedCounts(
            "rests",
            {"all": rest + other, "r": rest, "b": other},
            (Equation("all", ("r", "b")),),
            shown=frozenset({"all", "b"}),
            unprinted=frozenset({"r"}),
        )
        assert self.narrow(linked) == expected

    def test_a_rest_that_could_be_taken_for_a_small_one_is_narrow(self) -> None:
        linked = LinkedCounts(
            "rests",
            {"all": 2, "r": 0, "s": 2},
            (Equation("all", ("r", "s")),),
            shown=frozenset({"all"}),
            unprinted=frozenset({"r", "s"}),
        )
        assert self.narrow(linked) == {"r", "s"}


class TestSafety:
    def test_a_safe_pattern_lacks_nothing(self) -> None:
        judge = judge_of(SQUARE)
        chosen = places(judge.system, "00", "01", "10", "11")
        assert judge.lacking(chosen) == []
        assert judge.is_safe(chosen)

    def test_rows_are_asked_first_then_groups_and_worlds(self) -> None:
        judge = judge_of(SQUARE)
        alone = places(judge.system, "00")
        assert set(judge.lacking(alone)) <= set(judge.demands)
        assert not judge.is_safe(alone)

    def test_small_groups_make_a_pattern_unsafe(self) -> None:
        linked = LinkedCounts(
            "themes",
            {"all": 60, "t": 23, "u": 27, "v": 10, "a": 3, "b": 20, "c": 2, "d": 25},
            (Equation("all", ("t", "u", "v")), Equation("t", ("a", "b")), Equation("u", ("c", "d"))),
            shown=frozenset({"all"}),
        )
        chosen = places((judge := judge_of(linked)).system, "t", "u", "a", "c")
        lacking = judge.lacking(chosen)
        assert any(asked in judge.small_groups(chosen) for asked in lacking)
        assert not judge.is_safe(chosen)
        assert not is_safe_pattern(linked, RULE, ["t", "u"])
        assert is_safe_pattern(linked, NO_GROUPS, ["t", "u", "b", "d"])

    def test_small_cells_are_hidden_in_any_case_and_strange_keys_are_passed_over(self) -> None:
        assert is_safe_pattern(GENDER, RULE, ["male"])
        assert is_safe_pattern(GENDER, RULE, ["male", "no such cell"])
        assert not is_safe_pattern(GENDER, RULE, [])
        assert is_safe_pattern(SQUARE, RULE, ["01", "10", "11"], cells_at_most=0)


class TestSearch:
    def test_the_smallest_neighbour_is_hidden_for_an_unknown(self) -> None:
        assert protect_linked(GENDER, RULE) == LinkedPattern(
            {"male": "secondary", "unknown": "primary"}, {"male": ("unknown",)}, Loss(1, 14), 1, 1
        )

    def test_a_crossed_table_needs_a_rectangle(self) -> None:
        pattern = protect_linked(SQUARE, RULE)
        assert pattern.cost == pattern.bound == 3
        assert set(pattern.hidden) == {"00", "01", "10", "11"}
        assert set(pattern.protects) == {"01", "10", "11"}
        assert all("00" in named for named in pattern.protects.values())

    def test_weights_lead_elsewhere(self) -> None:
        linked = LinkedCounts(
            SQUARE.name, SQUARE.counts, SQUARE.relations, shown=SQUARE.shown, weights={"11": 9, "22": 1}
        )
        pattern = protect_linked(linked, ProtectionRule(cost="weights"))
        assert pattern.cost == pattern.bound == 3
        assert "11" not in pattern.hidden

    def test_what_nothing_protects_is_refused_by_name(self) -> None:
        linked = LinkedCounts(
            "countries",
            {"all": 8} | {f"c{at}": 1 for at in range(8)},
            (Equation("all", tuple(f"c{at}" for at in range(8))),),
            shown=frozenset({"all"}),
        )
        with pytest.raises(NoSafeLinkedPattern) as refusal:
            protect_linked(linked, RULE)
        assert refusal.value.cells == tuple(f"c{at}" for at in range(8))
        assert str(refusal.value) == (
            "countries: no pattern protects the small counts among c0, c1, c2, c3, c4, c5 …. "
            "Print the total alone, or use coarser categories."
        )
        alone = LinkedCounts(
            "one", {"all": 3, "a": 3, "z": 0}, (Equation("all", ("a", "z")),), shown=frozenset({"all"})
        )
        with pytest.raises(NoSafeLinkedPattern, match=r"among a\. Print the total alone"):
            protect_linked(alone, RULE)

    def test_nothing_small_hides_nothing(self) -> None:
        linked = LinkedCounts("large", {"all": 20, "a": 9, "b": 11}, (Equation("all", ("a", "b")),))
        assert protect_linked(linked, RULE) == LinkedPattern({}, {}, Loss(), 0, 0)

    @pytest.mark.parametrize(
        "effort", [Effort(rounds=0), Effort(cells_at_most=0), Effort(rounds=0, prunes=0), Effort(gap=0.5)]
    )
    def test_less_effort_is_safe_as_well(self, effort: Effort) -> None:
        pattern = protect_linked(SQUARE, RULE, effort=effort)
        assert is_safe_pattern(SQUARE, RULE, pattern.hidden)
        assert 1 <= pattern.bound <= 3 <= pattern.cost

    @pytest.mark.parametrize(
        ("size", "seed"),
        [
            *(("small", 11), ("small", 30), ("small", 105), ("small", 142)),
            pytest.param("large", 0, marks=pytest.mark.ci),
            ("large", 22),
        ],
    )
    @pytest.mark.parametrize("effort", [Effort(), Effort(rounds=0), Effort(cells_at_most=0)])
    def test_a_pattern_that_is_mended_is_safe_and_not_below_the_bound(
        self, size: Size, seed: int, effort: Effort
    ) -> None:
        release = draw_release(random.Random(seed), size)  # noqa: S311  seeded on purpose
        pattern = protect_linked(release.linked, release.rule, effort=effort)
        assert not gives_something_away(printed_of(release, pattern.hidden), release.rule)
        best = protect_linked(release.linked, release.rule)
        assert best.cost == best.bound
        assert pattern.bound <= best.cost <= pattern.cost

    def test_safe_patterns_are_told_on_the_way_and_get_no_worse(self) -> None:
        both = LinkedCounts(
            "both",
            SQUARE.counts | {f"g {key}": n for key, n in GENDER.counts.items()},
            SQUARE.relations
            + tuple(
                Equation(f"g {r.total_key}", tuple(f"g {k}" for k in r.part_keys)) for r in GENDER.relations
            ),
            shown=frozenset({"all", "g all"}),
        )
        told: list[LinkedPattern] = []
        best = protect_linked(both, RULE, tell=told.append)
        assert len(told) == 3
        assert all(is_safe_pattern(both, RULE, found.hidden) for found in told)
        assert [found.cost for found in told] == sorted((found.cost for found in told), reverse=True)
        assert told[-1] == best == protect_linked(both, RULE)
        assert best.cost == 4
        assert list(best.hidden) == sorted(best.hidden)

    def test_in_large_parts_it_is_not_said_what_is_protected_by_worlds(self) -> None:
        with patch.object(search, "EXPLAINED", 0):
            pattern = protect_linked(SQUARE, RULE)
        assert pattern.hidden == protect_linked(SQUARE, RULE).hidden
        assert pattern.protects == {"01": ("00",), "10": ("00",), "11": ()}


class TestMending:
    system = system_of(SQUARE, RULE)

    def test_demands_are_met_by_what_is_cheapest_for_what_it_gives(self) -> None:
        system = system_of(GENDER, ProtectionRule(cost="value"))
        met = meet(system, demands_on_rows(system, RULE), system.never_printed)
        assert met == places(system, "male", "unknown")
        assert meet(system, [], frozenset()) == frozenset()

    def test_a_dearer_offer_that_gives_more_for_its_price_comes_first(self) -> None:
        linked = LinkedCounts(
            GENDER.name, GENDER.counts, GENDER.relations, shown=GENDER.shown, weights={"female": 3, "male": 2}
        )
        system = system_of(linked, ProtectionRule(cost="weights"))
        dear, cheap = (min(places(system, key)) for key in ("female", "male"))
        asked = Demand(tuple(sorted(((dear, 2), (cheap, 1)))), 2)
        assert meet(system, [asked], frozenset()) == {dear}

    def test_an_offer_is_worth_no_more_than_what_is_lacking(self) -> None:
        linked = LinkedCounts(
            GENDER.name, GENDER.counts, GENDER.relations, shown=GENDER.shown, weights={"female": 3, "male": 2}
        )
        system = system_of(linked, ProtectionRule(cost="weights"))
        dear, cheap = (min(places(system, key)) for key in ("female", "male"))
        asked = Demand(tuple(sorted(((dear, 9), (cheap, 1)))), 1)
        assert meet(system, [asked], frozenset()) == {cheap}

    def test_the_last_offer_may_be_just_enough(self) -> None:
        at = min(places(self.system, "11"))
        assert meet(self.system, [Demand(((at, 2),), 2)], frozenset()) == {at}

    def test_what_cannot_be_met_is_refused(self) -> None:
        with pytest.raises(NoChoice, match=r"^Hiding everything that may be hidden is not enough\.$"):
            meet(self.system, [Demand(((0, 1),), 2)], frozenset())
        at = min(places(self.system, "11"))
        with pytest.raises(NoChoice):
            meet(self.system, [Demand(((at, 1),), 2)], frozenset())

    def test_a_narrow_number_gets_the_cheapest_way_round(self) -> None:
        within = frozenset(at for at, seen in enumerate(self.system.must_show) if not seen)
        at = min(places(self.system, "00"))
        moved = widen(self.system, at, frozenset({at}), within, 3)
        assert len(moved) == 3
        with patch.object(mending, "AREAS", (1,)):
            assert len(widen(self.system, at, frozenset({at}), within, 3)) == 3

    def test_where_there_is_no_way_round_it_says_so(self) -> None:
        at = min(places(self.system, "00"))
        with pytest.raises(NoChoice, match=r"^No world lies far enough from the truth\.$"):
            widen(self.system, at, frozenset({at}), frozenset({at}), 3)

    def test_what_is_not_needed_is_printed_again_the_dearest_first(self) -> None:
        system = system_of(SQUARE, ProtectionRule(cost="value"))
        offered = places(system, "01", "22", "00")
        tried: list[frozenset[int]] = []

        def is_safe(left: frozenset[int]) -> bool:
            tried.append(left)
            return places(system, "01") <= left

        assert prune(system, offered, 9, is_safe) == places(system, "01", "00")
        assert tried == [offered - places(system, "22"), places(system, "00")]
        assert prune(system, offered, 0, is_safe) == offered
