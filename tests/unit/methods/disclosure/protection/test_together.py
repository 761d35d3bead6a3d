"""Large systems: many numbers moved at once, hidden where that helps, and the worlds that show it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import product
from unittest.mock import patch

import numpy as np
import pytest

from fristed.methods.disclosure.attack import attack, show_width
from fristed.methods.disclosure.proof import print_linked
from fristed.methods.disclosure.protection import Effort, protect_linked
from fristed.methods.disclosure.protection.linked import moves
from fristed.methods.disclosure.protection.linked import together as together_module
from fristed.methods.disclosure.protection.linked.alone import Alone
from fristed.methods.disclosure.protection.linked.demands import demands_on_rows
from fristed.methods.disclosure.protection.linked.moves import Asked, Moves
from fristed.methods.disclosure.protection.linked.safety import Judge
from fristed.methods.disclosure.protection.linked.search import Search
from fristed.methods.disclosure.protection.linked.system import System, system_of
from fristed.methods.disclosure.protection.linked.together import Together
from fristed.methods.disclosure.protection.linked.worlds import Floats, Reach
from fristed.methods.disclosure.records import Equation, LinkedCounts, ProtectionRule

RULE = ProtectionRule()
LARGE = Effort(cells_at_most=0)
"""Every system is as good as too large."""


def cube(side: int, seed: int, top: int = 14) -> LinkedCounts:
    """A three-way table with all its margins; the grand total is shown."""
    drawn = random.Random(seed)  # noqa: S311 - a drawn table, no secret
    counts = {f"{a}{b}{c}": drawn.randint(0, top) for a, b, c in product(range(side), repeat=3)}
    relations: list[Equation] = []
    for fixed in (2, 1, 0):
        keys = {"".join(map(str, key)) for key in product([*range(side), "+"], repeat=3)}
        for key in sorted(keys):
            if key.count("+") == 3 - fixed:
                at = key.index("+")
                parts = tuple(key[:at] + str(n) + key[at + 1 :] for n in range(side))
                counts[key] = sum(counts[part] for part in parts)
                relations.append(Equation(key, parts))
                relations += [
                    Equation(key, tuple(key[:at] + str(n) + key[at + 1 :] for n in range(side)))
                    for at in range(3)
                    if key[at] == "+" and at != key.index("+")
                ]
    return LinkedCounts("a cube", counts, tuple(relations), shown=frozenset({"+++"}))


def everything(system: System) -> np.ndarray:
    return np.array([at for at, seen in enumerate(system.must_show) if not seen])


def no_prices(system: System) -> Floats:
    return np.zeros(len(system.counts))


def asked_up(at: int, distance: int = 3) -> Asked:
    return Asked(np.array([at]), np.array([1]), np.array([distance]))


def number(system: System, key: str) -> int:
    return next(at for at, keys in enumerate(system.cells) if key in keys)


@pytest.mark.parametrize("seed", range(4))
def test_a_move_fits_every_row_and_takes_what_is_asked_there(seed: int) -> None:
    system = system_of(cube(3, seed), RULE)
    at = number(system, next(key for key, n in cube(3, seed).counts.items() if n > 0 and "+" not in key))
    moved = Moves(system, 3).move(asked_up(at), everything(system), no_prices(system), 100.0)
    assert moved is not None
    assert moved[at] == 3
    for row in system.rows:
        assert moved[row.total] == sum(moved[part] for part in row.parts)
    assert all(system.counts[n] + moved[n] >= system.floors[n] for n in range(len(system.counts)))


def test_printed_numbers_move_only_where_that_is_worth_their_price() -> None:
    linked = cube(3, seed=1)
    system = system_of(linked, RULE)
    at = number(system, "000")
    prices: Floats = np.full(len(system.counts), 10.0)
    prices[at] = 0.0
    for reward, goes in ((5.0, 0), (1000.0, 3)):
        moved = Moves(system, 3).move(asked_up(at), everything(system), prices, reward)
        assert moved is not None
        assert moved[at] == goes


def test_numbers_that_may_not_move_stand_still() -> None:
    system = system_of(cube(3, seed=2), RULE)
    at = number(system, "000")
    moved = Moves(system, 3).move(asked_up(at), np.array([at]), no_prices(system), 100.0)
    assert moved is not None
    assert not moved.any()


@pytest.mark.parametrize(("part", "signs"), [(1, [-1, 1, 1]), (5, [1, -1, -1])])
def test_no_number_goes_the_other_way_than_it_is_asked_to(part: int, signs: list[int]) -> None:
    """A total and its parts are asked to go apart, which they cannot; parts of one cannot fall either."""
    linked = LinkedCounts(
        "a pair",
        {"all": 2 * part, "a": part, "b": part},
        (Equation("all", ("a", "b")),),
        hidden=frozenset("ab"),
    )
    system = system_of(linked, RULE)
    numbers = np.array([number(system, key) for key in ("all", "a", "b")])
    asked = Asked(numbers, np.array(signs), np.array([1, 3, 3]))
    moved = Moves(system, 3).move(asked, np.sort(numbers), no_prices(system), 100.0)
    assert moved is not None
    assert not moved.any()


def alone(system: System, prices: Floats) -> Alone:
    return Alone(Moves(system, 3), everything(system), prices)


@pytest.mark.parametrize("sign", [1, -1])
def test_one_number_moves_as_far_as_asked_and_the_rows_still_hold(sign: int) -> None:
    system = system_of(cube(3, seed=4), RULE)
    at = number(system, "+++"[:2] + "0")
    moved = alone(system, no_prices(system)).move(at, sign, 3)
    assert moved is not None
    assert moved[at] == 3 * sign
    assert Moves(system, 3).checked(moved) is not None


def test_one_number_goes_down_no_further_than_its_room() -> None:
    linked = cube(3, seed=4)
    system = system_of(linked, RULE)
    two = next(key for key, count in linked.counts.items() if count == 2)
    moved = alone(system, no_prices(system)).move(number(system, two), -1, 3)
    assert moved is not None
    assert moved[number(system, two)] == -1


def test_one_number_takes_the_way_that_hides_least() -> None:
    system = system_of(cube(3, seed=1), RULE)
    at = number(system, "000")
    freely = alone(system, no_prices(system)).move(at, 1, 3)
    assert freely is not None
    prices: Floats = np.full(len(system.counts), 50.0)
    prices[freely != 0] = 0.0
    again = alone(system, prices).move(at, 1, 3)
    assert again is not None
    assert set(np.flatnonzero(again)) <= set(np.flatnonzero(freely))
    on_the_way = [int(dear) for dear in np.flatnonzero(again) if dear != at]
    assert on_the_way
    for dear in on_the_way:
        asked = alone(system, prices)
        asked.reprice(dear, 1e4)
        other = asked.move(at, 1, 3)
        assert other is not None
        assert (other[dear], other[at]) == (0, 3), "there is another way, and it is cheaper now"
        asked.reprice(dear, 0.0)
        back = asked.move(at, 1, 3)
        assert back is not None
        assert back.tolist() == again.tolist(), "the way is as cheap as it was"


def test_the_answer_about_one_number_does_not_depend_on_earlier_ones() -> None:
    system = system_of(cube(3, seed=1), RULE)

    def answer(asked: Alone, at: int) -> list[int] | None:
        moved = asked.move(at, 1, 3)
        return None if moved is None else moved.tolist()

    used, numbers = alone(system, no_prices(system)), range(20)
    first = [answer(used, at) for at in numbers]
    assert [answer(used, at) for at in reversed(numbers)] == first[::-1]
    assert [answer(alone(system, no_prices(system)), at) for at in numbers] == first


RING = LinkedCounts(
    "a ring",
    {"a": 5, "b": 5, "c": 5, "ab": 10, "bc": 10, "ac": 10},
    (Equation("ab", ("a", "b")), Equation("bc", ("b", "c")), Equation("ac", ("a", "c"))),
)
"""With all sums but one printed, a moves by a half of what that one moves."""


def test_halves_are_made_whole() -> None:
    system = system_of(RING, RULE)
    movable = np.array([number(system, key) for key in ("a", "b", "c", "ab")])
    moved = Moves(system, 3).move(asked_up(number(system, "ab")), movable, no_prices(system), 100.0)
    assert moved is not None
    assert moved[number(system, "ab")] == 2
    assert moved[number(system, "a")] == 1


def test_where_the_nearest_cannot_be_made_whole_those_beside_them_are_freed_too() -> None:
    system = system_of(RING, RULE)
    movable = np.array([number(system, key) for key in ("a", "b", "c", "ab")])
    one, all_of_them = movable[:1], np.sort(movable)
    with patch.object(Moves, "_near", side_effect=[one, all_of_them]) as asked:
        moved = Moves(system, 3).move(asked_up(number(system, "ab")), movable, no_prices(system), 100.0)
    assert moved is not None
    assert moved[number(system, "ab")] == 2
    assert asked.call_count == 2


def test_half_a_way_is_no_way_of_one_number() -> None:
    system = system_of(RING, RULE)
    movable = np.array([number(system, key) for key in ("a", "b", "c", "ab")])
    asked = Alone(Moves(system, 3), movable, no_prices(system))
    assert asked.move(number(system, "ab"), 1, 3) is None
    assert asked.move(number(system, "ab"), 1, 2) is not None


def test_a_solver_without_an_answer_moves_nothing() -> None:
    system = system_of(cube(3, seed=1), RULE)
    with patch.object(moves, "solved", return_value=None):
        moved = Moves(system, 3).move(asked_up(0), everything(system), no_prices(system), 100.0)
    assert moved is not None
    assert not moved.any()


def test_what_is_hidden_to_widen_others_is_not_left_alone_itself() -> None:
    linked = LinkedCounts(
        "two tables",
        {"t": 30, "a": 3, "b": 4, "c": 23, "u": 50, "d": 20, "e": 30},
        (Equation("t", ("a", "b", "c")), Equation("u", ("d", "e"))),
        shown=frozenset({"t", "u"}),
    )
    rule = ProtectionRule()
    system = system_of(linked, rule)
    judge = Judge(system, rule, demands_on_rows(system, rule), 0)
    lonely, widened = number(system, "d"), Together.widen
    with patch.object(Together, "widen", autospec=True) as asked:
        asked.side_effect = lambda self, hidden, within: widened(self, hidden, within) | {lonely}
        found = Search(judge, LARGE).mended(system.never_printed, 0)
    assert number(system, "e") in found.hidden
    assert judge.is_safe(found.hidden)


@pytest.mark.parametrize("seed", range(3))
def test_every_narrow_number_is_asked_for_what_it_lacks_and_none_to_fall_below_its_floor(seed: int) -> None:
    system = system_of(cube(3, seed), RULE)
    reach = Reach(len(system.counts))
    asked_of: list[tuple[Asked, np.ndarray]] = []

    def noted(self: Moves, asked: Asked, *_: object) -> None:
        asked_of.append((asked, reach.above - reach.below))

    reach.above[::2] = 1
    with patch.object(Moves, "move", noted), patch.object(Alone, "move", return_value=None):
        Together(system, 3, reach).push(frozenset(everything(system).tolist()))
    ((asked, known),) = asked_of
    assert set(asked.signs.tolist()) == {1, -1}
    assert asked.numbers.tolist() == everything(system).tolist()
    for at, sign, distance in zip(asked.numbers, asked.signs, asked.distances, strict=True):
        if sign > 0:
            assert distance == 3
        else:
            assert 1 <= distance <= 3 - known[at]
            assert system.counts[at] - distance >= system.floors[at]
            assert distance == 3 - known[at] or system.counts[at] - distance == system.floors[at]


def test_no_move_is_given_when_none_can_be_made_whole() -> None:
    system = system_of(RING, RULE)
    movable = np.array([number(system, key) for key in ("a", "b", "c", "ab")])
    with patch.object(moves, "HOPS", ()):
        moved = Moves(system, 3).move(asked_up(number(system, "ab")), movable, no_prices(system), 100.0)
    assert moved is None


def test_a_turn_without_a_move_changes_nothing() -> None:
    linked = cube(3, seed=3)
    system = system_of(linked, RULE)
    reach = Reach(len(system.counts))
    together = Together(system, 3, reach)
    with (
        patch.object(Moves, "move", return_value=None),
        patch.object(Alone, "move", return_value=None),
        patch.object(together_module, "whole_way", return_value=None),
    ):
        together.push(system.never_printed)
        hidden = together.widen(system.never_printed, frozenset(everything(system).tolist()))
    assert hidden == system.never_printed
    assert not reach.above.any()


def test_where_everything_is_hidden_it_is_wide_without_hiding_more() -> None:
    system = system_of(RING, RULE)
    reach, whole = Reach(len(system.counts)), frozenset(range(len(system.counts)))
    assert Together(system, 3, reach).widen(whole, whole) == whole
    assert all(reach.width(at) >= 3 for at in whole)


def worlds_of(linked: LinkedCounts) -> tuple[frozenset[str], list[Mapping[str, int]]]:
    worlds: list[Mapping[str, int]] = []
    pattern = protect_linked(linked, RULE, effort=LARGE, show=worlds.append)
    return frozenset(pattern.hidden), worlds


@pytest.mark.parametrize("seed", range(2))
def test_a_large_system_ends_safe_and_the_same_twice(seed: int) -> None:
    linked = cube(3, seed)
    hidden, worlds = worlds_of(linked)
    printed = print_linked(linked, hidden, RULE)
    assert not attack(printed).leaks
    assert worlds_of(linked) == (hidden, worlds)


@pytest.mark.parametrize("seed", range(2))
def test_worlds_leave_what_is_printed_and_are_believed_by_the_attacker(seed: int) -> None:
    linked = cube(3, seed)
    hidden, worlds = worlds_of(linked)
    for world in worlds:
        assert world.keys() <= hidden
        assert all(count >= 1 for count in world.values())
    printed = print_linked(linked, hidden, RULE)
    with patch("fristed.methods.disclosure.attack.width._Spread._move") as asked:
        widths = show_width(printed, world=linked.counts, worlds=worlds, large=1)
    assert not widths.narrow
    assert not widths.unsettled
    assert not widths.groups
    assert not asked.called


def test_the_attacker_does_not_believe_worlds_that_do_not_fit() -> None:
    linked = cube(3, seed=0)
    hidden, _ = worlds_of(linked)
    printed = print_linked(linked, hidden, RULE)
    wrong = [{key: count + (key in hidden) * 3 for key, count in linked.counts.items()}, {"000": -5}]
    with patch("fristed.methods.disclosure.attack.width._Spread._move"):
        widths = show_width(printed, world=linked.counts, worlds=wrong, large=1)
    assert set(widths.unsettled) == hidden


def test_a_large_system_is_searched_once_though_patterns_are_told_on_the_way() -> None:
    linked = cube(3, seed=1)
    told: list[int] = []
    first = protect_linked(linked, RULE, effort=LARGE)
    with patch.object(Together, "widen", autospec=True, side_effect=Together.widen) as asked:
        found = protect_linked(linked, RULE, effort=LARGE, tell=lambda pattern: told.append(pattern.cost))
    assert found == first
    assert set(told) == {found.cost}
    calls = asked.call_count
    with patch.object(Together, "widen", autospec=True, side_effect=Together.widen) as asked:
        protect_linked(linked, RULE, effort=LARGE)
    assert asked.call_count == calls
