"""Write the spec of one plain table, for a statistician who has answered a short form instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fristed.statistics.leak_finding.counts import count_in, year_in
from fristed.statistics.leak_finding.percent_columns import looks_like_percents
from fristed.statistics.leak_finding.row_totals import labels_of
from fristed.statistics.leak_finding.sheets import Sheet

SPEC_FILE = "spec.toml"
NEARLY_COUNT = re.compile(r"[<>]?\s*\d[\d\s.,]*\D{0,3}|=.*")
"""A count, a slip of the pen that was meant as one, or a formula without a value."""

NO_SIGNS = ("-", "–", ".")


@dataclass(frozen=True, slots=True)
class PlainTable:
    """One table with a column of names and columns of counts, as the form asks for it.

    ``percents`` gives the column of percents of each column of counts that has one; ``total_column`` is what
    the columns are called that are totals of the others, without the year where every heading has one.
    """

    file: str
    title: str
    names: str
    counts: tuple[str, ...]
    percents: Mapping[str, str]
    total: str
    signs: tuple[str, ...]
    threshold: int
    sign_is_small: bool
    sheet: str = ""
    headings_in_row: int = 1
    total_column: str = ""
    labels: Mapping[str, tuple[str, int | None]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", labels_of(self.counts) if self.total_column else {})


def count_columns(sheet: Sheet, names: str, signs: Sequence[str]) -> tuple[str, ...]:
    """Find the columns that hold counts: half of what stands in them is meant as one, and no percent."""
    found = []
    for heading in sheet.headings:
        texts = [text for row in sheet.rows if (text := row.values[heading])]
        counts = [text for text in texts if text in signs or count_in(text) or NEARLY_COUNT.fullmatch(text)]
        is_percent = looks_like_percents(sheet, heading)
        if heading != names and counts and len(counts) * 2 >= len(texts) and not is_percent:
            found.append(heading)
    return tuple(found)


def spec_of(table: PlainTable) -> bytes:
    """Write the spec as TOML.

    Examples
    --------
    >>> plain = PlainTable("a.csv", "A", "Place", ("Cases",), {}, "All", (":",), 5, True)
    >>> print(spec_of(plain).decode().splitlines()[1])
    threshold = 5
    """
    high = [f"high = {table.threshold - 1}"] if table.sign_is_small else []
    not_in_use = (sign for sign in NO_SIGNS if sign not in table.signs)
    lines = [
        f"title = {quoted(table.title)}",
        f"threshold = {table.threshold}",
        "[signs]",
        f"hidden = [{', '.join(map(quoted, table.signs))}]",
        f"not_in_use = [{', '.join(map(quoted, not_in_use))}]",
        "low = 1",
        *high,
        "[[table]]",
        f"file = {quoted(table.file)}",
        f"sheet = {quoted(table.sheet)}",
        f"headings_in_row = {table.headings_in_row}",
        f"columns = {{ category = {quoted(table.names)} }}",
        f"counts = [{', '.join(_column(table, column) for column in table.counts)}]",
        f"total = {quoted(table.total)}",
        *([f"total_column = {quoted(table.total_column)}"] if table.total_column else []),
    ]
    return ("\n".join(lines) + "\n").encode()


def _column(table: PlainTable, column: str) -> str:
    service, year = table.labels.get(column, (column, None))
    fields = [f"column = {quoted(column)}"]
    if year is None and (year := year_in(column)) is not None:
        service = ""
    if year is not None:
        fields.append(f"year = {year}")
    if service and len(table.counts) > 1:
        fields.append(f"service = {quoted(service)}")
    if percent := table.percents.get(column):
        fields.append(f"percent = {quoted(percent)}")
    return f"{{ {', '.join(fields)} }}"


def quoted(text: str) -> str:
    """Write a text as a TOML string; control characters, which no heading needs, become spaces.

    Examples
    --------
    >>> quoted('say "no"')
    '"say \\\\"no\\\\""'
    """
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
