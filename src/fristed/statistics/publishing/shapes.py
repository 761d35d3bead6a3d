"""What a dataset is of: which services, rows, years and contents a table or figure has in one release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fristed.methods.classifications import code_list
from fristed.statistics.publishing.facts import CONTENTS, TIME, Category, DataCell, Dimension
from fristed.statistics.publishing.signs import count_cell, percent_cell
from fristed.statistics.publishing.words import Speaker, entry
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, Release
from fristed.statistics.tabulation.layout import (
    FigureDefinition,
    Layout,
    NoSuchDefinition,
    Row,
    TableDefinition,
)

TOTAL = "total"
Definition = TableDefinition | FigureDefinition
Found = Mapping[tuple[str, int, str], PublishedCell | PublishedFigureCell]
"""Cells of one table or figure under service, year and category."""


def definitions_of(layout: Layout) -> tuple[Definition, ...]:
    """Give the tables and then the figures of a layout, in printed order."""
    return (*layout.tables, *layout.figures)


def cells_of(release: Release, definition: Definition) -> Found:
    """Give the cells that a release prints of one table or figure."""
    if isinstance(definition, TableDefinition):
        return {(c.service, c.year, c.category_code): c for c in release.cells if c.table == definition.id}
    return {(c.service, c.year, c.category_code): c for c in release.figures if c.figure == definition.id}


@dataclass(frozen=True, slots=True)
class Shape:
    """Which services, rows, years and contents a dataset has, each in printed order."""

    services: tuple[str, ...]
    rows: tuple[Row, ...]
    years: tuple[int, ...]
    contents: tuple[str, ...]


def shape_of(definition: Definition, found: Found, layout: Layout) -> Shape:
    """Find what a release prints of a definition; a row that says nothing in any year is left out."""
    is_table = isinstance(definition, TableDefinition)
    services = (definition.service,) if isinstance(definition, TableDefinition) else definition.services
    spoken = {code for (_, _, code), cell in found.items() if cell.flag not in ("-", "blank")}
    rows = definition.rows or _ranked_rows(definition, found, layout)
    shares = definition.has_percent if isinstance(definition, TableDefinition) else definition.percent
    return Shape(
        services=tuple(s for s in services if is_table or any(service == s for service, _, _ in found)),
        rows=tuple(row for row in rows if row.code in spoken),
        years=tuple(sorted({year for _, year, _ in found})),
        contents=("count", "percent") if shares else ("count",),
    )


def _ranked_rows(definition: Definition, found: Found, layout: Layout) -> tuple[Row, ...]:
    """Give the rows of a figure that shows what is most frequent: in the order in which they are printed."""
    tables = definition.tables if isinstance(definition, FigureDefinition) else {}
    codes = dict.fromkeys(code for _, _, code in found)
    return tuple(_row_somewhere(code, [layout.table(number) for number in tables.values()]) for code in codes)


def _row_somewhere(code: str, tables: list[TableDefinition]) -> Row:
    for table in tables:
        for row in table.rows:
            if row.code == code:
                return row
    raise NoSuchDefinition(f"No table prints a row {code!r}.")


def cells_in_order(definition: Definition, shape: Shape, found: Found, layout: Layout) -> Iterator[DataCell]:
    """Give the cells in row order: services, rows, contents, and years fastest."""
    writers = {"count": count_cell, "percent": percent_cell}
    for service in shape.services:
        for row in shape.rows:
            for content in shape.contents:
                for year in shape.years:
                    collected = layout.is_collected(definition.dimension, service=service, year=year)
                    yield writers[content](found.get((service, year, row.code)), is_collected=collected)


def dimensions_of(definition: Definition, shape: Shape, speaker: Speaker) -> tuple[Dimension, ...]:
    """Name the dimensions: services in a figure, the rows where there are several, contents and years."""
    years = tuple(Category(str(year), str(year)) for year in shape.years)
    return (
        *((_services(shape, speaker),) if isinstance(definition, FigureDefinition) else ()),
        *((_rows(definition, shape, speaker),) if definition.field else ()),
        Dimension(CONTENTS, speaker.word(f"dimensions/{CONTENTS}"), "metric", _contents(shape, speaker)),
        Dimension(TIME, speaker.word(f"dimensions/{TIME}"), "time", years),
    )


def _services(shape: Shape, speaker: Speaker) -> Dimension:
    """Name the services as they are called now; they have no total, because nobody may add them up."""
    names = code_list("services")
    services = tuple(Category(code, names.label(code, speaker.language)) for code in shape.services)
    return Dimension("service", speaker.word("dimensions/service"), "category", services)


def _rows(definition: Definition, shape: Shape, speaker: Speaker) -> Dimension:
    dimension = definition.dimension
    rows = tuple(
        Category(row.code, speaker.say(row.labels, f"label of {dimension} {row.code}")) for row in shape.rows
    )
    total = TOTAL if TOTAL in {row.code for row in shape.rows} else ""
    return Dimension(dimension, speaker.word(f"dimensions/{dimension}"), "category", rows, elimination=total)


def _contents(shape: Shape, speaker: Speaker) -> tuple[Category, ...]:
    return tuple(
        Category(
            code,
            speaker.word(f"contents/{code}"),
            speaker.say(entry(f"contents/{code}/unit"), f"unit of {code}"),
        )
        for code in shape.contents
    )
