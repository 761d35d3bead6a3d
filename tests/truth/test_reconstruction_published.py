"""The synthetic register against the printed report, counted here without the project's own constraints."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fristed.methods.classifications import concerns_of, referrers_of
from fristed.methods.reconstruction.contradictions import read_contradictions
from fristed.methods.reconstruction.records import RegisterRow
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.leak_finding.examples import example_spec

PUBLISHED = Path(__file__).parent / "data" / "published"
AS_PRINTED = example_spec("2024").parent
FIELDS = {
    "gender": "gender",
    "age": "age_group",
    "age_group": "age_group",
    "main_concern": "main_concern",
    "country_background": "country_background",
    "referrer": "referrer",
}
# The text calls these by other names than the columns of the register do.
TEXT_COLUMNS = {
    "agency_involved": "agencies_involved",
    "agency_to_involve": "agencies_to_involve",
    "country": "country_background",
}
TEXT_VALUES = {"may_happen": "feared", "suspected_happened": "suspected"}
# "Special envoy" in the text is the row of the missions that have one.
KT_REFERRERS = {"special_envoy": "mission_with_special_envoy"}
# Decisions on contradictions: total and named rows hold, the residual row takes the difference.
RESIDUAL_BY_DECISION = {("12", 2021): 138, ("12", 2022): 229}
FIGURES_SET_ASIDE = {
    ("F2.5 five most frequent countries", "SU", "SY"),
    ("F2.5 five most frequent countries", "SU", "SO"),
    ("001 total cases 2020-2024", "MR", "total"),
}
KNOWN_EXCEPTIONS = {"3.3.inst", "4.su23.p"}


@dataclass(frozen=True)
class Cell:
    table: str
    service: str
    year: int
    dimension: str
    code: str
    count: int | None
    flag: str


@cache
def parts() -> Mapping[tuple[str, int], Sequence[RegisterRow]]:
    found: dict[tuple[str, int], list[RegisterRow]] = {}
    for row in read_register():
        found.setdefault((row.service, row.year), []).append(row)
    return found


def cells() -> Iterator[Cell]:
    with (AS_PRINTED / "tables_1_19.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if int(line["year"]) >= 2021:
                yield Cell(
                    table=line["table"],
                    service=line["service"],
                    year=int(line["year"]),
                    dimension=line["dimension"],
                    code=line["category_code"],
                    count=int(line["count"]) if line["count"] else None,
                    flag=line["flag"],
                )


@cache
def columns() -> Mapping[tuple[str, int], Sequence[Cell]]:
    """Each year of each table of categories."""
    found: dict[tuple[str, int], list[Cell]] = {}
    for cell in cells():
        if cell.dimension in FIELDS:
            found.setdefault((cell.table, cell.year), []).append(cell)
    return found


@cache
def tables_with_hidden_beside() -> frozenset[tuple[str, int]]:
    with (PUBLISHED / "checks_sums.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(
            (line["table"], int(line["year"]))
            for line in csv.DictReader(file)
            if line["verdict"].startswith("residual carried")
        )


def counts_in(cell: Cell) -> Counter[str]:
    return Counter(str(getattr(row, FIELDS[cell.dimension])) for row in parts()[cell.service, cell.year])


def held(counts: Counter[str], code: str) -> int:
    return sum(counts[part] for part in code.replace("CD?CG", "CD|CG").split("|"))


def test_the_register_has_every_case_of_the_four_years() -> None:
    sizes = {key: len(rows) for key, rows in parts().items()}
    totals = {(cell.service, cell.year): cell.count for cell in cells() if cell.dimension == "cases_total"}
    assert sizes == totals
    assert sum(sizes.values()) == 9115


def test_every_printed_count_of_a_category_is_the_number_of_its_cases() -> None:
    compared = 0
    for cell in (cell for column in columns().values() for cell in column):
        if cell.count is not None and not cell.code.startswith("_") and cell.code != "total":
            assert held(counts_in(cell), cell.code) == cell.count, cell
            compared += 1
    assert compared > 400


def test_every_hidden_category_has_one_to_six_cases() -> None:
    for cell in (cell for column in columns().values() for cell in column):
        if cell.flag == "…" and not cell.code.startswith("_"):
            assert 1 <= held(counts_in(cell), cell.code) <= 6, cell


def test_a_category_that_is_not_in_use_has_no_case() -> None:
    for cell in (cell for column in columns().values() for cell in column):
        if cell.flag in ("-", "blank"):
            assert held(counts_in(cell), cell.code) == 0, cell


def test_every_residual_row_carries_what_the_named_rows_leave() -> None:
    compared = 0
    for key, column in columns().items():
        for residual in (cell for cell in column if cell.code.startswith("_") and cell.count is not None):
            counts, beside = counts_in(residual), key in tables_with_hidden_beside()
            named = [
                cell
                for cell in column
                if cell.code != "total"
                and not cell.code.startswith("_")
                and (cell.count is not None or (beside and cell.flag == "…"))
            ]
            left = counts.total() - sum(held(counts, cell.code) for cell in named)
            assert left == RESIDUAL_BY_DECISION.get(key, residual.count), residual
            compared += 1
    assert compared == 4 + 4 + 1 + 4 + 4 + 1 + 1  # tables 5, 6, 4, 12, 18, 13, 19


def test_immigration_cases_are_as_many_as_table_7_prints() -> None:
    for cell in (cell for cell in cells() if cell.dimension == "immigration_cases"):
        assert sum(row.immigration_case for row in parts()[cell.service, cell.year]) == cell.count


@pytest.mark.parametrize(
    ("service", "countries", "with_few", "unknown"),
    [("KT", 51, 28, 79), ("MR", 65, 44, 32), ("SU", 24, 18, 3)],
)
def test_countries_are_as_many_as_the_notes_of_the_tables_say(
    service: str, countries: int, with_few: int, unknown: int
) -> None:
    counts = Counter(row.country_background for row in parts()[service, 2024])
    assert counts.pop("unknown") == unknown
    assert len(counts) == countries
    assert sum(count <= 6 for count in counts.values()) == with_few


def test_no_country_without_a_row_of_its_own_has_more_than_six_cases() -> None:
    for column in (column for column in columns().values() if column[0].dimension == "country_background"):
        named = {
            part
            for cell in column
            if cell.count is not None
            for part in cell.code.replace("?", "|").split("|")
        }
        counts = counts_in(column[0])
        largest = max(count for code, count in counts.items() if code not in named | {"unknown"})
        assert largest <= 6, column[0]


def test_figures_agree_except_where_a_table_overrules_them() -> None:
    disagreeing: set[tuple[str, str, str]] = set()
    with (AS_PRINTED / "figures.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["count"] and int(line["year"]) >= 2021:
                rows = parts()[line["service"], int(line["year"])]
                if bar(rows, line["dimension"], line["category"]) != int(line["count"]):
                    disagreeing.add((line["figure"], line["service"], line["category"]))
    assert disagreeing == FIGURES_SET_ASIDE


def bar(rows: Sequence[RegisterRow], dimension: str, category: str) -> int:
    if dimension == "cases_total":
        return len(rows)
    if dimension == "theme":
        return sum(row.main_concern in concerns_of(category) for row in rows)
    return sum(getattr(row, FIELDS[dimension]) == category for row in rows)


@cache
def numbers() -> Sequence[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = json.loads(
        (PUBLISHED / "running_text_numbers.json").read_text(encoding="utf-8")
    )["numbers"]
    return [
        number
        for number in found
        if number["definition"].get("source", "case") == "case" and number["service"] != "FT"
    ]


def count(
    definition: Mapping[str, Any], *, year: int | None = None, where: Mapping[str, Any] | None = None
) -> int:
    chosen = definition.get("where", {}) if where is None else where
    year = definition["year"] if year is None else year
    return sum(
        all(has(row, column, value) for column, value in chosen.items())
        for service in definition["service"].split("+")
        for row in parts()[service, year]
    )


def has(row: RegisterRow, column: str, value: Any) -> bool:
    if column == "theme":
        return row.main_concern in concerns_of(value)
    found = getattr(row, TEXT_COLUMNS.get(column, column))
    wanted = [TEXT_VALUES.get(item, item) for item in (value if isinstance(value, list) else [value])]
    if row.service == "KT" and column == "referrer":
        wanted = [KT_REFERRERS.get(item, item) for item in wanted]
    return bool(set(found) & set(wanted)) if isinstance(found, tuple) else found in wanted


def half_up(numerator: int, denominator: int) -> int:
    """A share in whole percents, halves rounded away from zero."""
    sign = -1 if numerator < 0 else 1
    return sign * ((200 * abs(numerator) + denominator) // (2 * denominator))


def growth(definition: Mapping[str, Any]) -> int:
    last = definition.get("to_year", definition.get("year"))
    before = count(definition, year=definition.get("from_year", last - 1))
    return half_up(count(definition, year=last) - before, before)


def share(definition: Mapping[str, Any]) -> int:
    return half_up(count(definition), count(definition, where=definition.get("of", {})))


def value_of(number: Mapping[str, Any]) -> int:
    """What the register makes of a number that is not a bound."""
    definition = number["definition"]
    match definition["op"]:
        case "count":
            return count(definition)
        case "share_pct":
            return share(definition)
        case "growth_pct":
            return growth(definition)
        case "distinct":
            rows = parts()[definition["service"], definition["year"]]
            return len({row.country_background for row in rows} - {"unknown"})
        case "ratio":
            return (count(definition) * 2 // count(definition, year=definition["year"] - 1) + 1) // 2
        case "distinct_referrer":
            return len(public_agencies(parts()[definition["service"], definition["year"]]))
        case other:
            raise AssertionError(other)


def public_agencies(rows: Sequence[RegisterRow]) -> set[str]:
    codes = referrers_of("KT")
    return {row.referrer for row in rows if codes.get(row.referrer).parent == "public"}


def is_reproduced(number: Mapping[str, Any]) -> bool:
    definition = number["definition"]
    if definition["op"] == "count_lt":
        return count(definition) < number["value"]
    if definition["op"] == "count_lt_each":
        concerns = concerns_of(definition["where"]["theme"])
        return all(count(definition, where={"main_concern": code}) < number["value"] for code in concerns)
    return value_of(number) == number["value"]


def test_every_number_of_the_text_that_fits_the_tables_is_reproduced() -> None:
    fitting = [number for number in numbers() if number["status"] == "match"]
    assert len(fitting) == 164
    assert [number["id"] for number in fitting if not is_reproduced(number)] == []


def test_every_number_of_the_text_that_needs_the_register_is_reproduced_but_two() -> None:
    needing = [number for number in numbers() if number["status"] == "register_only"]
    assert len(needing) == 59
    assert {number["id"] for number in needing if not is_reproduced(number)} == KNOWN_EXCEPTIONS


def test_where_the_text_contradicts_the_tables_the_register_follows_the_tables() -> None:
    contradicting = [number for number in numbers() if number["status"] == "CONTRADICTION"]
    assert len(contradicting) == 10
    for number in contradicting:
        assert value_of(number) == number["recomputed_from_tables"], number["id"]


def test_every_number_of_the_text_that_is_not_reproduced_is_on_the_list_of_contradictions() -> None:
    listed = {number for item in read_contradictions() for number in item.numbers}
    assert {number["id"] for number in numbers() if not is_reproduced(number)} <= listed
