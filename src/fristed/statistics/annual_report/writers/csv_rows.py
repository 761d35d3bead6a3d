"""The machine copy: every cell of the tables and figures, one line each.

Semicolons, decimal comma and UTF-8, as Norwegian spreadsheets read them. The signs stand in their own column.
"""

from __future__ import annotations

import csv
import io

from fristed.statistics.annual_report.labels import Labels
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, Release

COLUMNS = (
    "table",
    "service",
    "year",
    "dimension",
    "category_code",
    "label",
    "count",
    "percent",
    "flag",
)


def _written(value: float | int | None) -> str:
    return "" if value is None else str(value).replace(".", ",")


def _line(name: str, cell: PublishedCell | PublishedFigureCell, labels: Labels) -> tuple[str, ...]:
    label = labels.row(cell.dimension, cell.category_code, cell.service)
    return (
        name,
        cell.service,
        str(cell.year),
        cell.dimension,
        cell.category_code,
        label,
        _written(cell.count if cell.flag in ("", "0") else None),
        _written(cell.percent),
        cell.flag,
    )


def write_csv(release: Release, labels: Labels) -> bytes:
    """Write the cells of a release in the order in which the release holds them."""
    written = io.StringIO()
    lines = csv.writer(written, delimiter=";", lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerows(_line(str(cell.table), cell, labels) for cell in release.cells)
    lines.writerows(_line(cell.figure, cell, labels) for cell in release.figures)
    return written.getvalue().encode()
