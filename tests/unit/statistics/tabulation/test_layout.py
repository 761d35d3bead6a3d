"""Tables and figures as data: rows in printed order, years that follow the report year."""

from __future__ import annotations

import pytest

from fristed.methods.classifications import code_list, concerns_of
from fristed.statistics.tabulation.layout import Columns, NoSuchDefinition, year_columns
from fristed.statistics.tabulation.reading import read_layout
from tests.synthetic_register import published_rows

LAYOUT = read_layout()


def test_every_table_has_the_printed_rows_in_printed_order() -> None:
    for table in LAYOUT.tables:
        printed = [
            (r["category_code"], r["category"]) for r in published_rows() if r["table"] == str(table.id)
        ]
        assert [(row.code, row.label) for row in table.rows] == list(dict.fromkeys(printed))


def test_every_table_has_the_printed_service_dimension_and_years() -> None:
    for table in LAYOUT.tables:
        printed = [row for row in published_rows() if row["table"] == str(table.id)]
        assert {(row["service"], row["dimension"]) for row in printed} == {(table.service, table.dimension)}
        assert sorted({int(row["year"]) for row in printed}) == list(table.years(2024))


def test_cells_that_are_not_in_use_or_blank_are_the_printed_ones() -> None:
    signs = {
        (str(table.id), str(year), row.code, row.sign(year))
        for table in LAYOUT.tables
        for row in table.rows
        for year in table.years(2024)
        if row.sign(year)
    }
    printed = {
        (row["table"], row["year"], row["category_code"], row["flag"])
        for row in published_rows()
        if row["flag"] in ("-", "blank")
    }
    assert signs == printed
    assert len(signs) == 10


@pytest.mark.parametrize(
    ("columns", "report_year", "expected"),
    [
        ("register_years", 2022, (2021, 2022)),
        ("register_years", 2024, (2021, 2022, 2023, 2024)),
        ("register_years", 2026, (2023, 2024, 2025, 2026)),
        ("report_year", 2025, (2025,)),
        ("all_years", 2023, (2021, 2022, 2023)),
        ("five_years", 2027, (2023, 2024, 2025, 2026, 2027)),
    ],
)
def test_year_columns_follow_the_report_year(
    columns: Columns, report_year: int, expected: tuple[int, ...]
) -> None:
    assert year_columns(columns, report_year=report_year, first_year=2021) == expected


def test_a_category_that_is_not_in_use_is_named_by_no_row_that_year() -> None:
    nigeria = LAYOUT.table(5).row("NG")
    assert (nigeria.sign(2023), nigeria.names(2023)) == ("-", frozenset())
    assert (nigeria.sign(2024), nigeria.names(2024)) == ("", frozenset({"NG"}))
    assert "DZ" not in LAYOUT.table(5).named_codes(2022)


def test_the_row_kongo_stands_for_both_countries() -> None:
    assert LAYOUT.table(5).row("CD?CG").codes == {"CD", "CG"}


def test_the_themes_share_out_all_main_concerns() -> None:
    rows = LAYOUT.figure("F2.2").rows
    assert sorted(code for row in rows for code in row.codes) == sorted(code_list("main_concerns").codes())
    assert all(row.codes == set(concerns_of(row.code)) for row in rows)


def test_no_category_is_named_by_two_rows_of_one_table() -> None:
    for table in LAYOUT.tables:
        named = [code for row in table.rows for code in row.codes]
        assert len(named) == len(set(named))


def test_every_row_and_title_has_words_in_three_languages() -> None:
    for definition in (*LAYOUT.tables, *LAYOUT.figures):
        assert all(definition.titles[language] for language in ("nb", "nn", "en"))
        assert all(row.labels[language] for row in definition.rows for language in ("nb", "nn", "en"))


# What the source spells otherwise than the code lists, and means the same.
SPELLINGS = {
    ("main_concern", "threats_and_violence"): "Trusler/vold",
    ("main_concern", "forced_to_remain_in_marriage"): "Tvunget til å forbli i ekteskap",
    ("gender", "female"): "Jente/ kvinne",
    ("gender", "male"): "Gutt/ mann",
    ("age", "adult_18_plus"): "Over 18",
    ("age", "child_under_18"): "Under 18",
}


@pytest.mark.parametrize("dimension", ["main_concern", "gender", "age"])
def test_where_the_printed_bokmaal_says_another_thing_the_other_languages_say_it_too(dimension: str) -> None:
    codes = code_list({"main_concern": "main_concerns", "gender": "genders", "age": "age_groups"}[dimension])
    for row in (row for table in LAYOUT.tables if table.dimension == dimension for row in table.rows):
        if row.of != "codes" or row.code == "unknown" or SPELLINGS.get((dimension, row.code)) == row.label:
            continue
        is_as_listed = row.label == codes.label(row.code, "nb")
        for language in ("nn", "en"):
            assert (row.labels[language] == codes.label(row.code, language)) is is_as_listed, row


def test_one_row_label_has_one_label_in_each_other_language() -> None:
    for language in ("nn", "en"):
        said: dict[str, set[str]] = {}
        for definition in (*LAYOUT.tables, *LAYOUT.figures):
            for row in definition.rows:
                said.setdefault(row.label, set()).add(row.labels[language])
        assert {label: others for label, others in said.items() if len(others) > 1} == {}


def test_figures_that_repeat_a_table_name_one_of_the_same_service_and_attribute() -> None:
    for figure in LAYOUT.figures:
        for service, number in figure.tables.items():
            table = LAYOUT.table(number)
            assert (table.service, table.field) == (service, figure.field)
            assert {row.code for row in figure.rows} <= {row.code for row in table.rows}


def test_cases_abroad_are_collected_by_two_services_since_2023_only() -> None:
    collected = {
        (service, year)
        for service in LAYOUT.services
        for year in range(2021, 2025)
        if LAYOUT.is_collected("abroad_case", service=service, year=year)
    }
    assert collected == {
        *(("KT", year) for year in range(2021, 2025)),
        *((service, year) for service in ("MR", "SU") for year in (2023, 2024)),
    }
    assert LAYOUT.is_collected("gender", service="MR", year=2021)


def test_the_history_ends_where_the_register_begins() -> None:
    assert {max(years) + 1 for years in LAYOUT.history.values()} == {LAYOUT.first_register_year}


def test_what_is_not_defined_is_refused_by_name() -> None:
    with pytest.raises(NoSuchDefinition, match="table 20"):
        LAYOUT.table(20)
    with pytest.raises(NoSuchDefinition, match="F9"):
        LAYOUT.figure("F9")
    with pytest.raises(NoSuchDefinition, match="no row 'FR'"):
        LAYOUT.table(5).row("FR")
