"""The counts of one table and year as the protector sees them: a total, its parts, and printed subtotals."""

from __future__ import annotations

from fristed.methods.classifications import theme_of
from fristed.methods.disclosure.records import CountTree
from fristed.statistics.tabulation.counting import Counts
from fristed.statistics.tabulation.layout import FigureDefinition, TableDefinition

REST = "_rest"
POOL = "_suppressed_pool"
ALL_IN_ONE = "total"


def theme_cell(theme: str) -> str:
    """Name the subtotal of a theme; some themes share their code with a main concern."""
    return f"theme:{theme}"


def table_tree(counts: Counts, table: TableDefinition, year: int) -> CountTree:
    """Give a table's column: one leaf per printed row, and what no row shows as a part never printed.

    Categories that no row names are printed as a row of their own in tables with «andre land». In tables
    with a pool for small categories they are not printed at all.
    """
    leaves = {
        row.code: counts.count(table.id, table.service, year, row.code)
        for row in table.rows
        if row.of == "codes" and not row.sign(year)
    }
    unnamed = sum(counts.rest(table.id, year).values())
    if table.rest and table.rest.code != POOL:
        leaves[table.rest.code] = unnamed
    elif unnamed:
        leaves[REST] = unnamed
    return CountTree(
        name=f"Table {table.id}, {year}",
        total=counts.total(table.service, year),
        leaves=leaves,
        groups=_themes(leaves) if table.field == "main_concern" else {},
        unprinted=frozenset({REST} & set(leaves)),
    )


def _themes(concerns: dict[str, int]) -> dict[str, tuple[str, ...]]:
    """Group main concerns by theme. Themes are protected in every year, as earlier reports printed them."""
    themes: dict[str, tuple[str, ...]] = {}
    for concern in concerns:
        cell = theme_cell(theme_of(concern))
        themes[cell] = (*themes.get(cell, ()), concern)
    return themes


def part_tree(name: str, *, part: int, total: int) -> CountTree:
    """Give one printed count below a printed total; anyone can subtract, so the rest counts too."""
    return CountTree(
        name=name,
        total=total,
        leaves={ALL_IN_ONE: part, REST: total - part},
        unprinted=frozenset({REST}),
    )


def single_count_tree(counts: Counts, table: TableDefinition, year: int) -> CountTree:
    """Give the column of a table with one count, such as immigration cases, below the service's total."""
    part = counts.count(table.id, table.service, year, ALL_IN_ONE)
    return part_tree(f"Table {table.id}, {year}", part=part, total=counts.total(table.service, year))


def figure_tree(counts: Counts, figure: FigureDefinition, service: str, year: int) -> CountTree:
    """Give one value of a figure that no table prints, such as cases abroad, below the service's total."""
    where = {name: frozenset({value}) for name, value in figure.where.items()}
    return part_tree(
        f"Figure {figure.id}, {service} {year}",
        part=counts.cases(service, year, where),
        total=counts.total(service, year),
    )
