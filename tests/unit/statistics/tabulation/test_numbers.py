"""The numbers of the running text as data: the source's own definitions, told from the report year."""

from __future__ import annotations

import json
from collections import Counter

from fristed.statistics.tabulation.numbers import read_numbers
from tests.synthetic_register import published_numbers


def test_for_the_source_year_every_definition_is_the_printed_one_word_for_word() -> None:
    found = {name: number.definition_in(2024) for name, number in read_numbers().items()}
    printed = {row["id"]: row["definition"] for row in published_numbers()}
    assert json.dumps(found) == json.dumps(printed)


def test_every_number_keeps_its_printed_value_unit_and_status() -> None:
    for row in published_numbers():
        number = read_numbers()[row["id"]]
        assert (number.published_in(2024), number.unit) == (row["value"], row["unit"])
        assert number.source_status == row["status"].lower()


def test_definitions_follow_the_report_year() -> None:
    growth = read_numbers()["3.3.nav.g4"].definition_in(2026)
    assert (growth["from_year"], growth["to_year"]) == (2023, 2026)
    assert read_numbers()["5.1.res23"].definition_in(2025)["where"]["year"] == 2024
    assert read_numbers()["4.1.notret_a"].definition_in(2025)["where"]["as_of"] == "2026-02"
    assert read_numbers()["5.1.pend"].definition_in(2025)["where"]["as_of"] == "year_end"


def test_what_was_printed_belongs_to_the_source_year_only() -> None:
    assert read_numbers()["s.kt.total"].published_in(2024) == 1402
    assert read_numbers()["s.kt.total"].published_in(2025) is None


def test_forty_two_numbers_wait_for_other_sources_than_cases() -> None:
    waiting = [number for number in read_numbers().values() if not number.counts_cases]
    assert Counter(number.definition["source"] for number in waiting) == {
        "housing": 20,
        "repatriation_application": 12,
        "competence_assignment": 6,
        "adviser_posting": 2,
        "external": 1,
        "grey_zone_case": 1,
    }


def test_no_number_carries_a_quotation() -> None:
    assert all("«" not in json.dumps(vars_of(name), ensure_ascii=False) for name in read_numbers())


def vars_of(name: str) -> list[object]:
    """Give what is stored of a number besides its value."""
    number = read_numbers()[name]
    return [number.section, number.unit, dict(number.definition), number.note]


def test_every_contradiction_says_why() -> None:
    assert all(n.note for n in read_numbers().values() if n.source_status == "contradiction")
