"""The leak finder on the report of 2024 as it was printed: what any reader can work out."""

from __future__ import annotations

import csv
from collections.abc import Mapping

import pytest

from fristed.statistics.leak_finding.examples import example_spec
from fristed.statistics.leak_finding.findings import Findings, Row
from tests.computed_once import leaks_of

pytestmark = pytest.mark.xdist_group("printed report of 2024")

EXACT = {
    (4, "KT", 2021, "health_care_after_fgm"): 4,
    (4, "KT", 2021, "_suppressed_pool"): 4,
    (4, "KT", 2022, "health_care_after_fgm"): 2,
    (4, "KT", 2022, "_suppressed_pool"): 2,
    (4, "KT", 2023, "forced_to_remain_in_marriage"): 5,  # 10 together, each printed as 0 % of 1137
    (4, "KT", 2023, "health_care_after_fgm"): 5,
    (4, "KT", 2024, "_suppressed_pool"): 5,
    (11, "MR", 2024, "forced_to_remain_in_marriage"): 6,  # theme 57 - 44 - 7
    (17, "SU", 2024, "fear_child_marriage"): 1,
    (17, "SU", 2024, "completed_child_marriage"): 1,
    ("F2.2", "SU", 2024, "child_marriage"): 2,
}
NARROW = {
    (6, "KT", 2022, "adult_education"): (5, 6),  # printed as 1 % of 891
    (18, "SU", 2021, "TR"): (1, 3),
    (18, "SU", 2021, "JO"): (1, 3),
    (18, "SU", 2021, "IR"): (1, 3),
}
UNPRINTED = {
    "4 threats_and_violence, rest by age": (1, 1),  # 455 - 198 - 256
    "7 total, rest by age": (1, 1),  # 252 - 179 - 72
    "17 fear_forced_marriage, rest by age": (1, 1),  # 14 % of 135 is 19, and the table prints 20
    "17 involuntary_stay_abroad, rest by age": (2, 4),
    "17 threats_and_violence, rest by age": (0, 2),
    "text 4.1.refund, rest by coordination": (5, 5),  # 40 - 35
}


def found() -> Findings:
    return leaks_of("2024")


def where(row: Row) -> tuple[object, ...]:
    return row.table, row.service, row.year, row.category_code


def cells() -> Mapping[tuple[object, ...], Row]:
    rows = [row for row in found().rows if row.category_code is not None and row.table != "text"]
    assert len({where(row) for row in rows}) == len(rows)
    return {where(row): row for row in rows}


def test_every_hidden_cell_of_the_tables_and_figures_is_listed_once() -> None:
    folder = example_spec("2024").parent
    with (folder / "tables_1_19.csv").open(encoding="utf-8") as file:
        hidden = {
            (int(row["table"]), row["service"], int(row["year"]), row["category_code"])
            for row in csv.DictReader(file)
            if row["flag"] == "…"
        }
    assert set(cells()) == hidden | {("F2.2", "SU", 2024, "child_marriage")}


def test_every_count_that_subtraction_gives_is_found() -> None:
    exact = {key: row.low for key, row in cells().items() if row.kind == "exact"}
    assert exact == EXACT
    assert all(row.low == row.high for row in cells().values() if row.kind == "exact")


def test_every_count_with_few_possible_values_is_found() -> None:
    narrow = {key: (row.low, row.high) for key, row in cells().items() if row.kind == "narrow"}
    assert narrow == NARROW


def test_crossed_counts_in_the_text_give_away_counts_that_no_table_has() -> None:
    rests = {row.category_code: (row.low, row.high) for row in found().rows if row.table == "text"}
    rests.pop(None, None)
    assert rests == UNPRINTED


@pytest.mark.parametrize(
    ("key", "interval"),
    [
        ((4, "KT", 2024, "completed_fgm"), (1, 4)),  # 5 together with health care
        ((11, "MR", 2024, "fear_fgm"), (3, 6)),  # theme 15 for three
        ((11, "MR", 2024, "fear_child_marriage"), (1, 5)),  # theme 6 for two
        ((11, "MR", 2023, "fear_fgm"), (1, 4)),
        ((17, "SU", 2021, "fear_fgm"), (1, 5)),
        ((6, "KT", 2022, "bufdir"), (1, 4)),  # printed as 0 % of 891
        ((5, "KT", 2023, "EG"), (1, 5)),  # printed as 0 % of 1137
        ((12, "MR", 2021, "AL"), (1, 6)),  # the column does not add up, so only its sign speaks
    ],
)
def test_what_stays_hidden_has_its_tightest_interval(
    key: tuple[object, ...], interval: tuple[int, int]
) -> None:
    assert (cells()[key].low, cells()[key].high, cells()[key].kind) == (*interval, "wide")


def test_each_leak_is_explained_by_its_arithmetic() -> None:
    assert cells()[11, "MR", 2024, "forced_to_remain_in_marriage"].because == "57 - 44 - 7 = 6"
    assert "is printed as 0 % of 1137" in cells()[4, "KT", 2023, "health_care_after_fgm"].because
    assert all(row.because for row in found().rows)


@pytest.mark.ci
def test_groups_below_the_threshold_are_found() -> None:
    sums = {(row.table, row.service, row.year): row.low for row in found().of_kind("group")}
    expected = {(4, "KT", 2024): 5, (17, "SU", 2024): 2, (18, "SU", 2021): 5, ("F2.2", "MR", 2024): 6}
    assert sums.items() >= expected.items()


def test_the_thirteen_small_counts_printed_in_tables_are_found() -> None:
    printed = [row for row in found().of_kind("printed") if isinstance(row.table, int)]
    assert len(printed) == 13


def contradictions(*words: str) -> list[Row]:
    return [row for row in found().of_kind("contradiction") if all(word in row.because for word in words)]


@pytest.mark.parametrize(
    "words",
    [
        ("text SU 2024 2.2.4.su.ffm is 18",),
        ("text MR 2024 3.1.self is 145",),
        ("text MR 2024 3.1.ae is 34",),
        ("text SU 2024 3.2.self is 35",),
        ("text KT 2024 3.3.imdi is 43",),
        ("text KT 2024 3.3.imdi.g is 78 %",),
        ("text KT 2024 3.3.nav.g4 is 270 %",),
        ("text MR 2023 2.2.2.mr.nsc23 is 66 %",),
        ("text SU 2023 2.2.3.su.isa23.p is 67 %",),
        ("text KT 2024 2.5.kt.d is 58",),
        ("text SU 2023 4.su23.p is 87 %",),
        ("983 - 1027 = -44",),
        ("950 - 959 = -9",),
        ("F2.5 SU 2024 SY is 80",),
        ("F2.5 SU 2024 SO is 77",),
        ("A1 MR 2023 total is 889",),
        ("F2.2 KT 2024 involuntary_stay_abroad is 28 %",),
        ("text KT 2024 001.pie.other is 10 %",),
        ("table 4 KT 2024 health_care_after_fgm is 1 %",),
        ("table 4 KT 2021 health_care_after_fgm is 0 %",),
    ],
)
def test_the_contradictions_of_the_report_are_found(words: tuple[str, ...]) -> None:
    assert len(contradictions(*words)) == 1


def test_every_percent_that_does_not_follow_from_its_count_is_set_aside(published_percents: set[str]) -> None:
    table_percents = {
        row.because.split("Set aside: ")[1].split(" %")[0]
        for row in contradictions("is printed as", "Set aside: table")
    }
    assert published_percents <= table_percents


@pytest.fixture
def published_percents() -> set[str]:
    """The percents of tables that do not recompute, worked out here from the counts in plain integers."""
    folder = example_spec("2024").parent
    with (folder / "tables_1_19.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    totals = {(r["table"], r["year"]): int(r["count"]) for r in rows if r["category_code"] == "total"}
    return {
        f"table {r['table']} {r['service']} {r['year']} {r['category_code']} is {r['percent']}"
        for r in rows
        if r["percent"]
        and r["count"]
        and (200 * int(r["count"]) + (total := totals[r["table"], r["year"]])) // (2 * total)
        != int(r["percent"])
    }


def test_thirty_one_percents_of_the_tables_do_not_recompute(published_percents: set[str]) -> None:
    assert len(published_percents) == 31
