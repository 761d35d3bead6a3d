"""Counts of one release: what is counted where, and what is left out."""

from __future__ import annotations

import pytest

from fristed.statistics.tabulation.counting import NoRowForCases, count_release
from fristed.statistics.tabulation.plan import CannotBeCounted
from tests.unit.statistics.tabulation.made_up_facts import case, cases


def test_a_cell_counts_the_cases_of_its_service_year_and_category() -> None:
    counts = count_release(
        [*cases(3), case(gender="male"), case(year=2023), case(service="MR", referrer="nav")], year=2024
    )
    assert counts.count(2, "KT", 2024, "female") == 3
    assert counts.count(2, "KT", 2024, "male") == 1
    assert counts.count(2, "KT", 2024, "total") == 4
    assert counts.count(2, "KT", 2023, "female") == 1
    assert counts.count(9, "MR", 2024, "female") == 1


def test_an_empty_register_counts_nothing_anywhere() -> None:
    counts = count_release([], year=2024)
    cells = [
        counts.count(table.id, table.service, year, row.code)
        for table in counts.layout.tables
        for row in table.rows
        for year in table.years(2024)
        if year >= 2021
    ]
    assert set(cells) == {0}


def test_totals_from_before_the_register_are_the_published_ones() -> None:
    counts = count_release([], year=2024)
    assert counts.count(1, "KT", 2015, "total") == 399
    assert counts.total("SU", 2020) == 250


def test_cases_after_the_report_year_or_before_the_register_change_nothing() -> None:
    alone = count_release(cases(2), year=2024)
    assert count_release([*cases(2), case(year=2025), case(year=2020)], year=2024) == alone


def test_immigration_cases_are_counted_apart() -> None:
    counts = count_release([*cases(4), *cases(2, immigration_case=True)], year=2024)
    assert counts.count(7, "KT", 2024, "total") == 2
    assert counts.total("KT", 2024) == 6


def test_new_cases_are_told_from_all_cases() -> None:
    counts = count_release([*cases(2), case(is_new=False)], year=2024)
    new = counts.cases("KT", 2024, {"is_new": frozenset({"true"})})
    assert (new, counts.total("KT", 2024)) == (2, 3)


def test_categories_without_a_row_are_the_rest() -> None:
    counts = count_release(
        [*cases(2), case(country_background="FR"), *cases(3, country_background="SE")], year=2024
    )
    assert counts.rest(5, 2024) == {"FR": 1, "SE": 3}
    assert counts.count(5, "KT", 2024, "_other") == 4
    assert counts.breakdown(5, 2024) == {"FR": 1, "SE": 3, "SY": 2}


def test_a_row_that_is_not_in_use_leaves_its_cases_to_the_rest() -> None:
    counts = count_release(cases(2, year=2023, country_background="NG"), year=2024)
    assert counts.count(5, "KT", 2023, "NG") == 0
    assert counts.count(5, "KT", 2023, "_other") == 2


def test_a_country_that_is_unknown_has_a_row_at_one_service_and_is_the_rest_at_another() -> None:
    unknown = {"country_background": "unknown"}
    counts = count_release([case(**unknown), case(service="MR", referrer="nav", **unknown)], year=2024)
    assert (counts.count(5, "KT", 2024, "unknown"), counts.count(5, "KT", 2024, "_other")) == (1, 0)
    assert counts.count(12, "MR", 2024, "_other") == 1


def test_both_countries_of_the_row_kongo_are_counted_in_it() -> None:
    counts = count_release([case(country_background="CD"), case(country_background="CG")], year=2024)
    assert counts.count(5, "KT", 2024, "CD?CG") == 2


def test_a_theme_sums_its_main_concerns() -> None:
    concerns = ("fear_fgm", "completed_fgm", "health_care_after_fgm", "fear_forced_marriage")
    counts = count_release([case(main_concern=concern) for concern in concerns], year=2024)
    values = {(v.figure, v.service, v.year, v.category_code): v.count for v in counts.figure_values()}
    assert values["F2.2", "KT", 2024, "fgm"] == 3


def test_a_table_that_would_not_add_up_is_refused_by_name() -> None:
    health_care = case(service="MR", referrer="nav", year=2022, main_concern="health_care_after_fgm")
    with pytest.raises(NoRowForCases, match="Table 11 has no row in 2022 for health_care_after_fgm"):
        count_release([health_care], year=2024)


def test_a_table_is_asked_about_its_own_service() -> None:
    with pytest.raises(ValueError, match="Table 2 is about KT, not MR"):
        count_release([], year=2024).count(2, "MR", 2024, "female")


def test_categories_can_be_counted_within_a_selection() -> None:
    facts = [*cases(2), case(immigration_case=True), case(immigration_case=True, age_group="unknown")]
    immigration = {"immigration_case": frozenset({"true"})}
    found = count_release(facts, year=2024).cube.breakdown("KT", 2024, "age_group", immigration)
    assert found == {"adult_18_plus": 1, "unknown": 1}


def test_what_nobody_asked_for_was_not_counted() -> None:
    with pytest.raises(CannotBeCounted, match="gender, country_background"):
        count_release([], year=2024).cases(
            "KT", 2024, {"gender": frozenset(), "country_background": frozenset()}
        )


def test_figures_show_every_service_and_say_what_was_not_collected() -> None:
    counts = count_release(cases(2, abroad_case=True), year=2024)
    abroad = {(v.service, v.year): (v.count, v.sign) for v in counts.figure_values() if v.figure == "F4"}
    assert abroad["KT", 2024] == (2, "")
    assert abroad["MR", 2022] == (None, "-")
    assert abroad["MR", 2023] == (0, "")


def test_the_most_frequent_countries_follow_the_expert_team_and_leave_out_the_unknown() -> None:
    countries = {"SE": 6, "unknown": 9, "FR": 4, "DE": 4, "DK": 3, "FI": 2, "IS": 1}
    facts = [fact for code, number in countries.items() for fact in cases(number, country_background=code)]
    facts += cases(50, service="MR", referrer="nav", country_background="IS")
    found = [v for v in count_release(facts, year=2024).figure_values() if v.figure == "F2.5"]
    assert list(dict.fromkeys(v.category_code for v in found)) == ["SE", "DE", "FR", "DK", "FI"]


def test_the_percent_of_a_theme_is_of_the_cases_of_the_service() -> None:
    counts = count_release([*cases(1, main_concern="fear_fgm"), *cases(7)], year=2024)
    [theme] = [
        v for v in counts.figure_values() if (v.figure, v.service, v.category_code) == ("F2.2", "KT", "fgm")
    ]
    assert (theme.count, theme.percent) == (1, 13)


def test_a_later_report_year_moves_the_columns() -> None:
    counts = count_release(cases(2, year=2026), year=2026)
    assert counts.layout.table(2).years(2026) == (2023, 2024, 2025, 2026)
    assert counts.count(2, "KT", 2026, "female") == 2
    assert counts.count(1, "KT", 2026, "total") == 2
