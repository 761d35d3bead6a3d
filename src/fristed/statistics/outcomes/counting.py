"""Counts outcomes: unprotected, for ``protecting`` alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fristed.casework.outcomes.facts import OutcomeFact
from fristed.statistics.outcomes.definitions import OutcomeTable, outcome_tables


@dataclass(frozen=True, slots=True)
class TableCounts:
    """One table of one service: its cases, and how many of them have each code in each row."""

    table: OutcomeTable
    service: str
    cases: int
    counts: Mapping[tuple[str, str], int]


def count_outcomes(facts: Iterable[OutcomeFact], services: Iterable[str]) -> tuple[TableCounts, ...]:
    """Count facts of one year; every table of every service, those without cases too."""
    cases: Counter[tuple[str, str]] = Counter()
    cells: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for fact in facts:
        key = (fact.moment, fact.service)
        cases[key] += 1
        cells.setdefault(key, Counter()).update(fact.values.items())
    return tuple(
        TableCounts(
            table=table,
            service=service,
            cases=cases[table.moment, service],
            counts={
                (row, column): cells.get((table.moment, service), Counter())[row, column]
                for row in table.row_codes()
                for column in table.column_codes()
            },
        )
        for service in services
        for table in outcome_tables()
    )
