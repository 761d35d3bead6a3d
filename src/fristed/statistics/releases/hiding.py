"""Which cells of a release are hidden: by the bare threshold, or safely, all of a table together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fristed.methods.disclosure.protection import NoSafePattern, protect, protect_years
from fristed.methods.disclosure.records import CountTree, Pattern, ProtectionRule
from fristed.statistics.releases.facts import Why
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.trees import figure_tree, single_count_tree, table_tree, theme_cell
from fristed.statistics.tabulation.counting import Counts

Place = tuple[str, str, int]
"""``table 4`` or ``F4``, service, year."""
Hidden = Mapping[tuple[Place, str], Why]
"""Why each hidden cell, or theme subtotal, is hidden; printed cells are not in it."""


def table_place(table: int, service: str, year: int) -> Place:
    """Name one column of a table."""
    return (f"table {table}", service, year)


def hidden_by_threshold(counts: Counts, policy: Policy) -> dict[tuple[Place, str], Why]:
    """Hide each small count by itself, as the printed report did, but for the policy's exceptions."""
    hidden: dict[tuple[Place, str], Why] = {}
    for table in counts.layout.tables:
        for year in table.years(counts.year):
            for row in table.rows:
                if row.of == "rest" or row.sign(year) or (table.id, year, row.code) in policy.exceptions:
                    continue
                if policy.is_small(counts.count(table.id, table.service, year, row.code)):
                    hidden[table_place(table.id, table.service, year), row.code] = "primary"
    return hidden | _small_figure_values(counts, policy)


def _small_figure_values(counts: Counts, policy: Policy) -> dict[tuple[Place, str], Why]:
    return {
        ((value.figure, value.service, value.year), value.category_code): "primary"
        for value in counts.figure_values()
        if value.count is not None and policy.is_small(value.count, figure=value.figure)
    }


def hidden_safely(counts: Counts, policy: Policy) -> dict[tuple[Place, str], Why]:
    """Hide small counts and what would give them away, every table with its years, themes and figures.

    Every year of the register is protected, printed or not, so that the reports of two years hide the same
    cells of a column and readers who keep both learn nothing more.
    """
    hidden: dict[tuple[Place, str], Why] = {}
    for columns in _columns(counts):
        for place, pattern in _patterns(columns, policy).items():
            hidden |= {(place, code): why for code, why in pattern.hidden.items()}
    hidden |= _small_totals(counts, policy)
    return hidden | _same_in_figures(counts, hidden)


def _columns(counts: Counts) -> Iterator[dict[Place, CountTree]]:
    """Give the columns of every register year, one mapping per table, or per figure that no table prints."""
    years = range(counts.layout.first_register_year, counts.year + 1)
    for table in counts.layout.tables:
        if table.field or table.where:
            tree_of = table_tree if table.field else single_count_tree
            yield {table_place(table.id, table.service, year): tree_of(counts, table, year) for year in years}
    for figure in counts.layout.figures:
        for service in figure.services if figure.where else ():
            yield {
                (figure.id, service, year): figure_tree(counts, figure, service, year)
                for year in years
                if all(counts.layout.is_collected(n, service=service, year=year) for n in figure.where)
            }


def _patterns(columns: Mapping[Place, CountTree], policy: Policy) -> dict[Place, Pattern]:
    """Protect columns together; a column that no pattern makes safe prints its total and no more."""
    rule = ProtectionRule(threshold=policy.threshold, width=policy.width)
    withheld: dict[Place, Pattern] = {}
    for place, tree in columns.items():
        try:
            protect(tree, rule)
        except NoSafePattern as refusal:
            withheld[place] = refusal.withheld
    patterns = protect_years(
        {place[2]: tree for place, tree in columns.items() if place not in withheld},
        rule,
        prefer=policy.prefer,
    )
    return {place: withheld.get(place) or patterns[place[2]] for place in columns}


def _same_in_figures(counts: Counts, hidden: Hidden) -> dict[tuple[Place, str], Why]:
    """Hide in a figure what is hidden in the table that prints the same count, or that no table prints."""
    found: dict[tuple[Place, str], Why] = {}
    for value in counts.figure_values():
        if not counts.layout.figure(value.figure).where:
            cell = printed_in(counts, value.dimension, value.service, value.year, value.category_code)
            why: Why = hidden.get(cell, "") if cell else "secondary"
            if why:
                found[(value.figure, value.service, value.year), value.category_code] = why
    return found


def printed_in(
    counts: Counts, dimension: str, service: str, year: int, code: str
) -> tuple[Place, str] | None:
    """Give the cell of a table that prints what a figure shows, or ``None``; a theme is a subtotal."""
    field = {"theme": "main_concern", "cases_total": ""}.get(dimension, dimension)
    table = next(
        table
        for table in counts.layout.tables
        if table.service == service and table.field == field and not table.where
    )
    place = table_place(table.id, service, year)
    if dimension == "theme":
        return place, theme_cell(code)
    return (place, code) if any(row.code == code for row in table.rows) else None


def _small_totals(counts: Counts, policy: Policy) -> dict[tuple[Place, str], Why]:
    """Hide totals that are small themselves; with them every part of the year is hidden already."""
    return {
        (table_place(table.id, table.service, year), "total"): "primary"
        for table in counts.layout.tables
        for year in table.years(counts.year)
        if not table.where and policy.is_small(counts.total(table.service, year))
    }
