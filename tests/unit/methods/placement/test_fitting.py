"""Which places fit: every reason against is said, and nothing that fits is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.methods.placement import Dwelling, Group, Place, Reason, fit, fits, free_ahead

DAY = date(2024, 5, 1)
BORDERS = {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}}
HOME = Dwelling("home", "a", (Place("1", DAY), Place("2", DAY)), cleared_until=DAY)
ONE = Group(places=1)


def reasons(group: Group, home: Dwelling, on: date = DAY) -> list[tuple[Reason, str]]:
    return list(fit(group, home, on=on, neighbours=BORDERS).reasons)


@pytest.mark.parametrize(
    ("group", "home", "expected"),
    [
        ({"places": 3}, {}, [(Reason.TOO_FEW_PLACES, "1")]),
        ({}, {"cleared_until": None}, [(Reason.NOT_CLEARED, "")]),
        ({}, {"cleared_until": DAY - timedelta(days=1)}, [(Reason.NOT_CLEARED, "")]),
        ({"shuns": frozenset("a")}, {}, [(Reason.ZONE_SHUNNED, "")]),
        ({"shuns": frozenset("b")}, {}, []),
        ({"shuns": frozenset("b"), "keeps_away": True}, {}, [(Reason.ZONE_NEAR, "")]),
        ({"shuns": frozenset("c"), "keeps_away": True}, {}, []),
        ({"needs": frozenset({"y", "x"})}, {}, [(Reason.NEED_NOT_MET, "x"), (Reason.NEED_NOT_MET, "y")]),
        ({"needs": frozenset({"x"})}, {"offers": frozenset({"x", "z"})}, []),
        ({"has_children": True}, {"takes_children": False}, [(Reason.NO_CHILDREN, "")]),
        ({"is_couple": True}, {"takes_couples": False}, [(Reason.NO_COUPLES, "")]),
        ({"genders": frozenset({"male"})}, {"genders": frozenset({"female"})}, [(Reason.GENDER, "")]),
        ({"genders": frozenset({"female"})}, {"genders": frozenset({"female"})}, []),
    ],
)
def test_each_reason_against_is_said(
    group: dict[str, Any], home: dict[str, Any], expected: list[tuple[Reason, str]]
) -> None:
    assert reasons(replace(ONE, **group), replace(HOME, **home)) == expected


def test_a_place_that_is_taken_cut_or_to_come_is_not_free() -> None:
    places = (
        Place("taken", DAY, is_free=False),
        Place("cut", DAY - timedelta(days=9), DAY),
        Place("to come", DAY + timedelta(days=1)),
        Place("free", DAY, DAY + timedelta(days=1)),
    )
    assert fit(ONE, replace(HOME, places=places), on=DAY).free == ("free",)


def test_what_fits_comes_first_and_the_smallest_of_it_so_that_large_ones_stay_free() -> None:
    small = replace(HOME, key="small", places=(Place("3", DAY),))
    unfit = replace(HOME, key="unfit", cleared_until=None)
    found = fits(ONE, [unfit, HOME, small], on=DAY)
    assert [one.dwelling for one in found] == ["small", "home", "unfit"]
    assert [one.fits for one in found] == [True, True, False]


@given(
    places=st.lists(st.tuples(st.booleans(), st.integers(-2, 2), st.none() | st.integers(3, 5)), max_size=4),
    leaving=st.dictionaries(st.integers(0, 3), st.integers(0, 4), max_size=4),
    ahead=st.integers(0, 6),
)
def test_ahead_a_place_is_free_when_it_is_there_and_nobody_is_expected_to_be_in_it(
    places: list[tuple[bool, int, int | None]], leaving: dict[int, int], ahead: int
) -> None:
    def on(number: int) -> date:
        return DAY + timedelta(days=number)

    made = [
        Place(str(index), on(begun), None if ended is None else on(ended), is_free=is_free)
        for index, (is_free, begun, ended) in enumerate(places)
    ]
    [(day, free)] = free_ahead(made, {str(key): on(left) for key, left in leaving.items()}, [on(ahead)])
    expected = 0
    for index, (is_free, begun, ended) in enumerate(places):
        is_there = begun <= ahead and (ended is None or ahead < ended)
        expected += is_there and (is_free or leaving.get(index, 99) <= ahead)
    assert (day, free) == (on(ahead), expected)
