"""The protected tables of outcomes as a page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fristed.interfaces.web import formats, labels
from fristed.statistics.outcomes.definitions import OutcomeTable, outcome_tables
from fristed.statistics.outcomes.facts import OutcomeTables

SIGN = "…"


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its counts; one that is hidden is ``None``."""

    name: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of one service; without rows where it has no case, or too few."""

    id: str
    title: str
    cases: int | None
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class ShownService:
    """The tables of one service."""

    code: str
    name: str
    tables: tuple[ShownTable, ...]


def services_shown(found: OutcomeTables) -> Iterator[ShownService]:
    """Give each service with its tables, in the order they were stored; services are never added up."""
    for service in dict.fromkeys(total.service for total in found.totals):
        tables = tuple(_table(found, table, service) for table in outcome_tables())
        yield ShownService(service, labels.service(service), tables)


def _table(found: OutcomeTables, table: OutcomeTable, service: str) -> ShownTable:
    [total] = [one for one in found.totals if (one.table, one.service) == (table.id, service)]
    counts = {
        (cell.row, cell.column): cell.count
        for cell in found.cells
        if (cell.table, cell.service) == (table.id, service)
    }
    rows = tuple(
        ShownRow(labels.label(table.rows, row), tuple(counts[row, one] for one in table.column_codes()))
        for row in table.row_codes()
    )
    return ShownTable(
        id=f"{table.id}-{service}",
        title=table.titles[formats.language()],
        cases=total.cases,
        columns=tuple(labels.label(table.columns, column) for column in table.column_codes()),
        rows=rows if total.cases else (),
    )
