"""Tables 1-19 of the appendix, laid out from the cells of a release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.document import Cell, HeadCell, Row, Table
from fristed.statistics.annual_report.labels import Labels, read_data
from fristed.statistics.annual_report.signs import OLD_NOT_IN_USE, Signs, signs_in
from fristed.statistics.annual_report.tongues import HOME, words
from fristed.statistics.releases.facts import PublishedCell, Release
from fristed.statistics.tabulation.layout import Layout, TableDefinition

_Found = Mapping[tuple[str, int], PublishedCell]


def appendix_tables(release: Release, layout: Layout, language: Language = HOME) -> tuple[Table, ...]:
    """Lay out every table that the release has cells for, in the order of the layout."""
    by_table: dict[int, dict[tuple[str, int], PublishedCell]] = {}
    for cell in release.cells:
        by_table.setdefault(cell.table, {})[cell.category_code, cell.year] = cell
    sheet = _Sheet(Signs(release.rule, layout, language), Labels(layout, language))
    return tuple(
        sheet.table(definition, by_table[definition.id])
        for definition in layout.tables
        if definition.id in by_table
    )


class _Sheet:
    """Lays out tables in one language."""

    def __init__(self, signs: Signs, labels: Labels) -> None:
        self.signs = signs
        self.labels = labels
        self.words = words(labels.language)
        frame = read_data(f"frame_{labels.language}.toml")
        self.stubs: dict[str, str] = frame["stubs"]
        self.own_notes: dict[str, str] = frame["table_notes"]

    def table(self, definition: TableDefinition, found: _Found) -> Table:
        """Lay out one table."""
        years = sorted({year for _, year in found})
        used = (
            row.code for row in definition.rows if _has_something(found.get((row.code, y)) for y in years)
        )
        rows = tuple(self._row(definition, code, found, years) for code in used)
        own = self.own_notes.get(definition.dimension)
        return Table(
            id=f"tabell-{definition.id}",
            title=definition.titles.get(self.labels.language) or definition.titles["nb"],
            stub=self.stubs.get(definition.dimension, self.words["cases_stub"]),
            head=self._head(years, shares=definition.has_percent),
            rows=rows,
            notes=(own,) if own else (),
            signs=self.signs.meanings(signs_in([cell for row in rows for cell in row.cells])),
        )

    def _head(self, years: list[int], *, shares: bool) -> tuple[tuple[HeadCell, ...], ...]:
        if not shares:
            return (tuple(HeadCell(str(year)) for year in years),)
        under = tuple(HeadCell(self.words[unit]) for _ in years for unit in ("count", "percent"))
        return (tuple(HeadCell(str(year), 2) for year in years), under)

    def _row(self, definition: TableDefinition, code: str, found: _Found, years: list[int]) -> Row:
        written: list[Cell] = []
        for year in years:
            cell, place = found.get((code, year)), (definition.service, definition.dimension, year)
            written.append(self.signs.count(cell, place))
            if definition.has_percent:
                written.append(self.signs.percent(cell, place))
        label = self.labels.row(definition.dimension, code, definition.service)
        return Row(label, tuple(written), is_total=code == "total" and definition.has_percent)


def _has_something(cells: Iterable[PublishedCell | None]) -> bool:
    """Whether a row says anything; under a strict policy a residual row may be out of use every year."""
    return any(cell is not None and cell.flag not in (OLD_NOT_IN_USE, "blank") for cell in cells)
