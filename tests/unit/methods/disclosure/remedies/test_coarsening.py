"""Coarser levels: themes for concerns and regions for countries, only where they are needed."""

from __future__ import annotations

import pytest

from fristed.methods.disclosure.records import Equation, LinkedCounts, Loss, ProtectionRule
from fristed.methods.disclosure.remedies import (
    Dimension,
    NoSafeRemedy,
    Place,
    coarsen,
    require_safe,
)
from tests.unit.methods.disclosure.remedies.releases import categories, one_table, together

RULE = ProtectionRule()
CASES = {"fear": 40, "completed": 6, "remain": 4, "violence": 90, "cut": 20, "health care": 30}
THEMES = {
    "fear": "marriage",
    "completed": "marriage",
    "remain": "marriage",
    "cut": "fgm",
    "health care": "fgm",
}


def test_only_the_theme_with_small_concerns_is_printed_as_a_whole() -> None:
    table = one_table(CASES)
    found = coarsen(table, categories(table, parents=THEMES), RULE)
    key = "table: category marriage, coarser"
    assert found.chosen == {"": ("marriage",)}
    assert found.cells == {key: ("completed", "fear", "remain")}
    assert found.counts.counts[key] == 50
    assert found.loss == Loss(3, 50)
    assert found.is_least
    assert require_safe(found, RULE).report.intervals["remain"] == (0, 50)


def test_all_themes_are_printed_as_wholes_where_levels_are_even() -> None:
    table = one_table(CASES)
    found = coarsen(table, categories(table, parents=THEMES), RULE, evenly=True)
    assert found.chosen == {"": ("fgm", "marriage")}
    assert "violence" not in found.counts.unprinted


def test_safe_concerns_stay_as_they_are() -> None:
    table = one_table(CASES | {"completed": 16, "remain": 14})
    for evenly in (False, True):
        found = coarsen(table, categories(table, parents=THEMES), RULE, evenly=evenly)
        assert found.chosen == {"": ()}
        assert found.counts == table


def test_a_theme_that_is_printed_already_keeps_its_cell() -> None:
    table = one_table(CASES)
    theme = Equation("marriage", ("fear", "completed", "remain"))
    release = LinkedCounts(
        "2024", {**table.counts, "marriage": 50}, (*table.relations, theme), shown=table.shown
    )
    found = coarsen(release, categories(release, parents=THEMES), RULE)
    assert found.cells == {}
    assert found.counts.unprinted == {"fear", "completed", "remain"}
    assert found.counts.counts == release.counts


def test_a_theme_that_was_never_printed_is_printed_now() -> None:
    table = one_table(CASES)
    theme = Equation("marriage", ("fear", "completed", "remain"))
    release = LinkedCounts(
        "2024",
        {**table.counts, "marriage": 50},
        (*table.relations, theme),
        frozenset({"marriage"}),
        table.shown,
    )
    found = coarsen(release, categories(release, parents=THEMES), RULE)
    assert found.counts.unprinted == {"fear", "completed", "remain"}


def test_a_small_theme_goes_further_up() -> None:
    table = one_table({"Iran": 3, "Irak": 2, "Mali": 20, "Kenya": 30, "Norge": 90})
    regions = {
        "Iran": "Asia",
        "Irak": "Asia",
        "Mali": "Africa",
        "Kenya": "Africa",
        "Asia": "abroad",
        "Africa": "abroad",
    }
    found = coarsen(table, categories(table, parents=regions), RULE)
    assert found.chosen == {"": ("abroad",)}
    assert found.cells == {"table: category abroad, coarser": ("Kenya", "Mali", "Irak", "Iran")}
    even = coarsen(table, categories(table, parents=regions), RULE, evenly=True)
    assert even.chosen == {"": ("abroad",)}


def test_the_same_categories_are_printed_in_all_years() -> None:
    years = together(one_table({"a": 30, "b": 4}, year=" 2023"), one_table({"a": 30, "b": 40}, year=" 2024"))
    places = {key: Place(key[:1], key[-4:], key[-4:]) for key in years.counts if not key.startswith("all")}
    found = coarsen(years, Dimension("concern", places, {"a": "ab", "b": "ab"}), RULE)
    assert found.counts.unprinted == {"a 2023", "b 2023", "a 2024", "b 2024"}
    assert found.counts.counts["2024: concern ab, coarser"] == 70


def test_a_table_that_is_never_printed_gets_no_new_cells() -> None:
    table = one_table({"a": 30, "b": 4})
    silent = LinkedCounts(
        "both",
        {**table.counts, "a silent": 3, "b silent": 5},
        table.relations,
        frozenset({"a silent", "b silent"}),
        table.shown,
    )
    places = {key: Place(key[0], key[1:] or "table") for key in silent.counts if key != "all"}
    found = coarsen(silent, Dimension("concern", places, {"a": "ab", "b": "ab"}), RULE)
    assert list(found.cells) == ["table: concern ab, coarser"]


def test_a_table_without_the_concerns_of_a_theme_gets_no_theme() -> None:
    both = together(one_table({"a": 30, "b": 4, "c": 20}, year=" 2023"), one_table({"c": 40}, year=" 2024"))
    places = {key: Place(key[:1], key[-4:]) for key in both.counts if not key.startswith("all")}
    found = coarsen(both, Dimension("concern", places, {"a": "ab", "b": "ab"}), RULE)
    assert found.cells == {"2023: concern ab, coarser": ("a 2023", "b 2023")}


def test_a_theme_of_one_concern_hides_nothing() -> None:
    table = one_table({"a": 30, "b": 4})
    with pytest.raises(NoSafeRemedy, match=r"^category: not even the coarsest categories are safe.$"):
        coarsen(table, categories(table, parents={"b": "theme"}), RULE)


def test_a_small_count_without_a_theme_is_refused_at_every_level() -> None:
    table = one_table({"a": 30, "b": 14, "c": 4})
    with pytest.raises(NoSafeRemedy, match="not even the coarsest"):
        coarsen(table, categories(table, parents={"a": "ab", "b": "ab"}), RULE, evenly=True)


def test_a_concern_that_stays_printed_keeps_its_theme_apart() -> None:
    table = one_table({"a": 30, "b": 4}, exempt=frozenset({"a"}))
    with pytest.raises(NoSafeRemedy, match="not even the coarsest"):
        coarsen(table, categories(table, parents={"a": "ab", "b": "ab"}), RULE)


def test_when_the_choices_to_try_run_out_the_levels_are_safe_but_not_proved() -> None:
    table = one_table(CASES)
    found = coarsen(table, categories(table, parents=THEMES), RULE, most_sets=1)
    assert not found.is_least
    require_safe(found, RULE)
