"""The leak finder on the directorate's settlement tables: what the totals hold beyond their parts."""

from __future__ import annotations

from functools import cache

from fristed.statistics.leak_finding.examples import example_spec
from fristed.statistics.leak_finding.findings import Findings, find_leaks


@cache
def found() -> Findings:
    return find_leaks(example_spec("imdi-2024"))


def test_the_persons_that_no_row_of_table_3_1_1_counts_are_found_for_each_year() -> None:
    rests = {
        row.year: row.low for row in found().of_kind("exact") if row.category_code == "protected_identity"
    }
    assert rests == {2020: 11, 2022: 12, 2023: 1}  # in 2021 and 2024 the parts add up


def test_that_they_have_a_protected_identity_is_said_to_be_an_inference() -> None:
    rows = [row for row in found().rows if row.category_code == "protected_identity"]
    assert all(". An inference: " in row.because for row in rows)
    assert rows[0].because.startswith("2819 - 80 - 1923 - 805 = 11. ")


def test_table_3_1_8_leaves_one_person_in_2022() -> None:
    others = [row for row in found().of_kind("exact") if row.table != "3.1.1"]
    assert [(row.table, row.year, row.low) for row in others] == [("3.1.8", 2022, 1)]


def test_nothing_is_hidden_by_a_sign_or_printed_small() -> None:
    assert {row.kind for row in found().rows} == {"exact", "contradiction"}


def test_the_ways_in_do_not_add_up_to_all_settled_before_2024() -> None:
    words = [row.because for row in found().of_kind("contradiction")]
    assert len(words) == 14
    assert any(word.startswith("4489 - 564 - 285 - 3641 = -1") for word in words)
    assert {row.year for row in found().of_kind("contradiction")} == {2021, 2022, 2023}
