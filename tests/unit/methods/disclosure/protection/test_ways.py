"""The way of one number: as far as asked, in whole numbers, at a low price, or not at all."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest

from fristed.methods.disclosure.protection import Effort, NoSafeLinkedPattern, protect_linked
from fristed.methods.disclosure.protection.linked import search, together, ways
from fristed.methods.disclosure.protection.linked.alone import Alone
from fristed.methods.disclosure.protection.linked.mending import surround
from fristed.methods.disclosure.protection.linked.moves import Moves
from fristed.methods.disclosure.protection.linked.programme import NoChoice
from fristed.methods.disclosure.protection.linked.system import System, system_of
from fristed.methods.disclosure.protection.linked.together import Together
from fristed.methods.disclosure.protection.linked.ways import whole_way
from fristed.methods.disclosure.protection.linked.worlds import Integers, Reach
from fristed.methods.disclosure.records import Equation, LinkedCounts, ProtectionRule

RULE = ProtectionRule()

# Three sums of two out of three: the move that lifts ab by one lifts a, b and c by halves.
TRIANGLE = LinkedCounts(
    "a triangle",
    {"a": 5, "b": 5, "c": 5, "d": 9, "ab": 10, "ac": 10, "bc": 10, "cd": 14},
    (
        Equation("ab", ("a", "b")),
        Equation("ac", ("a", "c")),
        Equation("bc", ("b", "c")),
        Equation("cd", ("c", "d")),
    ),
    shown=frozenset({"ac", "bc", "cd"}),
)
ROW = LinkedCounts(
    "a row",
    {"all": 40, "one": 3, "two": 4, "ten": 10, "many": 23},
    (Equation("all", ("one", "two", "ten", "many")),),
    shown=frozenset({"all"}),
)


def number(system: System, key: str) -> int:
    return next(at for at, keys in enumerate(system.cells) if key in keys)


def way(linked: LinkedCounts, key: str, sign: int, distance: int, **prices: float) -> Integers | None:
    system = system_of(linked, RULE)
    priced = np.zeros(len(system.counts))
    for other, price in prices.items():
        priced[number(system, other)] = price
    movable = np.array([at for at, seen in enumerate(system.must_show) if not seen])
    moves = Moves(system, RULE.width)
    return whole_way(moves, movable, priced, number=number(system, key), sign=sign, distance=distance)


def by_key(linked: LinkedCounts, move: Integers) -> dict[str, int]:
    system = system_of(linked, RULE)
    return {keys[0]: n for keys, n in zip(system.cells, move.tolist(), strict=True) if n}


@pytest.mark.parametrize(("key", "sign", "distance"), [("two", 1, 3), ("two", -1, 3), ("many", -1, 20)])
def test_a_number_goes_as_far_as_asked_and_others_make_room(key: str, sign: int, distance: int) -> None:
    moved = way(ROW, key, sign, distance)
    assert moved is not None
    went = by_key(ROW, moved)
    assert went[key] == sign * distance
    assert sum(went.values()) == 0


def test_what_is_cheapest_to_move_makes_room() -> None:
    moved = way(ROW, "two", 1, 3, ten=9.0, one=4.0, many=2.0)
    assert moved is not None
    assert by_key(ROW, moved) == {"two": 3, "many": -3}


def test_no_number_goes_below_what_its_sign_allows() -> None:
    assert way(ROW, "two", -1, 4) is None


def test_a_number_that_others_hold_does_not_move() -> None:
    assert way(ROW, "two", 1, 40) is None


def test_where_fractions_go_along_whole_numbers_are_found_beside_them() -> None:
    moved = way(TRIANGLE, "ab", 1, 2)
    assert moved is not None
    assert by_key(TRIANGLE, moved) == {"ab": 2, "a": 1, "b": 1, "c": -1, "d": 1}
    assert way(TRIANGLE, "ab", 1, 1) is None


def test_an_answer_that_does_not_fit_is_not_believed() -> None:
    with patch.object(ways, "solved", return_value=1.0 * (np.arange(8) == 0)):
        assert way(ROW, "two", 1, 3) is None


def test_what_few_steps_do_not_find_is_found_whatever_it_takes() -> None:
    system = system_of(ROW, RULE)
    reach = Reach(len(system.counts))
    with patch.object(Alone, "move", return_value=None):
        Together(system, RULE.width, reach).push(system.never_printed)
    assert all(reach.width(at) >= RULE.width for at in system.never_printed)


def test_where_no_move_is_found_at_all_everything_near_is_hidden_and_then_the_release_refused() -> None:
    surrounded: list[frozenset[int]] = []

    def noted(system: System, at: int, hidden: frozenset[int]) -> frozenset[int]:
        surrounded.append(surround(system, at, hidden))
        return surrounded[-1]

    with (
        patch.object(Moves, "move", return_value=None),
        patch.object(Alone, "move", return_value=None),
        patch.object(together, "whole_way", return_value=None),
        patch.object(search, "surround", side_effect=noted),
        pytest.raises(NoSafeLinkedPattern),
    ):
        protect_linked(ROW, RULE, effort=Effort(cells_at_most=0))
    system = system_of(ROW, RULE)
    assert surrounded == [frozenset({number(system, "ten"), number(system, "many")})]


def test_the_nearest_printed_numbers_surround_a_narrow_one() -> None:
    linked = LinkedCounts(
        "two rows",
        {"all": 30, "a": 3, "b": 27, "b1": 15, "b2": 12},
        (Equation("all", ("a", "b")), Equation("b", ("b1", "b2"))),
        shown=frozenset({"all"}),
    )
    system = system_of(linked, RULE)
    first = surround(system, number(system, "a"), system.never_printed)
    second = surround(system, number(system, "a"), system.never_printed | first)
    assert first == {number(system, "b")}
    assert second == {number(system, "b1"), number(system, "b2")}
    with pytest.raises(NoChoice):
        surround(system, number(system, "a"), system.never_printed | first | second)
