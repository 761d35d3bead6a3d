"""The machine copy: every cell of the tables and figures, one line each.

Semicolons, decimal comma and UTF-8, as Norwegian spreadsheets read them. The signs stand in their own column.
Under the lines stands what a reader needs to use them, each line after a ``#``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence

from fristed.statistics.annual_report.labels import Labels
from fristed.statistics.annual_report.tongues import phrasebook
from fristed.statistics.publishing.facts import Dataset
from fristed.statistics.publishing.writers.csv_foot import foot_of_report
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


def write_csv(release: Release, labels: Labels, datasets: Sequence[Dataset]) -> bytes:
    """Write the cells of a release in the order in which the release holds them.

    ``datasets`` are its tables and figures, for what stands under the lines.
    """
    written = io.StringIO()
    lines = csv.writer(written, delimiter=";", lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerows(_line(str(cell.table), cell, labels) for cell in release.cells)
    lines.writerows(_line(cell.figure, cell, labels) for cell in release.figures)
    flags = {cell.flag for cell in release.cells} | {cell.flag for cell in release.figures}
    foot = "".join(f"{line}\n" for line in foot_of_report(datasets, _explained(flags, release, labels)))
    return f"{written.getvalue()}{foot}".encode()


def _explained(flags: Collection[str], release: Release, labels: Labels) -> Iterator[str]:
    """Explain the signs of the house that stand in the column of signs."""
    means: dict[str, str] = phrasebook()[labels.language]["signs"]
    hidden = "hidden" if release.rule.secondary else "hidden_below"
    names = {"…": hidden, "-": "old_not_in_use", "blank": "not_collected", "0": "no_cases"}
    for flag, name in names.items():
        if flag in flags:
            yield f"{flag} = {means[name].format(threshold=release.rule.threshold)}"
