"""The instances of the benchmark as linked counts."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations

import numpy as np

from fristed.methods.disclosure.records import Equation, LinkedCounts, ProtectionRule
from fristed.statistics.releases.benchmark.synthetic import (
    THEME_OF_CONCERN,
    Codes,
    SyntheticCases,
    synthetic_cases,
)

ALL = "all"
ATTRIBUTES = ("service", "concern", "gender", "age", "country", "referrer")
CELL_PRICE = 30
"""What hiding one more cell is worth, in cases, where number and value are weighed together."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance: its linked counts, the rule, and how exactly it is searched."""

    name: str
    linked: Callable[[], LinkedCounts]
    rule: ProtectionRule
    gap: float


def printed_tables() -> LinkedCounts:
    """Return the tables of the annual report 2024, with plausible counts in the cells it hides.

    30 columns of a table in a year, each with its total; concerns add up to themes.
    """
    text = files("fristed.statistics.releases.benchmark").joinpath("printed_tables.csv").read_text("utf-8")
    columns: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        columns[f"table {row['table']} {row['year']}"].append(row)
    counts: dict[str, int] = {}
    relations: list[Equation] = []
    for column, rows in columns.items():
        _add_column(counts, relations, column, rows)
    totals = frozenset(f"{column} total" for column in columns)
    return LinkedCounts("printed tables", counts, tuple(relations), shown=totals)


def _add_column(
    counts: dict[str, int], relations: list[Equation], column: str, rows: Sequence[Mapping[str, str]]
) -> None:
    themes: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        key = f"{column} {row['row']}"
        counts[key] = int(row["count"])
        themes[key if row["theme"] == "-" else f"{column} theme {row['theme']}"].append(key)
    top: list[str] = []
    for theme, keys in themes.items():
        if len(keys) > 1:
            counts[theme] = sum(counts[key] for key in keys)
            relations.append(Equation(theme, tuple(keys)))
        top.append(theme if len(keys) > 1 else keys[0])
    counts[f"{column} total"] = sum(counts[key] for key in top)
    relations.append(Equation(f"{column} total", tuple(top)))


def crossed(cases: SyntheticCases, ways: int) -> LinkedCounts:
    """Return all tables of up to ``ways`` attributes at once, with their margins and themes.

    Counted from the columns, one combination of attributes at a time; cells without a case are printed as
    zero and left out.
    """
    columns = {name: getattr(cases, name) for name in (*ATTRIBUTES, "theme")}
    counts = {ALL: len(cases.service)}
    parts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for size in range(1, ways + 1):
        for chosen in combinations(ATTRIBUTES, size):
            for names in _with_themes(chosen):
                _add_table(counts, parts, columns, names)
    relations = tuple(Equation(total, tuple(keys)) for (total, _), keys in sorted(parts.items()))
    weights = {key: CELL_PRICE + count for key, count in counts.items()}
    return LinkedCounts("crossed tables", counts, relations, shown=frozenset({ALL}), weights=weights)


def _with_themes(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    if "concern" not in names:
        return [names]
    return [names, tuple("theme" if name == "concern" else name for name in names)]


def _add_table(
    counts: dict[str, int],
    parts: dict[tuple[str, str], list[str]],
    columns: Mapping[str, Codes],
    names: tuple[str, ...],
) -> None:
    sizes = tuple(int(columns[name].max()) + 1 for name in names)
    flat = np.ravel_multi_index([columns[name] for name in names], sizes)
    found, numbers = np.unique(flat, return_counts=True)
    places = np.stack(np.unravel_index(found, sizes), axis=1).tolist()
    for codes, number in zip(places, numbers.tolist(), strict=True):
        cell = dict(zip(names, codes, strict=True))
        key = _key(cell)
        counts[key] = number
        for name in names:
            parts[(_key(_above(cell, name)), name)].append(key)


def _above(cell: Mapping[str, int], name: str) -> dict[str, int]:
    """Return the cell that a cell is a part of along one attribute."""
    above = {other: code for other, code in cell.items() if other != name}
    if name == "concern":
        above["theme"] = THEME_OF_CONCERN[cell["concern"]]
    return above


def _key(cell: Mapping[str, int]) -> str:
    return " ".join(f"{name}={code}" for name, code in sorted(cell.items())) or ALL


def four_years(cases: SyntheticCases) -> LinkedCounts:
    """Return the two-way tables of every year side by side, as a report prints them."""
    years = [crossed(_of_year(cases, year), 2) for year in range(int(cases.year.max()) + 1)]
    counts: dict[str, int] = {}
    relations: list[Equation] = []
    for year, linked in enumerate(years):
        counts |= {f"{year}: {key}": count for key, count in linked.counts.items()}
        for relation in linked.relations:
            keys = tuple(f"{year}: {key}" for key in relation.part_keys)
            relations.append(Equation(f"{year}: {relation.total_key}", keys))
    weights = {key: CELL_PRICE + count for key, count in counts.items()}
    totals = frozenset(f"{year}: {ALL}" for year in range(len(years)))
    return LinkedCounts("four years", counts, tuple(relations), shown=totals, weights=weights)


def _of_year(cases: SyntheticCases, year: int) -> SyntheticCases:
    chosen = cases.year == year
    columns = ("year", "service", "concern", "gender", "age", "country", "referrer")
    return SyntheticCases(*(getattr(cases, name)[chosen] for name in columns))


def small_cases() -> SyntheticCases:
    """Return 12,000 cases over four years."""
    return synthetic_cases(3000, years=4, seed=20240101)


WEIGHED = ProtectionRule(cost="weights")
NO_GROUPS = ProtectionRule(cost="weights", group_sum_at_least=0)
INSTANCES = (
    Instance("printed-tables", printed_tables, ProtectionRule(cost="count"), 0.0),
    Instance("printed-tables by value", printed_tables, ProtectionRule(cost="value"), 0.0),
    Instance("printed-tables, no groups", printed_tables, ProtectionRule(group_sum_at_least=0), 0.0),
    Instance(
        "printed-tables by value, no groups",
        printed_tables,
        ProtectionRule(cost="value", group_sum_at_least=0),
        0.0,
    ),
    Instance("two-way-3000", lambda: crossed(_of_year(small_cases(), 3), 2), WEIGHED, 0.0),
    Instance(
        "two-way-3000 by value",
        lambda: crossed(_of_year(small_cases(), 3), 2),
        ProtectionRule(cost="value"),
        0.0,
    ),
    Instance("two-way-3000, no groups", lambda: crossed(_of_year(small_cases(), 3), 2), NO_GROUPS, 0.0),
    Instance("two-way-four-years", lambda: four_years(small_cases()), WEIGHED, 0.005),
    Instance("two-way-four-years, no groups", lambda: four_years(small_cases()), NO_GROUPS, 0.005),
    Instance("two-way-100000", lambda: crossed(synthetic_cases(100_000, years=1, seed=7), 2), WEIGHED, 0.005),
    Instance(
        "two-way-100000, no groups",
        lambda: crossed(synthetic_cases(100_000, years=1, seed=7), 2),
        NO_GROUPS,
        0.005,
    ),
    Instance(
        "three-way-100000", lambda: crossed(synthetic_cases(100_000, years=1, seed=7), 3), WEIGHED, 0.005
    ),
    Instance(
        "two-way-1000000", lambda: crossed(synthetic_cases(1_000_000, years=1, seed=8), 2), WEIGHED, 0.005
    ),
)
