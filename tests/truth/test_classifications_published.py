"""The code lists against the published tables and figures of the annual report 2024, CLDR and the map."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel import Locale

from fristed.methods.classifications import (
    code_list,
    concerns_of,
    countries_of,
    referrers_of,
    theme_of,
)
from fristed.statistics.leak_finding.examples import example_spec

PUBLISHED = Path(__file__).parent / "data" / "published"
AS_PRINTED = example_spec("2024").parent
LIST_OF_DIMENSION = {
    "gender": "genders",
    "age": "age_groups",
    "main_concern": "main_concerns",
    "country_background": "countries",
}
FREE_TEXT_ROWS = {"total", "_other", "_suppressed_pool"}


def read(name: str) -> list[dict[str, str]]:
    with (AS_PRINTED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


ROWS = read("tables_1_19.csv")
CODED = [row for row in ROWS if row["category_code"] not in FREE_TEXT_ROWS]


def list_name(row: Mapping[str, str]) -> str:
    if row["dimension"] == "referrer":
        return referrers_of(row["service"]).name
    return LIST_OF_DIMENSION[row["dimension"]]


def test_all_published_rows_are_here() -> None:
    assert len(ROWS) == 677
    assert {int(row["table"]) for row in ROWS} == set(range(1, 20))


def test_every_published_row_is_a_code_or_a_row_of_the_layout() -> None:
    assert set(code_list("layout_rows").codes()) == FREE_TEXT_ROWS
    for row in CODED:
        if row["dimension"] == "country_background":
            assert countries_of(row["category_code"])
        else:
            assert row["category_code"] in code_list(list_name(row))


def test_every_printed_wording_is_found_as_its_code() -> None:
    for row in CODED:
        if row["category"] != "Kongo":
            assert code_list(list_name(row)).find(row["category"]).code == row["category_code"], row


def test_a_code_is_valid_for_a_service_and_year_exactly_where_the_table_has_it_in_use() -> None:
    for row in CODED:
        if row["dimension"] == "country_background":
            continue
        valid = code_list(list_name(row)).is_valid(row["category_code"], int(row["year"]), row["service"])
        assert valid is (row["flag"] != "-"), row


@pytest.mark.parametrize(("service", "printed"), [("KT", 28), ("MR", 15), ("SU", 12)])
def test_the_printed_referrers_of_a_service_are_its_list_in_the_printed_order(
    service: str, printed: int
) -> None:
    rows = [row for row in CODED if row["dimension"] == "referrer" and row["service"] == service]
    table = rows[0]["table"]
    listed = [entry for entry in referrers_of(service) if entry.source.endswith(f"table {table}")]
    assert [entry.code for entry in listed] == list(dict.fromkeys(row["category_code"] for row in rows))
    assert len(listed) == printed
    assert [entry.label_nb for entry in listed] == list(dict.fromkeys(row["category"] for row in rows))


def test_referrers_that_are_not_printed_by_name_say_so() -> None:
    for service in ("MR", "SU"):
        printed = {row["category_code"] for row in CODED if row["service"] == service}
        for entry in referrers_of(service):
            if entry.code not in printed:
                assert entry.note, entry.code


def test_the_joined_referrers_have_codes_enough_for_their_cases_at_six_each() -> None:
    for service, year in (("MR", 2024), ("SU", 2024)):
        pool = next(
            int(row["count"])
            for row in ROWS
            if row["service"] == service
            and row["dimension"] == "referrer"
            and row["category_code"] == "_suppressed_pool"
        )
        printed = {row["category_code"] for row in CODED if row["service"] == service}
        hidden = [
            entry
            for entry in referrers_of(service).codes_on(year, service)
            if entry.code not in printed and entry.code != "unknown"
        ]
        assert len(hidden) * 6 >= pool


def test_the_theme_totals_are_the_sums_of_their_concerns() -> None:
    printed = {
        (row["service"], row["category"]): int(row["count"])
        for row in read("figures.csv")
        if row["dimension"] == "theme" and row["count"]
    }
    shown: defaultdict[tuple[str, str], int] = defaultdict(int)
    hidden: Counter[tuple[str, str]] = Counter()
    for row in CODED:
        if row["dimension"] == "main_concern" and row["year"] == "2024":
            theme = (row["service"], theme_of(row["category_code"]))
            shown[theme] += int(row["count"] or 0)
            hidden[theme] += row["flag"] == "…"
    assert len(printed) == 17
    for theme, total in printed.items():
        assert shown[theme] + hidden[theme] <= total <= shown[theme] + 6 * hidden[theme], theme


def test_the_theme_totals_of_the_expert_team_are_as_printed() -> None:
    printed = {
        row["category"]: int(row["count"])
        for row in read("figures.csv")
        if row["dimension"] == "theme" and row["service"] == "KT"
    }
    order = [code for code in code_list("themes").codes() if concerns_of(code)]
    assert [printed[theme] for theme in order] == [455, 425, 247, 173, 56, 46]
    assert sum(printed.values()) == 1402


def test_the_codes_of_the_running_text_are_known() -> None:
    numbers = json.loads((PUBLISHED / "running_text_numbers.json").read_text(encoding="utf-8"))["numbers"]
    lists = {
        "main_concern": "main_concerns",
        "theme": "themes",
        "gender": "genders",
        "age_group": "age_groups",
    }
    lists |= {
        "agency_involved": "agencies",
        "agency_to_involve": "agencies",
        "referrer_sector": "referrer_sectors",
    }
    for number in numbers:
        for key, value in number["definition"].get("where", {}).items():
            wanted = value if isinstance(value, list) else [value]
            if key in lists:
                assert all(code in code_list(lists[key]) for code in wanted), number["id"]
            if key == "referrer":
                own = referrers_of(number["service"])
                assert all(own.find(code) for code in wanted), number["id"]
            if key == "concern_basis":
                assert all(code_list("concern_bases").find(code) for code in wanted), number["id"]


def test_there_are_as_many_countries_as_in_the_standard_with_kosovo_and_unknown() -> None:
    codes = code_list("countries").codes()
    assert len(codes) == 249 + 2
    assert {"XK", "PS", "NO", "CD", "CG", "unknown"} <= set(codes)
    assert all(len(code) == 2 and code.isupper() for code in codes if code != "unknown")
    assert list(codes[:-1]) == sorted(codes[:-1])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_country_names_are_those_of_cldr_unless_the_note_says_otherwise(language: str) -> None:
    names = Locale.parse(language).territories
    for entry in code_list("countries"):
        if entry.code != "unknown" and "name chosen by us" not in entry.note:
            assert entry.label(language) == names[entry.code]


def test_the_map_of_2024_has_fifteen_counties_and_357_municipalities() -> None:
    assert len(code_list("counties")) == 15
    assert len(code_list("municipalities")) == 357


def test_a_municipality_number_begins_with_the_number_of_its_county() -> None:
    for entry in code_list("municipalities"):
        assert entry.parent == entry.code[:2]
        assert len(entry.code) == 4


def test_the_advisers_were_called_minority_advisers_until_2024() -> None:
    services = code_list("services")
    assert services.label("MR", year=2023) == "Minoritetsrådgiverne"
    assert services.label("MR", year=2024) == "Mangfoldsrådgiverne"
    assert services.find("minoritetsrådgivere").code == "MR"
