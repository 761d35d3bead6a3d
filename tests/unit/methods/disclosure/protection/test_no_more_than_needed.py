"""What the protector asks for holds for every safe choice, and what it takes is the least that is asked."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from fristed.methods.disclosure.protection.linked import programme
from fristed.methods.disclosure.protection.linked.demands import Demand
from fristed.methods.disclosure.protection.linked.effort import Effort
from fristed.methods.disclosure.protection.linked.programme import Programme
from fristed.methods.disclosure.protection.linked.system import System, system_of
from fristed.methods.disclosure.protection.linked.widths import Widths
from fristed.methods.disclosure.protection.linked.worlds import Reach, nearby
from fristed.methods.disclosure.records import Equation, LinkedCounts, ProtectionRule

NO_GROUPS = ProtectionRule(group_sum_at_least=0)
ROW = LinkedCounts(
    "a row",
    {"all": 60, "a": 20, "b": 20, "c": 20},
    (Equation("all", ("a", "b", "c")),),
    shown=frozenset({"all"}),
)


def places(system: System, *keys: str) -> frozenset[int]:
    return frozenset(at for at, cells in enumerate(system.cells) if set(cells) & set(keys))


@pytest.mark.parametrize("cells_at_most", [0, 100])
def test_what_a_chosen_number_lacks_is_not_asked_for_where_it_is_printed(cells_at_most: int) -> None:
    system = system_of(ROW, NO_GROUPS)
    alone = places(system, "a")
    (found,) = Widths(system, NO_GROUPS, alone, Reach(4)).narrow(cells_at_most)
    assert found.at in alone
    assert not found.demand.is_met(alone)
    assert found.demand.is_met(frozenset())
    assert found.demand.is_met(alone | places(system, "b"))
    assert found.demand.is_met(alone | places(system, "c"))


@pytest.mark.parametrize("ties", [0, 20_000])
def test_one_large_number_is_hidden_rather_than_two_small_ones(ties: int) -> None:
    """Also where there are too many cases to look for the least value among equals."""
    linked = LinkedCounts("sizes", {"large": 90, "one": 8, "other": 9})
    system = system_of(linked, NO_GROUPS)
    (large,), (one,), (other,) = (places(system, key) for key in linked.counts)
    with patch.object(programme, "MOST_TIES", ties):
        asked = Programme(system, range(3), Effort())
    asked.add([Demand(tuple(sorted(((large, 2), (one, 1), (other, 1)))), 2)])
    found = asked.solve(0.0)
    assert (found.hidden, found.bound) == ({large}, 1)


def test_of_a_long_row_only_some_are_near_so_that_no_row_crowds_out_the_others() -> None:
    long = {f"p{at:02}": 9 for at in range(60)}
    linked = LinkedCounts("long", {"all": 540, **long}, (Equation("all", tuple(long)),))
    system = system_of(linked, NO_GROUPS)
    hidden = places(system, *long)
    for most, near in ((48, 13), (16, 5), (8, 5)):
        assert len(nearby(system, min(hidden), hidden, most)) == near
