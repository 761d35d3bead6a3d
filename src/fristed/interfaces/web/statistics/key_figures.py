"""The key figures of a release: a handful of printed cells for each service, never added across services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.statistics import titles
from fristed.interfaces.web.statistics.shown import ShownCell, ShownTable, shown_table, table_numbers
from fristed.methods.percents import growth_percent
from fristed.statistics.releases.facts import Release

MOST_FREQUENT = 3
# What is said of a cell, by the dimension of its table and its row.
SHARES: tuple[tuple[str, str, str | Promise], ...] = (
    ("gender", "female", _("are girls or women")),
    ("gender", "male", _("are boys or men")),
    ("age", "child_under_18", _("were under 18 at the first contact")),
)


@dataclass(frozen=True, slots=True)
class Share:
    """One statement, such as "75 % are girls or women"; what is hidden is left out."""

    cell: ShownCell
    words: str | Promise
    number: int


@dataclass(frozen=True, slots=True)
class Frequent:
    """One of the most frequent main concerns."""

    label: str
    cell: ShownCell


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """The key figures of one service, with the table each of them stands in."""

    code: str
    name: str
    total: ShownCell
    earlier: ShownCell | None
    change: str
    total_table: int
    shares: tuple[Share, ...]
    concerns: tuple[Frequent, ...]
    concern_table: int


def change_in_percent(now: ShownCell, before: ShownCell | None) -> str:
    """Give the change from one printed count to another, with its sign, or nothing."""
    if before is None or before.value is None or now.value is None:
        return ""
    change = growth_percent(before.value, now.value)
    if change is None:
        return ""
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return f"{sign}{formats.percent(abs(change))}"


def most_frequent(table: ShownTable) -> tuple[Frequent, ...]:
    """Give the rows with the largest printed counts of the last year."""
    printed = [row for row in table.categories if row.cells[-1].value and not row.code.startswith("_")]
    printed.sort(key=lambda row: -(row.cells[-1].value or 0))
    return tuple(Frequent(row.label, row.cells[-1]) for row in printed[:MOST_FREQUENT])


def _shares(tables: dict[str, ShownTable]) -> Iterator[Share]:
    for dimension, code, words in SHARES:
        for row in tables[dimension].rows if dimension in tables else ():
            if row.code == code and row.cells[-1].percent:
                yield Share(row.cells[-1], words, tables[dimension].number)


def key_figures(release: Release) -> Iterator[ServiceFigures]:
    """Give the key figures of each service that the release has totals for."""
    by_service: dict[str, dict[str, ShownTable]] = {}
    for number in table_numbers(release):
        definition, table = titles.definition(number), shown_table(release, number)
        if table:
            by_service.setdefault(definition.service, {})[definition.dimension] = table
    for code, tables in by_service.items():
        cells = tables["cases_total"].rows[0].cells
        earlier = cells[-2] if len(cells) > 1 else None
        yield ServiceFigures(
            code=code,
            name=labels.service(code),
            total=cells[-1],
            earlier=earlier,
            change=change_in_percent(cells[-1], earlier),
            total_table=tables["cases_total"].number,
            shares=tuple(_shares(tables)),
            concerns=most_frequent(tables["main_concern"]),
            concern_table=tables["main_concern"].number,
        )
