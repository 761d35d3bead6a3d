"""Which cells of a release are hidden: by the bare threshold, or safely, all of the release together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fristed.statistics.releases.facts import Why
from fristed.statistics.releases.names import POOL, figure_key, table_key
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.system import ProtectedCounts
from fristed.statistics.tabulation.counting import Counts

Hidden = Mapping[str, Why]
"""Why each hidden cell of a table or figure is hidden, by its key; printed cells are not in it."""


def hidden_by_threshold(counts: Counts, policy: Policy) -> dict[str, Why]:
    """Hide each small count by itself, as the printed report did, but for the policy's exempt cells."""
    hidden: dict[str, Why] = {}
    for table in counts.layout.tables:
        for year in table.years(counts.year):
            for row in table.rows:
                if row.of == "rest" or row.sign(year) or policy.is_exempt(table.id, year, row.code):
                    continue
                if policy.is_small(counts.count(table.id, table.service, year, row.code)):
                    hidden[table_key(table.id, table.service, year, row.code)] = "primary"
    for value in counts.figure_values():
        if value.count is not None and policy.is_small(value.count, figure=value.figure):
            hidden[figure_key(value.figure, value.service, value.year, value.category_code)] = "primary"
    return hidden


def hidden_safely(counts: Counts, policy: Policy, protected: ProtectedCounts) -> dict[str, Why]:
    """Hide what the pattern of each service and year hides, and all that is withheld."""
    hidden: dict[str, Why] = {}
    for service, year, key, count in _cells(counts):
        found = protected.of(service, year)
        why: Why = found.pattern.hidden.get(key, "") if found else ""
        is_withheld = policy.is_small(count) if found is None else key not in found.linked.counts
        if is_withheld:
            why = "primary" if policy.is_small(count) else "secondary"
        if why:
            hidden[key] = why
    return hidden


def _cells(counts: Counts) -> Iterator[tuple[str, int, str, int]]:
    """Give service, year, key and count of every cell that a table or figure of the release may print."""
    for table in counts.layout.tables:
        for year in table.years(counts.year):
            for row in table.rows:
                if not row.sign(year) and row.code != POOL:
                    count = counts.count(table.id, table.service, year, row.code)
                    yield table.service, year, table_key(table.id, table.service, year, row.code), count
    for value in counts.figure_values():
        if value.count is not None:
            key = figure_key(value.figure, value.service, value.year, value.category_code)
            yield value.service, value.year, key, value.count
