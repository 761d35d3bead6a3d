"""Columns of percents: which there are, whose they are, and whether they are percents of the total."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from fristed.statistics.leak_finding.counts import SPACES, count_in
from fristed.statistics.leak_finding.sheets import Sheet

CALLED_PERCENT = re.compile(r"%|andel|prosent|percent|share", re.I)
"""What the heading of a column with percents says."""

DECIMAL = re.compile(r"\d{1,3}[.,]\d{1,2}\s*%?|\d+\s*%")
"""A number that is a percent and no count."""

PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,3}))?")


class WhosePercents(ValueError):
    """It is not clear which counts the percents of a column belong to."""


def looks_like_percents(sheet: Sheet, heading: str) -> bool:
    """Whether a column holds percents, by its heading or by its numbers."""
    texts = [text for row in sheet.rows if (text := row.values[heading])]
    decimals = [text for text in texts if DECIMAL.fullmatch(text)]
    numbers = [text for text in texts if PERCENT.fullmatch(SPACES.sub("", text).removesuffix("%"))]
    return bool(numbers) and (bool(CALLED_PERCENT.search(heading)) or len(decimals) * 2 > len(texts))


def counts_of(percents: Sequence[str], counts: Sequence[str], headings: Sequence[str]) -> dict[str, str]:
    """Say for each column of counts which column holds its percents.

    Percents belong to the counts whose heading theirs repeats, ``Share 2024`` to ``2024``; else to the counts
    nearest to the left; else, where there are as many of both, to those in the same place in the order.

    Raises
    ------
    WhosePercents
        If none of that gives each column of percents counts of its own.

    Examples
    --------
    >>> counts_of(["Share 2024"], ["2023", "2024"], ["2023", "2024", "Share 2024"])
    {'2024': 'Share 2024'}
    >>> counts_of(["%", "Share"], ["Women", "Men"], ["Place", "Women", "%", "Men", "Share"])
    {'Women': '%', 'Men': 'Share'}
    """
    by_name = [_named_in(percent, counts) for percent in percents]
    to_the_left = [_to_the_left(percent, counts, headings) for percent in percents]
    in_order = sorted(counts, key=list(headings).index) if len(counts) == len(percents) else []
    for found in (by_name, to_the_left, in_order):
        if all(found) and len(set(found)) == len(found) == len(percents):
            ordered = percents if found is not in_order else sorted(percents, key=list(headings).index)
            return dict(zip(found, ordered, strict=True))
    raise WhosePercents(", ".join(percents))


def _named_in(percent: str, counts: Sequence[str]) -> str:
    found = [name for name in counts if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", percent)]
    return max(found, key=len, default="")


def _to_the_left(percent: str, counts: Sequence[str], headings: Sequence[str]) -> str:
    before = [name for name in headings[: list(headings).index(percent)] if name in counts]
    return before[-1] if before else counts[0] if len(counts) == 1 else ""


def of_the_total(sheet: Sheet, *, names: str, total: str, counts: str, percents: str) -> bool:
    """Whether every printed count is printed as its percent of the total, rounded to either neighbour."""
    whole = next((count_in(row.values[counts]) for row in sheet.rows if row.values[names] == total), None)
    if not whole or not whole.value:
        return False
    known = [
        (count.value, percent)
        for row in sheet.rows
        if (count := count_in(row.values[counts])) and (percent := _percent_in(row.values[percents]))
    ]
    return bool(known) and all(
        abs(100 * scale * value - digits * whole.value) < whole.value for value, (digits, scale) in known
    )


def _percent_in(text: str) -> tuple[int, int] | None:
    """Read a percent as its digits and what they are counted in: ``7,4`` is 74 tenths."""
    found = PERCENT.fullmatch(SPACES.sub("", text).removesuffix("%"))
    return (int(found[1] + (found[2] or "")), 10 ** len(found[2] or "")) if found else None


def fitting_percents(
    sheet: Sheet, *, names: str, total: str, counts: Sequence[str], found: Sequence[str]
) -> Mapping[str, str]:
    """Of the columns that look like percents, give those of the total, by their counts."""
    try:
        matched = counts_of(found, counts, sheet.headings)
    except WhosePercents:
        return {}
    return {
        count: percent
        for count, percent in matched.items()
        if of_the_total(sheet, names=names, total=total, counts=count, percents=percent)
    }
