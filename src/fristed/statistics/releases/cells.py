"""Cells of tables and figures as they are printed: a count, or a sign in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fristed.methods.percents import percent_of
from fristed.statistics.releases.facts import Flag, PublishedCell, PublishedFigureCell
from fristed.statistics.releases.hiding import Hidden
from fristed.statistics.releases.names import POOL, figure_key, table_key
from fristed.statistics.releases.policies import Policy
from fristed.statistics.tabulation.counting import Counts
from fristed.statistics.tabulation.layout import FigureDefinition, Row, TableDefinition

NOT_A_CATEGORY = frozenset({"total", "unknown", "_other", POOL})
"""Rows that cannot be the most frequent category."""


def printed_tables(counts: Counts, policy: Policy, hidden: Hidden) -> Iterator[PublishedCell]:
    """Give every cell of every table, in printed order: row by row, oldest year first."""
    for table in counts.layout.tables:
        for row in table.rows:
            for year in table.years(counts.year):
                yield _cell(counts, policy, hidden, table, row, year)


def _cell(
    counts: Counts, policy: Policy, hidden: Hidden, table: TableDefinition, row: Row, year: int
) -> PublishedCell:
    why = hidden.get(table_key(table.id, table.service, year, row.code), "")
    count: int | None = None
    flag: Flag = "-"
    if row.sign(year) or _is_unused_pool(row, policy):
        flag = row.sign(year) or "-"
    elif row.of == "rest":
        count, flag = _rest(counts, policy, hidden, table, year, is_hidden=bool(why))
    else:
        count = counts.count(table.id, table.service, year, row.code)
        flag = _flag(count, is_hidden=bool(why))
    total = counts.total(table.service, year)
    percent = percent_of(count, total) if count is not None and table.has_percent else None
    if flag == "…" and (table.id, year) not in policy.print_percent_of_hidden:
        percent = None
    return PublishedCell(
        table=table.id,
        service=table.service,
        year=year,
        dimension=table.dimension,
        category_code=row.code,
        count=None if flag == "…" else count,
        percent=percent,
        flag=flag,
        why=why,
    )


def _is_unused_pool(row: Row, policy: Policy) -> bool:
    """Whether a row would sum hidden rows for the reader where the policy does not allow it."""
    return row.code == POOL and not policy.residual_rows_carry_hidden


def _rest(
    counts: Counts, policy: Policy, hidden: Hidden, table: TableDefinition, year: int, *, is_hidden: bool
) -> tuple[int, Flag]:
    """Count a residual row: what no row names, and hidden named rows if the policy puts them inside."""
    count = sum(counts.rest(table.id, year).values())
    if not policy.residual_rows_carry_hidden:
        return count, _flag(count, is_hidden=is_hidden)
    if (table.id, year) not in policy.beside:
        for row in table.rows:
            if row.of == "codes" and table_key(table.id, table.service, year, row.code) in hidden:
                count += counts.count(table.id, table.service, year, row.code)
    return count, _flag(count, is_hidden=policy.is_small(count))


def _ranked_from_print(
    figure: FigureDefinition, year: int, cells: Sequence[PublishedCell]
) -> Iterator[PublishedFigureCell]:
    """Take the categories with the largest printed counts of the ranking service, and repeat the tables."""
    columns = {
        service: {c.category_code: c for c in cells if (c.table, c.year) == (table, year)}
        for service, table in figure.tables.items()
    }
    named = [
        c for c in columns[figure.ranked_by].values() if c.category_code not in NOT_A_CATEGORY and c.count
    ]
    ranking = sorted(named, key=lambda cell: (-(cell.count or 0), cell.category_code))
    for best in ranking[: figure.most_frequent]:
        for service in figure.services:
            if cell := columns[service].get(best.category_code):
                yield PublishedFigureCell(
                    figure=figure.id,
                    service=service,
                    year=year,
                    dimension=figure.dimension,
                    category_code=cell.category_code,
                    count=cell.count,
                    percent=None,
                    flag=cell.flag,
                    why=cell.why,
                )


def _flag(count: int, *, is_hidden: bool) -> Flag:
    if is_hidden:
        return "…"
    return "" if count else "0"


def printed_figures(
    counts: Counts, policy: Policy, hidden: Hidden, cells: Iterable[PublishedCell]
) -> Iterator[PublishedFigureCell]:
    """Give every value of every figure, hidden where its table hides it.

    Which categories are the most frequent, and their order, is itself a statement about their counts. Where
    hidden counts must not be worked out, printed cells alone are ranked.
    """
    shown = list(cells)
    for figure in counts.layout.figures:
        if figure.most_frequent and policy.secondary:
            yield from _ranked_from_print(figure, counts.year, shown)
        else:
            yield from _repeated(counts, hidden, figure)


def _repeated(counts: Counts, hidden: Hidden, figure: FigureDefinition) -> Iterator[PublishedFigureCell]:
    for value in (v for v in counts.figure_values() if v.figure == figure.id):
        why = hidden.get(figure_key(value.figure, value.service, value.year, value.category_code), "")
        flag: Flag = value.sign or _flag(value.count or 0, is_hidden=bool(why))
        yield PublishedFigureCell(
            figure=value.figure,
            service=value.service,
            year=value.year,
            dimension=value.dimension,
            category_code=value.category_code,
            count=None if flag == "…" else value.count,
            percent=None if flag == "…" else value.percent,
            flag=flag,
            why=why,
        )
