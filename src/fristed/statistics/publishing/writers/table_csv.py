"""A dataset as CSV, one line for each cell, with codes and labels, as Norwegian spreadsheets read it.

Semicolons, UTF-8 with a byte-order mark, and a sign in a column of its own, so that the column of values
holds numbers alone.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import product

from fristed.statistics.publishing.facts import TIME, DataCell, Dataset
from fristed.statistics.publishing.writers.csv_foot import foot_of

BYTE_ORDER_MARK = "\N{BYTE ORDER MARK}"


def columns(dataset: Dataset) -> tuple[str, ...]:
    """Name the columns: each dimension by its code, all but years with a label; then unit, value and sign.

    The names are the same in every language, so that a program reads each.
    """
    named = (
        name for d in dataset.dimensions for name in (d.code, f"{d.code}_label") if name != f"{TIME}_label"
    )
    return (*named, "unit", "value", "sign")


def write_table_csv(dataset: Dataset) -> bytes:
    """Write the cells of a dataset in their order."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns(dataset))
    writer.writerows(_lines(dataset))
    return f"{BYTE_ORDER_MARK}{out.getvalue()}".encode()


def write_csv_file(dataset: Dataset) -> bytes:
    """Write a dataset as a file to keep: its cells, and under them title, notes and where it comes from."""
    foot = "".join(f"{line}\r\n" for line in foot_of(dataset))
    return write_table_csv(dataset) + foot.encode()


def _lines(dataset: Dataset) -> Iterator[tuple[str, ...]]:
    places = product(*(dimension.categories for dimension in dataset.dimensions))
    for (*named, content, year), cell in zip(places, dataset.cells, strict=True):
        names = (name for category in (*named, content) for name in (category.code, category.label))
        yield (*names, year.code, content.unit, _number(cell), cell.sign)


def _number(cell: DataCell) -> str:
    return "" if cell.value is None else str(cell.value).replace(".", ",")
