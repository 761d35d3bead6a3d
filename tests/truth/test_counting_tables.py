"""Unprotected counts of the synthetic register against every printed cell of tables 1-19 and the figures."""

from __future__ import annotations

import csv
from functools import cache

import pytest

from fristed.methods.percents import percent_of
from fristed.statistics.tabulation.counting import Counts, count_release
from fristed.statistics.tabulation.deviations import read_deviations
from tests.synthetic_register import AS_PRINTED, PUBLISHED, permuted, published_rows, register_facts, release

SMALL = range(1, 7)


@cache
def counts() -> Counts:
    """Count the register for the report of 2024."""
    return count_release(register_facts(), year=2024)


@cache
def printed(name: str) -> list[dict[str, str]]:
    """Read one of the published files."""
    folder = AS_PRINTED if (AS_PRINTED / name).exists() else PUBLISHED
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def place(row: dict[str, str]) -> tuple[int, int, str]:
    """Name a printed row by table, year and category."""
    return int(row["table"]), int(row["year"]), row["category_code"]


def counted(found: Counts, row: dict[str, str]) -> int:
    """Count what a printed row counts: a residual row holds hidden named rows unless they stand beside it."""
    table, year, code = place(row)
    count = found.count(table, row["service"], year, code)
    beside = {
        (int(check["table"]), int(check["year"]))
        for check in printed("checks_sums.csv")
        if check["verdict"] == "residual carried by suppressed cells"
    }
    # Table 4 prints its residual row as hidden too; it still is the sum of the hidden rows.
    if not code.startswith("_") or ((table, year) in beside and table != 4):
        return count
    hidden = [r for r in published_rows() if place(r)[:2] == (table, year) and r["flag"] == "…"]
    named = [r["category_code"] for r in hidden if not r["category_code"].startswith("_")]
    return count + sum(found.count(table, row["service"], year, name) for name in named)


def agrees(row: dict[str, str], count: int) -> bool:
    """Whether a count is what the printed cell says: the number, a small one, or none at all."""
    if row["count"]:
        return count == int(row["count"])
    return count in SMALL if row["flag"] == "…" else count == 0


def departures(found: Counts) -> dict[tuple[int, int, str], tuple[str, int]]:
    """Give the printed rows that the counts do not agree with, and both values."""
    compared = {place(row): (row, counted(found, row)) for row in published_rows()}
    return {key: (row["count"], count) for key, (row, count) in compared.items() if not agrees(row, count)}


def listed(kind: str) -> dict[tuple[str, int, str], tuple[int | None, int | None]]:
    """Give the committed deviations of one kind."""
    found = [deviation for deviation in read_deviations() if deviation.kind == kind]
    return {(d.place, d.year, d.category_code): (d.printed, d.counted) for d in found}


def test_every_printed_count_and_sign_is_counted_but_for_the_committed_deviations() -> None:
    found = {
        (str(t), year, code): (int(n), count) for (t, year, code), (n, count) in departures(counts()).items()
    }
    assert found == listed("cells")
    assert len(found) <= 10
    assert len(published_rows()) == 677


def test_every_printed_percent_follows_the_rule_but_for_the_thirty_one_listed() -> None:
    totals = {
        place(row)[:2]: int(row["count"]) for row in published_rows() if row["category_code"] == "total"
    }
    found = {}
    for row in published_rows():
        if row["count"] and row["percent"]:
            table, year, code = place(row)
            computed = percent_of(int(row["count"]), totals[table, year])
            if computed != int(row["percent"]):
                found[str(table), year, code] = (int(row["percent"]), computed)
    assert found == listed("percents")
    assert len(found) == 31


def test_the_release_as_published_prints_the_percent_of_every_row_but_for_the_forty_five_listed() -> None:
    cells = {(c.table, c.year, c.category_code): c for c in release("as-published-2024").cells}
    found = {}
    for row in published_rows():
        table, year, code = place(row)
        was_printed = int(row["percent"]) if row["percent"] else None
        if was_printed != cells[table, year, code].percent:
            found[str(table), year, code] = (was_printed, cells[table, year, code].percent)
    assert found == listed("percents") | listed("unbacked_percents")
    assert (len(listed("percents")), len(listed("unbacked_percents")), len(found)) == (31, 14, 45)
    assert len(cells) == len(published_rows()) == 677


def test_every_percent_without_a_count_behind_it_says_why() -> None:
    unbacked = [deviation for deviation in read_deviations() if deviation.kind == "unbacked_percents"]
    assert all("rounded half up" not in deviation.reason for deviation in unbacked)


def test_every_printed_value_of_a_figure_is_counted_but_for_the_deviations() -> None:
    values = {(v.figure, v.service, v.year, v.category_code): v for v in counts().figure_values()}
    wrong, wrong_percents = {}, {}
    for row in printed("figures.csv"):
        key = (row["figure"].split()[0], row["service"], int(row["year"] or 0), row["category"])
        if key not in values:
            continue
        value = values.pop(key)
        if row["count"] and int(row["count"]) != value.count:
            wrong[key[0], key[2], key[3]] = (int(row["count"]), value.count)
        if row["percent"] and int(row["percent"]) != value.percent:
            wrong_percents[key[0], key[2], key[3]] = (int(row["percent"]), value.percent)
    assert wrong == listed("figures")
    assert wrong_percents == listed("figure_percents")
    assert {figure for figure, *_ in values} == {"F2.2.3", "F4"}, "their values are not in the printed text"


def test_the_curves_follow_what_tables_and_text_say_of_them() -> None:
    values = {(v.figure, v.service, v.year, v.category_code): v.count for v in counts().figure_values()}
    assert values["F4", "KT", 2024, "total"] == 340
    assert (values["F4", "SU", 2023, "total"], values["F4", "SU", 2024, "total"]) == (217, 285)
    assert values["F2.2.3", "MR", 2022, "fear_involuntary_stay_abroad"] == 73


@pytest.mark.parametrize(
    ("attribute", "tables"),
    [
        ("gender", {2, 9, 15}),
        ("age_group", {3, 10, 16}),
        ("country_background", {5, 12, 18}),
        ("referrer", {6, 13, 19}),
        ("immigration_case", {7}),
    ],
)
def test_shuffling_one_column_of_the_register_changes_the_tables_it_is_counted_in(
    attribute: str, tables: set[int]
) -> None:
    shuffled = count_release(permuted(register_facts(), attribute=attribute, seed=2024), year=2024)
    changed = {table for table, _year, _code in departures(shuffled).keys() - departures(counts()).keys()}
    assert changed == tables


def test_shuffling_years_changes_the_totals() -> None:
    valid = [fact for fact in register_facts() if fact.main_concern != "health_care_after_fgm"]
    before = departures(count_release(valid, year=2024))
    after = departures(count_release(permuted(valid, attribute="year", seed=2024)[1:], year=2024))
    assert {table for table, _year, _code in after.keys() - before.keys()} >= {4, 5, 11, 12, 17, 18}


def test_every_case_of_the_register_is_counted_in_one_service_and_year() -> None:
    assert len(register_facts()) == 9115
    assert sum(counts().total(s, y) for s in counts().layout.services for y in range(2021, 2025)) == 9115
