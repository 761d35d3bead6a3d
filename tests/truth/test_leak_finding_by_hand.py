"""The intervals of the report of 2024, worked out once more: by hand, column by column, without the attacker.

A column's hidden rows lie between one and six, or where their percent leaves them; they share what the total
leaves, or the row that pools them, or what a theme leaves. That is all there is to it for one-way tables.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache

import pytest

from fristed.statistics.leak_finding.examples import example_spec
from tests.computed_once import leaks_of

pytestmark = pytest.mark.xdist_group("printed report of 2024")

Cell = tuple[int, str, int, str]
Interval = tuple[int, int]
THEMES = {
    "forced_marriage": {"fear_forced_marriage", "completed_forced_marriage", "forced_to_remain_in_marriage"},
    "fgm": {"fear_fgm", "completed_fgm", "health_care_after_fgm"},
    "child_marriage": {"fear_child_marriage", "completed_child_marriage"},
}
TABLE_OF_CONCERNS = {"KT": 4, "MR": 11, "SU": 17}


def rows(name: str) -> list[dict[str, str]]:
    with (example_spec("2024").parent / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def by_sign_and_percent(row: dict[str, str], total: int) -> Interval:
    """Give the counts of 1-6 whose rounded percent is the printed one; all six where none is."""
    fitting = [n for n in range(1, 7) if (200 * n + total) // (2 * total) == int(row["percent"] or -1)]
    return (fitting[0], fitting[-1]) if fitting else (1, 6)


def sharing(intervals: dict[str, Interval], whole: int) -> dict[str, Interval]:
    """Narrow intervals whose counts sum to a known whole; for one sum, one pass is exact."""
    least = sum(low for low, _ in intervals.values())
    most = sum(high for _, high in intervals.values())
    return {
        name: (max(low, whole - (most - high)), min(high, whole - (least - low)))
        for name, (low, high) in intervals.items()
    }


@cache
def by_hand() -> dict[Cell, Interval]:
    columns: dict[tuple[int, str, int], list[dict[str, str]]] = defaultdict(list)
    for row in rows("tables_1_19.csv"):
        columns[int(row["table"]), row["service"], int(row["year"])].append(row)
    themes = {
        (row["service"], row["category"]): int(row["count"])
        for row in rows("figures.csv")
        if row["dimension"] == "theme" and row["count"]
    }
    found: dict[Cell, Interval] = {}
    for (table, service, year), column in columns.items():
        counts = {row["category_code"]: int(row["count"]) for row in column if row["count"]}
        hidden = {
            row["category_code"]: by_sign_and_percent(row, counts["total"])
            for row in column
            if row["flag"] == "…" and row["category_code"] != "_suppressed_pool"
        }
        left = counts.get("total", 0) - sum(n for code, n in counts.items() if code != "total")
        pool_is_hidden = any(
            row["flag"] == "…" and row["category_code"] == "_suppressed_pool" for row in column
        )
        if hidden and (pool := counts.get("_suppressed_pool")):
            hidden = sharing(hidden, pool)
        elif hidden and left > 0:
            # A percent that cannot be true of what is left is not relied on.
            loose = dict.fromkeys(hidden, (1, 6))
            fits = sum(low for low, _ in hidden.values()) <= left <= sum(high for _, high in hidden.values())
            hidden = sharing(hidden if fits else loose, left)
        if pool_is_hidden:
            found[table, service, year, "_suppressed_pool"] = (left, left)
        if year == 2024 and table == TABLE_OF_CONCERNS[service]:
            for theme, members in THEMES.items():
                part = {name: hidden[name] for name in hidden if name in members}
                if part and (service, theme) in themes:
                    known = sum(counts.get(name, 0) for name in members)
                    hidden |= sharing(part, themes[service, theme] - known)
        found |= {(table, service, year, name): interval for name, interval in hidden.items()}
    return found


@pytest.mark.ci
def test_the_leak_finder_and_a_pencil_agree_on_every_hidden_cell() -> None:
    rows_found = leaks_of("2024").rows
    found = {
        (row.table, row.service, row.year, row.category_code): (row.low, row.high)
        for row in rows_found
        if row.category_code and isinstance(row.table, int)
    }
    assert found == by_hand()
