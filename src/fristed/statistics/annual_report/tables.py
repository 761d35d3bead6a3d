"""Tables 1-19 of the appendix, laid out from the cells of a release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from fristed.statistics.annual_report.document import Cell, HeadCell, Row, Table
from fristed.statistics.annual_report.labels import read_data
from fristed.statistics.annual_report.signs import NOT_IN_USE, count_cell, meanings, percent_cell
from fristed.statistics.releases.facts import PublishedCell, Release
from fristed.statistics.releases.policies import Policy
from fristed.statistics.tabulation.layout import Layout, TableDefinition

_STUBS: Mapping[str, str] = MappingProxyType(
    {
        "gender": "Kjønn",
        "age": "Alder",
        "main_concern": "Hovedbekymring",
        "country_background": "Landbakgrunn",
        "referrer": "Hvem som tok kontakt",
    }
)
_Found = dict[tuple[str, int], PublishedCell]


def appendix_tables(release: Release, layout: Layout) -> tuple[Table, ...]:
    """Lay out every table that the release has cells for, in the order of the layout."""
    rule = release.rule
    by_table: dict[int, _Found] = {}
    for cell in release.cells:
        by_table.setdefault(cell.table, {})[cell.category_code, cell.year] = cell
    return tuple(
        _table(definition, by_table[definition.id], rule)
        for definition in layout.tables
        if definition.id in by_table
    )


def _table(definition: TableDefinition, found: _Found, rule: Policy) -> Table:
    years = sorted({year for _, year in found})
    shares = definition.has_percent
    rows = tuple(
        _row(row.code, row.label, [found.get((row.code, year)) for year in years], rule, shares=shares)
        for row in definition.rows
        if _has_something(found.get((row.code, year)) for year in years)
    )
    return Table(
        id=f"tabell-{definition.id}",
        title=definition.titles["nb"],
        stub=_STUBS.get(definition.dimension, "Saker"),
        head=_head(years, shares=shares),
        rows=rows,
        notes=_notes(definition, rows, rule),
    )


def _has_something(cells: Iterable[PublishedCell | None]) -> bool:
    """Whether a row says anything; under a strict policy a residual row may be out of use every year."""
    return any(cell is not None and cell.flag not in (NOT_IN_USE, "blank") for cell in cells)


def _head(years: list[int], *, shares: bool) -> tuple[tuple[HeadCell, ...], ...]:
    if not shares:
        return (tuple(HeadCell(str(year)) for year in years),)
    under = tuple(HeadCell(unit) for _ in years for unit in ("Antall", "Prosent"))
    return (tuple(HeadCell(str(year), 2) for year in years), under)


def _row(code: str, label: str, cells: list[PublishedCell | None], rule: Policy, *, shares: bool) -> Row:
    written: list[Cell] = []
    for cell in cells:
        written.append(count_cell(cell, threshold=rule.threshold, hides_neighbours=rule.secondary))
        if shares:
            written.append(percent_cell(cell))
    return Row(label, tuple(written), is_total=code == "total" and shares)


def _notes(definition: TableDefinition, rows: tuple[Row, ...], rule: Policy) -> tuple[str, ...]:
    signs = {cell.text for row in rows for cell in row.cells}
    notes = meanings(signs, threshold=rule.threshold, hides_neighbours=rule.secondary)
    own: dict[str, str] = read_data("frame_nb.toml")["table_notes"]
    return (*notes, own[definition.dimension]) if definition.dimension in own else notes
