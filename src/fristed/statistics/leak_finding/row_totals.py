"""Which column is the total of the others: by what it is called, or by its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fristed.statistics.leak_finding.counts import count_in, year_in
from fristed.statistics.leak_finding.sheets import Sheet

CALLED_TOTAL = re.compile(
    r"(i alt|totalt?|sum|til ?samm?en|til saman|samlet|samla|alle|all|in all|both|begge( kjønn)?)", re.I
)
"""What the column of totals is called."""

YEAR_FIRST = re.compile(r"((?:19|20)\d{2})[ ,:/–-]+(\D.*)")
YEAR_LAST = re.compile(r"(.*\D)[ ,:/(–-]+((?:19|20)\d{2})\)?")
FEWEST_PARTS = 2
FEWEST_ROWS = 2
"""Rows whose numbers must fit before a column is a total by its numbers alone."""


@dataclass(frozen=True, slots=True)
class RowTotal:
    """A column that looks like the total of the others; ``fits`` is false where its numbers never say so."""

    label: str
    columns: tuple[str, ...]
    fits: bool


def split_heading(heading: str) -> tuple[str, int | None]:
    """Part a heading into what is counted and the year, where it says both.

    Examples
    --------
    >>> split_heading("2024 Women"), split_heading("Women 2024"), split_heading("2024")
    (('Women', 2024), ('Women', 2024), ('2024', None))
    """
    if (first := YEAR_FIRST.fullmatch(heading)) and year_in(heading) is None:
        return first[2].strip(), int(first[1])
    if (last := YEAR_LAST.fullmatch(heading)) and last[1].strip():
        return last[1].strip(" ,:/(–-"), int(last[2])
    return heading, None


def labels_of(columns: Sequence[str]) -> dict[str, tuple[str, int | None]]:
    """Give what each column counts, and the year where every heading says it.

    Examples
    --------
    >>> labels_of(["2024 Women", "2024 Men"])
    {'2024 Women': ('Women', 2024), '2024 Men': ('Men', 2024)}
    >>> labels_of(["Women 2024", "Men"])
    {'Women 2024': ('Women 2024', None), 'Men': ('Men', None)}
    """
    found = {column: split_heading(column) for column in columns}
    if all(year is not None for _, year in found.values()) and len(set(found.values())) == len(found):
        return found
    return {column: (column, None) for column in columns}


def row_total(sheet: Sheet, columns: Sequence[str]) -> RowTotal | None:
    """Find the column that looks like the total of the others, first by its name and then by its numbers."""
    labels = labels_of(columns)
    for label in dict.fromkeys(label for label, _ in labels.values()):
        if CALLED_TOTAL.fullmatch(label) and (groups := _groups(labels, label)):
            fitting = list(_fitting(sheet, groups))
            may_fit = not fitting or any(fitting) or len(fitting) < FEWEST_ROWS
            return RowTotal(label, tuple(total for total, _ in groups), may_fit)
    for label in dict.fromkeys(label for label, _ in labels.values()):
        if year_in(label) is None and (groups := _groups(labels, label)):
            fitting = list(_fitting(sheet, groups))
            if all(fitting) and len(fitting) >= FEWEST_ROWS:
                return RowTotal(label, tuple(total for total, _ in groups), True)
    return None


Groups = list[tuple[str, list[str]]]
"""Columns of totals, each with its parts."""


def _groups(labels: dict[str, tuple[str, int | None]], label: str) -> Groups:
    """Give the columns of totals with their parts, those of the same year; none where one has too few."""
    groups = []
    for total, (called, year) in labels.items():
        if called == label:
            parts = [name for name, (_, other) in labels.items() if other == year and name != total]
            groups.append((total, parts))
    return groups if all(len(parts) >= FEWEST_PARTS for _, parts in groups) else []


def _fitting(sheet: Sheet, groups: Groups) -> Iterator[bool]:
    """Say whether the total of each row fits that tells: all is printed, or more than the total is."""
    for row in sheet.rows:
        for total, parts in groups:
            whole = count_in(row.values[total])
            counts = [count_in(row.values[part]) for part in parts]
            printed = [count.value for count in counts if count]
            if whole and whole.value and sum(printed) > whole.value:
                yield False
            elif whole and len(printed) == len(parts) and sum(value > 0 for value in printed) > 1:
                yield sum(printed) == whole.value
