"""What changed from one version of the statistics to the next, ready for a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fristed.interfaces.web import formats
from fristed.interfaces.web.statistics import titles
from fristed.interfaces.web.statistics.shown import SIGNS
from fristed.statistics.releases.facts import PublishedCell, Release
from fristed.statistics.releases.official.changes import Change, Said, changes_between


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One number that is printed differently."""

    year: int
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedTable:
    """The numbers of one table that are printed differently."""

    number: int
    title: str
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True, slots=True)
class ShownChanges:
    """All that changed: table by table, and how many figures and sentences beside them."""

    tables: tuple[ChangedTable, ...]
    others: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self.tables and not self.others


def shown_changes(before: Release, after: Release) -> ShownChanges:
    """Lay out what changed between two versions."""
    found = changes_between(before, after)
    by_table: dict[int, list[Change]] = {}
    for change in found:
        if isinstance(change.cell, PublishedCell):
            by_table.setdefault(change.cell.table, []).append(change)
    tables = tuple(
        ChangedTable(number, titles.title(number), tuple(_shown(number, by_table[number])))
        for number in sorted(by_table)
    )
    return ShownChanges(tables, len(found) - sum(len(table.changes) for table in tables))


def _shown(number: int, changes: list[Change]) -> Iterator[ShownChange]:
    labels = {row.code: titles.row_label(row) for row in titles.definition(number).rows}
    for change in changes:
        if change.cell is not None:
            label = labels.get(change.cell.category_code, change.cell.category_code)
            yield ShownChange(change.cell.year, label, _said(change.before), _said(change.after))


def _said(said: Said) -> str:
    value, flag = said
    if flag in SIGNS:
        return SIGNS[flag]
    return _("not there") if value is None and not flag else formats.number(value or 0)
