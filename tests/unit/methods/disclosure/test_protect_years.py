"""Years side by side: the same neighbours are hidden where that costs little."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fristed.methods.disclosure.protection import NoSafePattern, protect, protect_years
from fristed.methods.disclosure.records import CountTree, Pattern, ProtectionRule

RULE = ProtectionRule()
AGE = {2021: (421, 336, 2), 2022: (466, 423, 2), 2023: (545, 589, 3), 2024: (652, 747, 3)}


def age(counts: dict[int, tuple[int, int, int]]) -> dict[int, CountTree]:
    names = ("adult", "child", "unknown")
    return {
        year: CountTree(f"age {year}", sum(c), dict(zip(names, c, strict=True))) for year, c in counts.items()
    }


def secondaries(patterns: dict[int, Pattern]) -> dict[int, list[str]]:
    return {year: [c for c, why in p.hidden.items() if why == "secondary"] for year, p in patterns.items()}


def test_the_same_age_group_is_hidden_every_year_although_the_smaller_one_changes() -> None:
    trees = age(AGE)
    alone = {year: protect(tree, RULE) for year, tree in trees.items()}
    assert secondaries(alone) == {2021: ["child"], 2022: ["child"], 2023: ["adult"], 2024: ["adult"]}
    assert secondaries(protect_years(trees, RULE)) == {year: ["child"] for year in AGE}


def test_the_policy_says_which_neighbour_to_hide() -> None:
    assert secondaries(protect_years(age(AGE), RULE, prefer=["adult"])) == {year: ["adult"] for year in AGE}


def test_a_later_year_never_changes_what_an_earlier_one_hid() -> None:
    trees = age(AGE)
    for last in AGE:
        until = {year: tree for year, tree in trees.items() if year <= last}
        everything = protect_years(trees, RULE)
        assert protect_years(until, RULE) == {year: everything[year] for year in until}


def test_a_year_in_which_it_costs_too_much_keeps_its_own_neighbour() -> None:
    patterns = protect_years(age(AGE), RULE, extra_at_most=Fraction(1, 20))
    assert secondaries(patterns) == {2021: ["child"], 2022: ["child"], 2023: ["child"], 2024: ["adult"]}


def test_a_year_bears_exactly_what_it_is_asked_to_bear() -> None:
    just_enough = Fraction(421 - 336, 759)
    patterns = protect_years(age(AGE), RULE, prefer=["adult"], extra_at_most=just_enough)
    assert secondaries(patterns)[2021] == ["adult"]


def test_a_year_with_nothing_small_hides_nothing_for_the_sake_of_the_others() -> None:
    trees = age({2022: (478, 467, 5), 2023: (449, 426, 24)})
    assert secondaries(protect_years(trees, RULE)) == {2022: ["child"], 2023: []}


def test_a_country_hidden_most_often_before_is_hidden_again() -> None:
    counts = {2021: (2, 12, 7, 60), 2022: (3, 8, 9, 60), 2023: (5, 12, 7, 60)}
    names = ("Iran", "Afghanistan", "Palestine", "Syria")
    trees = {
        y: CountTree(f"country {y}", sum(c), dict(zip(names, c, strict=True))) for y, c in counts.items()
    }
    assert secondaries(protect_years(trees, RULE)) == {year: ["Palestine"] for year in counts}


def test_one_year_that_cannot_be_protected_is_named() -> None:
    with pytest.raises(NoSafePattern, match="age 2022"):
        protect_years(age({2021: (421, 336, 2), 2022: (0, 0, 3)}), RULE)
