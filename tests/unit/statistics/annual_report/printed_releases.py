"""Releases made from the printed report of 2024, so that the report can be tested without a register.

``as_published`` carries the printed cells and numbers. ``guarded`` hides as a strict policy does: every count
from 1 to 6, a neighbour so that it cannot be subtracted, no percent of what is hidden, no residual row.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from fristed.statistics.leak_finding.examples import example_spec
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, PublishedNumber, Release
from fristed.statistics.releases.policies import policy

SOURCE = Path(__file__).parents[3] / "truth" / "data" / "published"
AS_PRINTED = example_spec("2024").parent
CASE_SOURCES = {"case", None}
THEMES = {
    "forced_marriage": ("fear_forced_marriage", "completed_forced_marriage", "forced_to_remain_in_marriage"),
    "child_marriage": ("fear_child_marriage", "completed_child_marriage"),
    "fgm": ("fear_fgm", "completed_fgm", "health_care_after_fgm"),
}


def _rows(name: str) -> list[dict[str, str]]:
    with (AS_PRINTED / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _cells() -> tuple[PublishedCell, ...]:
    return tuple(
        PublishedCell(
            table=int(row["table"]),
            service=row["service"],
            year=int(row["year"]),
            dimension=row["dimension"],
            category_code=row["category_code"],
            count=_whole(row["count"]),
            percent=_whole(row["percent"]),
            flag=row["flag"],  # type: ignore[arg-type]
        )
        for row in _rows("tables_1_19.csv")
    )


def _figure_cells() -> tuple[PublishedFigureCell, ...]:
    """Give the printed values of the figures; of cases abroad only three stand in the text."""
    printed = tuple(
        PublishedFigureCell(
            figure=row["figure"].split()[0],
            service=row["service"],
            year=int(row["year"]),
            dimension=row["dimension"],
            category_code=row["category"],
            count=_whole(row["count"]),
            percent=_whole(row["percent"]),
            flag=row["flag"],  # type: ignore[arg-type]
        )
        for row in _rows("figures.csv")
        if row["figure"].startswith("F") and row["flag"] != "missing"
    )
    abroad = (("KT", 2024, 340), ("SU", 2023, 217), ("SU", 2024, 285))
    return printed + tuple(
        PublishedFigureCell("F4", service, year, "abroad_case", "total", count, None, "")
        for service, year, count in abroad
    )


def _number(entry: dict[str, Any]) -> PublishedNumber:
    kept = {"id": entry["id"], "unit": entry["unit"], "definition": entry["definition"]}
    if entry["status"] == "CONTRADICTION":
        known = entry["recomputed_from_tables"]
        return PublishedNumber(**kept, value=known, status="contradiction", published=entry["value"])
    if entry["definition"].get("source") not in CASE_SOURCES:
        return PublishedNumber(**kept, value=None, status="waiting")
    bound = entry["unit"] == "upper_bound_exclusive"
    return PublishedNumber(**kept, value=entry["value"], status="bounded" if bound else "ok")


@cache
def as_published() -> Release:
    """Give the release that the printed report of 2024 is."""
    text = (SOURCE / "running_text_numbers.json").read_text("utf-8")
    numbers = {entry["id"]: _number(entry) for entry in json.loads(text)["numbers"]}
    return Release(
        year=2024,
        policy="as-published-2024",
        policy_version=policy("as-published-2024").version,
        layout="layout-2024",
        facts_sha256="0123456789abcdef" * 4,
        cells=_cells(),
        figures=_figure_cells(),
        numbers=numbers,
    )


def _hide(cell: PublishedCell) -> PublishedCell:
    return replace(cell, count=None, percent=None, flag="…")


def _guard_column(cells: list[PublishedCell]) -> list[PublishedCell]:
    """Hide the small counts of one printed column, and the smallest other when only few are hidden."""
    small = {c.category_code for c in cells if c.flag == "…" or (c.count is not None and 0 < c.count < 7)}
    small.discard("total")
    if small:
        others = [c for c in cells if c.count and c.category_code not in {*small, "total"}]
        others.sort(key=lambda c: (c.count or 0, c.category_code))
        small |= {c.category_code for c in others[:1]}
    guarded = []
    for cell in cells:
        if cell.category_code == "_suppressed_pool":
            guarded.append(replace(cell, count=None, percent=None, flag="-"))
        else:
            guarded.append(_hide(cell) if cell.category_code in small else cell)
    return guarded


def _guarded_cells(cells: Iterable[PublishedCell]) -> tuple[PublishedCell, ...]:
    columns: dict[tuple[int, int], list[PublishedCell]] = {}
    for cell in cells:
        columns.setdefault((cell.table, cell.year), []).append(cell)
    hidden = {
        (cell.table, cell.year, cell.category_code): cell
        for column in columns.values()
        for cell in _guard_column(column)
    }
    return tuple(hidden[cell.table, cell.year, cell.category_code] for cell in cells)


def _guarded_figures(release: Release, cells: tuple[PublishedCell, ...]) -> tuple[PublishedFigureCell, ...]:
    shut = {(c.service, c.year, c.category_code) for c in cells if c.flag == "…"}

    def guarded(cell: PublishedFigureCell) -> PublishedFigureCell:
        parts = THEMES.get(cell.category_code, (cell.category_code,))
        if cell.flag == "…" or any((cell.service, cell.year, part) in shut for part in parts):
            return replace(cell, count=None, percent=None, flag="…")
        return cell

    return tuple(guarded(cell) for cell in release.figures)


def _guarded_number(number: PublishedNumber, shut: set[tuple[str, str]]) -> PublishedNumber:
    wanted = number.definition.get("where") or {}
    codes = {code for value in wanted.values() for code in (value if isinstance(value, list) else [value])}  # type: ignore[union-attr]
    touches = any((number.definition.get("service"), code) in shut for code in codes if isinstance(code, str))
    small = number.unit == "cases" and number.value is not None and 0 < number.value < 7
    if number.status in ("ok", "contradiction") and (touches or small):
        return replace(number, value=None, status="hidden", published=None)
    return replace(number, status="ok", published=None) if number.status == "contradiction" else number


@cache
def guarded() -> Release:
    """Give the same year as a strict policy would print it."""
    release = as_published()
    cells = _guarded_cells(release.cells)
    shut = {(c.service, c.category_code) for c in cells if c.flag == "…" and c.year >= 2023}
    numbers = {key: _guarded_number(number, shut) for key, number in release.numbers.items()}
    return replace(
        release,
        policy="safe",
        policy_version=policy("safe").version,
        cells=cells,
        figures=_guarded_figures(release, cells),
        numbers=numbers,
    )
