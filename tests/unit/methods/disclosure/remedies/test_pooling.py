"""Pooling: which categories go into "andre", and which never do."""

from __future__ import annotations

import pytest

from fristed.methods.disclosure.records import Equation, LinkedCounts, Loss, ProtectionRule
from fristed.methods.disclosure.remedies import (
    Dimension,
    NoSafeRemedy,
    Place,
    Pool,
    RemedyLeaks,
    attack_remedy,
    pool_small,
    require_safe,
)
from tests.unit.methods.disclosure.remedies.releases import ALL, categories, one_table, together

RULE = ProtectionRule()
KEY = "table: category andre, pooled"


def test_small_countries_that_sum_to_enough_are_pooled_alone() -> None:
    table = one_table({"Irak": 30, "Syria": 20, "Iran": 6, "Mali": 4})
    found = pool_small(table, categories(table), RULE)
    assert found.chosen == {"": ("Iran", "Mali")}
    assert found.cells == {KEY: ("Iran", "Mali")}
    assert found.counts.counts[KEY] == 10
    assert found.counts.unprinted == {"Iran", "Mali"}
    assert found.loss == Loss(2, 10)
    assert require_safe(found, RULE).report.intervals == {"Iran": (0, 10), "Mali": (0, 10)}


def test_a_single_small_category_takes_the_smallest_other_with_it() -> None:
    table = one_table({"Irak": 30, "Syria": 20, "Mali": 4})
    assert pool_small(table, categories(table), RULE).chosen == {"": ("Mali", "Syria")}


def test_a_pool_that_would_itself_be_small_grows() -> None:
    table = one_table({"Irak": 30, "Syria": 20, "Iran": 3, "Mali": 2})
    assert pool_small(table, categories(table), RULE).chosen == {"": ("Iran", "Mali", "Syria")}


def test_a_table_without_small_counts_is_left_as_it_is() -> None:
    table = one_table({"Irak": 30, "Syria": 20, "Iran": 0})
    found = pool_small(table, categories(table), RULE)
    assert found.chosen == {"": ()}
    assert found.counts == table
    assert (found.cells, found.loss, found.is_least) == ({}, Loss(0, 0), True)


def test_an_existing_category_of_that_name_goes_into_the_pool() -> None:
    table = one_table({"Irak": 30, "andre": 20, "Iran": 6, "Mali": 4})
    assert pool_small(table, categories(table), RULE).chosen == {"": ("Iran", "Mali", "andre")}


def test_fewest_cases_and_fewest_categories_are_different_wishes() -> None:
    table = one_table({"Irak": 30, "Iran": 5, "zero": 0, "Syria": 9, "Mali": 1})
    crowded = LinkedCounts(
        "crowded",
        {**table.counts, "theme": 6, "rest": 39},
        (*table.relations, Equation("theme", ("Iran", "Mali")), Equation("rest", ("Irak", "Syria", "zero"))),
        shown=frozenset({ALL, "theme"}),
    )
    refused = Dimension("category", {key: Place(key, "table") for key in table.counts if key != ALL})
    with pytest.raises(NoSafeRemedy, match="no pool  makes the numbers safe"):
        pool_small(crowded, refused, RULE)
    by_cases = pool_small(table, categories(table), ProtectionRule(threshold=6), Pool(prefer="cases"))
    assert by_cases.chosen == {"": ("Iran", "Mali")}


def test_fewest_cases_may_take_more_categories() -> None:
    """One category of thirty cases would do, so would two of eight that tell on each other otherwise."""
    cases = {"Mali": 4, "Iran": 8, "Irak": 8, "Syria": 30}
    table = one_table(cases)
    pair = Equation("neighbours", ("Mali", "Iran"))
    linked = LinkedCounts(
        "linked",
        {**table.counts, "neighbours": 12},
        (*table.relations, pair),
        shown=frozenset({ALL, "neighbours"}),
    )
    few_cases = pool_small(linked, categories(table), RULE, Pool(prefer="cases"))
    assert few_cases.chosen == {"": ("Iran", "Mali")}
    assert few_cases.is_least


def test_one_pool_serves_all_years_of_a_span() -> None:
    years = together(
        one_table({"Irak": 30, "Iran": 6, "Mali": 4}, year=" 2023"),
        one_table({"Irak": 30, "Iran": 16, "Mali": 14}, year=" 2024"),
    )
    keys = [key for key in years.counts if not key.startswith(ALL)]
    one_span = Dimension("country", {key: Place(key[:4], key[-4:]) for key in keys})
    apart = Dimension("country", {key: Place(key[:4], key[-4:], key[-4:]) for key in keys})
    stable = pool_small(years, one_span, RULE)
    assert stable.chosen == {"": ("Iran", "Mali")}
    assert stable.cells == {
        "2023: country andre, pooled": ("Iran 2023", "Mali 2023"),
        "2024: country andre, pooled": ("Iran 2024", "Mali 2024"),
    }
    assert pool_small(years, apart, RULE).chosen == {"2023": ("Iran", "Mali"), "2024": ()}


def test_pools_of_two_years_that_give_each_other_away_are_refused() -> None:
    years = together(
        one_table({"Irak": 30, "Syria": 20, "Iran": 6, "Mali": 4}, year=" 2023"),
        one_table({"Irak": 30, "Syria": 20, "Iran": 16, "Mali": 14}, year=" 2024"),
    )
    parts = ("Irak 2023", "Irak 2024", "Mali 2023")
    both = LinkedCounts(
        "both years",
        {**years.counts, "sentence": 64},
        (*years.relations, Equation("sentence", parts)),
        shown=years.shown | {"sentence"},
    )
    keys = [key for key in years.counts if not key.startswith(ALL)]
    with pytest.raises(
        NoSafeRemedy, match=r"^country: the pools of the spans give each other away; use one span.$"
    ):
        pool_small(both, Dimension("country", {k: Place(k[:-5], k[-4:], k[-4:]) for k in keys}), RULE)
    stable = pool_small(both, Dimension("country", {k: Place(k[:-5], k[-4:]) for k in keys}), RULE)
    require_safe(stable, RULE)


def test_a_category_that_one_year_alone_counts_is_no_pool() -> None:
    """In 2023 Mali was not counted, so that a pool of Iran and Mali is Iran alone."""
    years = together(
        one_table({"Irak": 30, "Syria": 40, "Iran": 9}, year=" 2023"),
        one_table({"Irak": 30, "Syria": 50, "Iran": 6, "Mali": 4}, year=" 2024"),
    )
    places = {key: Place(key[:-5], key[-4:]) for key in years.counts if not key.startswith(ALL)}
    found = pool_small(years, Dimension("country", places), RULE)
    assert found.chosen == {"": ("Irak", "Iran", "Mali")}


def test_a_small_count_outside_the_dimension_is_named() -> None:
    table = one_table({"Irak": 30, "Iran": 6, "unknown": 2})
    named = Dimension("country", {"Irak": Place("Irak", "t"), "Iran": Place("Iran", "t")})
    with pytest.raises(NoSafeRemedy, match=r"^country: small, but no category: unknown.$"):
        pool_small(table, named, RULE)


def test_a_category_that_stays_printed_is_not_pooled() -> None:
    table = one_table({"Irak": 30, "Syria": 20, "Mali": 4}, exempt=frozenset({"Syria"}))
    assert pool_small(table, categories(table), RULE).chosen == {"": ("Irak", "Mali")}


def test_a_small_category_with_an_exempt_cell_elsewhere_cannot_be_pooled() -> None:
    years = together(
        one_table({"Irak": 30, "Mali": 4}, year=" 2023"),
        one_table({"Irak": 30, "Mali": 5}, year=" 2024", exempt=frozenset({"Mali 2024"})),
    )
    places = {key: Place(key[:4], key[-4:]) for key in years.counts if not key.startswith(ALL)}
    with pytest.raises(NoSafeRemedy, match=r"^country: no pool  makes the numbers safe.$"):
        pool_small(years, Dimension("country", places), RULE)


def test_a_sign_of_an_earlier_release_stays_a_sign_inside_the_pool() -> None:
    table = one_table({"Irak": 30, "Iran": 6, "Mali": 4})
    seen = LinkedCounts("seen", table.counts, table.relations, shown=table.shown, hidden=frozenset({"Mali"}))
    found = pool_small(seen, categories(table), RULE)
    assert found.counts.unprinted == {"Iran"}
    assert require_safe(found, RULE).report.intervals == {"Iran": (0, 9), "Mali": (1, 10)}


def test_when_the_sets_to_try_run_out_a_growing_pool_is_safe_but_not_proved() -> None:
    table = one_table({"Irak": 30, "Syria": 20, "Iran": 3, "Mali": 2})
    found = pool_small(table, categories(table), RULE, Pool(most_sets=1))
    assert found.chosen == {"": ("Iran", "Mali", "Syria")}
    assert not found.is_least
    assert not attack_remedy(found, RULE).leaks


def test_a_pool_that_leaks_is_not_handed_out() -> None:
    table = one_table({"Irak": 30, "Iran": 6, "Mali": 4})
    found = pool_small(table, categories(table), RULE)
    with pytest.raises(RemedyLeaks, match=r"Iran: .*; Mali: "):
        require_safe(found, ProtectionRule(width=11))


def test_a_small_group_is_a_leak_unless_the_rule_says_otherwise() -> None:
    rule = ProtectionRule(group_sum_at_least=0)
    table = one_table({"Irak": 30, "Iran": 3, "Mali": 2})
    withdrawn = LinkedCounts(
        "withdrawn", table.counts, table.relations, frozenset({"Iran", "Mali"}), frozenset({ALL})
    )
    found = pool_small(withdrawn, categories(withdrawn), rule)
    assert not attack_remedy(found, rule).leaks
    assert [leak.kind for leak in attack_remedy(found, RULE).leaks] == ["group"]


def test_an_exempt_small_count_is_no_leak() -> None:
    table = one_table({"Irak": 30, "Syria": 20, "Mali": 4}, exempt=frozenset({"Mali"}))
    found = pool_small(table, categories(table), RULE)
    assert found.chosen == {"": ()}
    assert not attack_remedy(found, RULE).leaks


def test_a_key_that_is_taken_is_refused() -> None:
    table = one_table({"Irak": 30, "Iran": 6, "Mali": 4, KEY: 50})
    with pytest.raises(ValueError, match=f"the key is taken: {KEY}"):
        pool_small(table, categories(one_table({"Irak": 30, "Iran": 6, "Mali": 4})), RULE)


def test_two_cells_in_one_place_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^country: two cells stand in one place.$"):
        Dimension("country", {"a": Place("Irak", "t"), "b": Place("Irak", "t")})


def test_a_category_above_itself_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^country: a is above itself.$"):
        Dimension("country", {}, {"a": "b", "b": "a"})


def test_a_cell_that_is_not_counted_is_refused() -> None:
    table = one_table({"Irak": 30, "Iran": 6})
    with pytest.raises(ValueError, match=r"^country: no such cell: Mali.$"):
        pool_small(table, Dimension("country", {"Mali": Place("Mali", "t")}), RULE)


def test_a_pool_may_be_zero_in_a_year_without_cases() -> None:
    years = together(
        one_table({"Irak": 30, "Iran": 0, "Mali": 0}, year=" 2023"),
        one_table({"Irak": 30, "Iran": 6, "Mali": 4}, year=" 2024"),
    )
    places = {key: Place(key[:4], key[-4:]) for key in years.counts if not key.startswith(ALL)}
    found = pool_small(years, Dimension("country", places), RULE)
    assert found.chosen == {"": ("Iran", "Mali")}
    assert found.counts.counts["2023: country andre, pooled"] == 0


def test_a_zero_carries_no_sign_though_it_was_to_be_hidden() -> None:
    table = one_table({"Irak": 30, "Iran": 16, "Mali": 0})
    asked = LinkedCounts(
        "asked", table.counts, table.relations, shown=table.shown, hidden=frozenset({"Mali"})
    )
    found = pool_small(asked, categories(table), RULE)
    assert require_safe(found, RULE).report.intervals == {}
