"""Linked counts as numbers and rows, and what each row asks for by itself."""

from __future__ import annotations

import pytest

from fristed.methods.disclosure.protection.linked.demands import (
    Demand,
    demand,
    demands_on_rows,
    is_sensitive,
)
from fristed.methods.disclosure.protection.linked.system import Row, System, parts_of, system_of
from fristed.methods.disclosure.records import Equation, LinkedCounts, Loss, ProtectionRule

RULE = ProtectionRule()
ONE_TABLE = LinkedCounts(
    "a table",
    {"all": 20, "a": 3, "b": 0, "c": 17},
    (Equation("all", ("a", "b", "c")),),
    shown=frozenset({"all"}),
)


def table(
    counts: dict[str, int], *relations: Equation, rule: ProtectionRule = RULE, **kinds: frozenset[str]
) -> System:
    return system_of(LinkedCounts("a table", counts, relations, **kinds), rule)


class TestNumbers:
    def test_printed_zeros_are_left_out_and_rows_name_the_rest(self) -> None:
        system = system_of(ONE_TABLE, RULE)
        assert system.cells == (("a",), ("all",), ("c",))
        assert system.counts == (3, 20, 17)
        assert system.rows == (Row(1, (0, 2)),)
        assert system.rows_of == ((0,), (0,), (0,))
        assert system.rows[0].members == (1, 0, 2)

    def test_small_counts_are_hidden_and_what_is_shown_stays(self) -> None:
        system = system_of(ONE_TABLE, RULE)
        assert system.is_primary == system.must_hide == (True, False, False)
        assert system.must_show == (False, True, False)
        assert [system.is_open_to(at) for at in range(3)] == [False, False, True]
        assert system.never_printed == {0}
        assert system.floors == (1, 1, 1)
        assert [system.room_below(at) for at in range(3)] == [2, 19, 16]

    def test_an_exempt_small_count_is_no_primary_one(self) -> None:
        system = table({"a": 3}, shown=frozenset({"a"}))
        assert (system.is_primary, system.must_hide, system.must_show) == ((False,), (False,), (True,))

    def test_what_is_never_printed_may_be_zero_and_is_no_primary_one(self) -> None:
        system = table({"a": 3, "z": 0}, unprinted=frozenset({"a", "z"}))
        assert system.cells == (("a",), ("z",))
        assert system.floors == (0, 0)
        assert system.is_silent == system.must_hide == (True, True)
        assert system.is_primary == (False, False)

    def test_a_wish_hides_the_number_under_all_its_names(self) -> None:
        wish = table({"a": 9, "b": 9}, hidden=frozenset({"a"}))
        assert (wish.must_hide, wish.is_primary) == ((True, False), (False, False))
        for one in ("a", "figure"):
            twice = table({"a": 9, "figure": 9}, Equation("figure", ("a",)), hidden=frozenset({one}))
            assert (twice.must_hide, twice.must_show) == ((True,), (False,))

    def test_a_count_that_is_repeated_is_one_number(self) -> None:
        system = table(
            {"a": 4, "figure": 4, "text": 4, "b": 9, "all": 13},
            Equation("figure", ("a",)),
            Equation("text", ("figure",)),
            Equation("a", ("text",)),
            Equation("all", ("figure", "b")),
            Equation("all", ("a", "b")),
        )
        assert system.cells == (("a", "figure", "text"), ("all",), ("b",))
        assert system.rows == (Row(1, (0, 2)),)

    def test_a_number_is_silent_only_if_all_its_cells_are(self) -> None:
        relation = Equation("figure", ("a",))
        assert not table({"a": 4, "figure": 4}, relation, unprinted=frozenset({"a"})).is_silent[0]
        assert table({"a": 4, "figure": 4}, relation, unprinted=frozenset({"a", "figure"})).is_silent[0]

    def test_the_parts_of_a_printed_zero_are_known_at_every_level(self) -> None:
        counts = {"all": 0, "t": 0, "a": 0, "b": 0, "other": 0}
        system = table(
            counts,
            Equation("t", ("a", "b")),
            Equation("all", ("t",)),
            unprinted=frozenset({"t", "a", "b", "other"}),
        )
        assert system.cells == (("other",),)

    @pytest.mark.parametrize(("cost", "prices"), [("count", (1, 1)), ("value", (8, 9)), ("weights", (4, 1))])
    def test_prices_are_as_the_rule_says(self, cost: str, prices: tuple[int, int]) -> None:
        linked = LinkedCounts(
            "prices",
            {"a": 8, "figure": 8, "b": 9},
            (Equation("figure", ("a",)),),
            weights={"a": 2, "figure": 4},
        )
        kinds = {"count": "count", "value": "value", "weights": "weights"}
        assert system_of(linked, ProtectionRule(cost=kinds[cost])).prices == prices  # type: ignore[arg-type]


class TestPatterns:
    system = table(
        {"all": 40, "a": 3, "b": 9, "figure": 9, "c": 8, "rest": 20},
        Equation("all", ("a", "b", "c", "rest")),
        Equation("figure", ("b",)),
        rule=ProtectionRule(cost="value"),
        shown=frozenset({"all"}),
        hidden=frozenset({"c"}),
        unprinted=frozenset({"rest"}),
    )

    def test_a_pattern_names_reasons_losses_and_what_is_protected(self) -> None:
        place = {cells[0]: at for at, cells in enumerate(self.system.cells)}
        hidden = frozenset(place[key] for key in ("a", "b", "c", "rest"))
        pattern = self.system.pattern(hidden, 5, {place["b"]: (place["a"], place["c"])})
        assert pattern.hidden == {"a": "primary", "b": "secondary", "figure": "secondary", "c": "secondary"}
        assert pattern.protects == {"b": ("a", "c"), "c": ()}
        assert pattern.loss == Loss(2, 17)
        assert (pattern.cost, pattern.bound) == (9, 5)
        assert list(pattern.hidden) == sorted(pattern.hidden)

    def test_only_what_could_have_been_printed_costs(self) -> None:
        assert self.system.cost(range(len(self.system.counts))) == 9


class TestParts:
    def test_tables_that_share_only_printed_numbers_are_parts(self) -> None:
        system = table(
            {"all": 20, "a": 3, "b": 17, "c": 4, "d": 16, "e": 9},
            Equation("all", ("a", "b")),
            Equation("all", ("c", "d")),
            shown=frozenset({"all"}),
        )
        parts = parts_of(system)
        assert [part.cells for part in parts] == [(("a",), ("all",), ("b",)), (("all",), ("c",), ("d",))]
        assert [part.counts for part in parts] == [(3, 20, 17), (20, 4, 16)]
        assert [part.rows for part in parts] == [(Row(1, (0, 2)),), (Row(0, (1, 2)),)]
        assert parts[1].rows_of == ((0,), (0,), (0,))
        assert parts[1].must_show == (True, False, False)
        assert parts[1].must_hide == parts[1].is_primary == (False, True, False)
        assert parts[1].floors == (1, 1, 1)
        assert parts[1].prices == (1, 1, 1)
        assert parts[1].is_silent == (False, False, False)

    def test_tables_that_share_a_number_that_may_be_hidden_are_one_part(self) -> None:
        system = table(
            {"all": 20, "a": 3, "b": 17, "c": 4, "d": 16},
            Equation("all", ("a", "b")),
            Equation("all", ("c", "d")),
        )
        assert [len(part.cells) for part in parts_of(system)] == [5]

    def test_parts_without_anything_to_protect_are_left_out(self) -> None:
        assert parts_of(table({"all": 20, "a": 9, "b": 11}, Equation("all", ("a", "b")))) == []


def named(system: System, asked: Demand) -> tuple[dict[str, int], int]:
    return {system.cells[at][0]: weight for at, weight in asked.terms}, asked.least


class TestDemands:
    def test_a_demand_is_met_by_what_it_counts(self) -> None:
        asked = Demand(((0, 2), (1, 3)), 3)
        assert asked.is_met(frozenset({1}))
        assert not asked.is_met(frozenset({0, 2}))
        assert asked.is_met(frozenset({0, 1}))

    def test_no_number_gives_more_than_is_asked(self) -> None:
        assert demand({0: 9, 1: 2, 2: 0}, 3) == Demand(((0, 3), (1, 2)), 3)

    def test_a_condition_asks_only_where_it_holds(self) -> None:
        asked = demand({0: 9, 1: 2}, 3, when=(1, 2))
        assert asked == Demand(((0, 3), (1, -1), (2, -3)), -3)
        assert asked.is_met(frozenset())
        assert not asked.is_met(frozenset({1, 2}))
        assert asked.is_met(frozenset({0, 1, 2}))

    def test_a_term_that_its_condition_cancels_is_left_out(self) -> None:
        assert demand({0: 3, 1: 1}, 3, when=(0,)) == Demand(((1, 1),), 0)

    def test_a_sign_and_a_small_rest_are_sensitive(self) -> None:
        system = table({"a": 9, "r": 9, "s": 6, "z": 0}, unprinted=frozenset({"r", "s", "z"}))
        assert [is_sensitive(system, RULE, at) for at in range(4)] == [True, False, True, False]

    def test_a_small_part_asks_for_company_width_and_sum(self) -> None:
        system = system_of(ONE_TABLE, RULE)
        asked = [named(system, one) for one in demands_on_rows(system, RULE)]
        assert asked == [
            ({"all": 1, "c": 1}, 1),
            ({"a": 2, "all": 3, "c": 3}, 3),
            ({"a": 3, "all": 7, "c": 7}, 7),
        ]

    def test_without_groups_no_sum_is_asked_for(self) -> None:
        rule = ProtectionRule(group_sum_at_least=0)
        system = system_of(ONE_TABLE, rule)
        least = [asked.least for asked in demands_on_rows(system, rule)]
        assert least == [1, 3]

    def test_rests_below_a_printed_total_must_not_sum_to_a_small_count(self) -> None:
        system = table(
            {"all": 30, "r": 2, "z": 0, "c": 28},
            Equation("all", ("r", "z", "c")),
            shown=frozenset({"all"}),
            unprinted=frozenset({"r", "z"}),
        )
        asked = [named(system, one) for one in demands_on_rows(system, RULE)]
        assert ({"r": 2, "all": 7, "c": 7}, 7) in asked

    @pytest.mark.parametrize("rest", [0, 7])
    def test_rests_that_are_zero_or_not_small_ask_for_nothing(self, rest: int) -> None:
        system = table(
            {"all": 28 + rest, "r": rest, "c": 28},
            Equation("all", ("r", "c")),
            shown=frozenset({"all", "c"}),
            unprinted=frozenset({"r"}),
        )
        assert demands_on_rows(system, RULE) == []

    def test_what_every_choice_meets_is_left_out(self) -> None:
        system = table(
            {"all": 30, "a": 5, "b": 6, "c": 4, "d": 15},
            Equation("all", ("a", "b", "c", "d")),
            shown=frozenset({"all", "d"}),
        )
        assert demands_on_rows(system, RULE) == []
