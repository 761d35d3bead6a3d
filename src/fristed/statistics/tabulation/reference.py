"""Writes the reference page of tables, figures and numbers from their definitions, so that it cannot drift.

``python -m fristed.statistics.tabulation > docs/reference/tables.md`` rebuilds the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from fristed.statistics.tabulation.deviations import Deviation, read_deviations
from fristed.statistics.tabulation.layout import FigureDefinition, Layout, Row, TableDefinition
from fristed.statistics.tabulation.numbers import NumberDefinition, read_numbers
from fristed.statistics.tabulation.plan import counting_plan
from fristed.statistics.tabulation.reading import read_layout

_OPENING = """\
# Tables, figures and numbers

Generated from the data files of `fristed.statistics.tabulation`; do not edit. Rebuild it with
`python -m fristed.statistics.tabulation > docs/reference/tables.md`.

A table is data. What is counted is told by the attribute of a fact and the codes of each row; what may be
printed of it is decided by the policy of a release, never here. Labels are printed as they stand.

Percents are whole numbers: the count divided by the total of the same year, halves rounded upwards.
Signs: `-` a category that was not in use, `blank` a cell that the source leaves empty. In a year in which a
row is not in use or blank its categories belong to the residual row.
"""
_COLUMNS = {
    "all_years": "every year from {first}",
    "five_years": "the last five years",
    "register_years": "the last four years, from {first}",
    "report_year": "the report year",
}
_KINDS = {
    "cells": "Counts of tables",
    "figures": "Values of figures",
    "figure_percents": "Percents of figures",
    "percents": "Percents of tables",
    "unbacked_percents": "Percents of tables without a count behind them",
}


def reference_page() -> str:
    """Give the whole reference page as Markdown."""
    layout, numbers = read_layout(), tuple(read_numbers().values())
    parts = [_OPENING, f"Layout `{layout.id}`, version {layout.version}. Source: {layout.source}.\n"]
    parts += [_table_section(table) for table in layout.tables]
    parts += [_figure_section(figure) for figure in layout.figures]
    parts += [_history_section(layout), _numbers_section(numbers), _deviations_section(read_deviations())]
    parts.append(_statements_section(layout, numbers))
    return "\n".join(parts)


def _table_section(table: TableDefinition) -> str:
    counted = f"by `{table.field}`" if table.field else "in all"
    facts = f"{table.titles['nb']} · {table.titles['nn']} · {table.titles['en']}\n\n"
    facts += f"Service {table.service}; dimension `{table.dimension}`; cases counted {counted}"
    facts += f"{_where(table.where)}; columns: {_years(table.columns, table.first_year)}.\n"
    return f"## Table {table.id}\n\n{facts}\n{_rows(table.rows)}"


def _figure_section(figure: FigureDefinition) -> str:
    facts = f"{figure.titles['nb']} · {figure.titles['nn']} · {figure.titles['en']}\n\n"
    facts += f"Services {', '.join(figure.services)}; dimension `{figure.dimension}`{_where(figure.where)}; "
    facts += f"years: {_years(figure.columns, figure.first_year)}"
    if figure.tables:
        same = ", ".join(f"{number} ({service})" for service, number in figure.tables.items())
        facts += f"; the same counts as tables {same}"
    if figure.most_frequent:
        facts += f"; the {figure.most_frequent} most frequent known categories of {figure.ranked_by}"
    return f"## Figure {figure.id}\n\n{facts}.\n\n{_rows(figure.rows) if figure.rows else ''}"


def _years(columns: str, first_year: int) -> str:
    return _COLUMNS[columns].format(first=first_year)


def _where(where: Iterable[str]) -> str:
    return "".join(f", only `{name}`" for name in where)


def _rows(rows: Sequence[Row]) -> str:
    headings = ("code", "label", "counts", "not in use", "blank")
    return _markdown(headings, [_row_cells(row) for row in rows])


def _row_cells(row: Row) -> tuple[str, ...]:
    meanings = {"all": "all cases", "rest": "categories that no row names"}
    same = row.codes == {row.code}
    codes = "" if same else ", ".join(f"`{code}`" for code in sorted(row.codes))
    return (
        f"`{row.code}`",
        row.label,
        meanings.get(row.of, codes),
        ", ".join(map(str, sorted(row.not_in_use))),
        ", ".join(map(str, sorted(row.blank))),
    )


def _history_section(layout: Layout) -> str:
    years = sorted({year for totals in layout.history.values() for year in totals})
    rows = [
        (str(year), *(str(layout.history[service].get(year, "")) for service in layout.services))
        for year in years
    ]
    opening = "Published totals from before the register. They are printed as they are and never counted."
    return f"## History\n\n{opening}\n\n{_markdown(('year', *layout.services), rows)}"


def _numbers_section(numbers: Sequence[NumberDefinition]) -> str:
    opening = f"{len(numbers)} numbers. `Y` is the report year. Numbers that are not about cases wait for "
    opening += "the rooms that will hold their sources."
    rows = [(f"`{n.id}`", n.unit, f"`{json.dumps(n.definition, ensure_ascii=False)}`") for n in numbers]
    return f"## Numbers of the running text\n\n{opening}\n\n{_markdown(('id', 'unit', 'definition'), rows)}"


def _deviations_section(deviations: Sequence[Deviation]) -> str:
    opening = (
        "What the report of 2024 printed and the register does not give. Each is a contradiction of the "
    )
    opening += "source; numbers of the running text that contradict the tables are not repeated here."
    headings = ("place", "service", "year", "row", "printed", "counted", "reason")
    parts = [f"## Deviations\n\n{opening}\n"]
    for kind, title in _KINDS.items():
        rows = [_deviation_cells(found) for found in deviations if found.kind == kind]
        parts.append(f"### {title}\n\n{_markdown(headings, rows)}")
    return "\n".join(parts)


def _deviation_cells(found: Deviation) -> tuple[str, ...]:
    values = (
        found.place,
        found.service,
        found.year,
        f"`{found.category_code}`",
        "blank" if found.printed is None else found.printed,
        "blank" if found.counted is None else found.counted,
    )
    return (*map(str, values), found.reason)


def _statements_section(layout: Layout, numbers: Sequence[NumberDefinition]) -> str:
    plan = counting_plan(layout, numbers)
    opening = "All of the above is counted by three statements, the same on every engine."
    statements = (*plan.case_statements, plan.agency_statement)
    listed = "\n".join(f"```sql\n{statement.sql}\n```\n" for statement in statements)
    return f"## How it is counted\n\n{opening}\n\n{listed}"


def _markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a Markdown table; a column that is empty all the way down is left out."""
    kept = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    lines = [[headings[at] for at in kept], ["---"] * len(kept), *([row[at] for at in kept] for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)
