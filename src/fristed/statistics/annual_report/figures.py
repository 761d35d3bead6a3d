"""The figures of the report: a chart and the table with the same numbers, drawn from one desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fristed.statistics.annual_report.charts.bars import bars
from fristed.statistics.annual_report.charts.columns import columns
from fristed.statistics.annual_report.charts.lines import lines
from fristed.statistics.annual_report.charts.palette import DARK, LIGHT, SERVICE_COLOURS
from fristed.statistics.annual_report.charts.series import Mark, Panel, Series
from fristed.statistics.annual_report.charts.svg import drawing
from fristed.statistics.annual_report.desk import UNNAMED_CODES, Desk
from fristed.statistics.annual_report.document import Cell, Figure, HeadCell, Row, Table
from fristed.statistics.annual_report.labels import SERVICES, Labels, service_name
from fristed.statistics.annual_report.norwegian import NBSP, capitalised, listed
from fristed.statistics.annual_report.signs import HIDDEN, Printed, count_cell, percent_cell

Grid = tuple[tuple[Printed | None, ...], ...]
Drawn = tuple[str, float]


class FigureMaker:
    """Makes the figures of one release from their definitions."""

    def __init__(self, desk: Desk, labels: Labels, definitions: Mapping[str, Any]) -> None:
        self.desk = desk
        self.labels = labels
        self.definitions = definitions
        self._drawings: Mapping[str, Callable[[Mapping[str, Any]], tuple[Drawn, Table] | None]] = {
            "services_by_year": self._services_by_year,
            "one_service_by_year": self._services_by_year,
            "abroad": self._services_by_year,
            "categories_by_service": self._categories_by_service,
            "services_by_category": self._services_by_category,
            "concerns_over_time": self._concerns_over_time,
            "countries": self._countries,
            "largest_of_service": self._largest_of_service,
        }

    def make(self, name: str, title: str) -> Figure | None:
        """Make one figure, or ``None`` where the release has no values for it."""
        definition = {**self.definitions[name], "id": name.replace("_", "-"), "title": title}
        made = self._drawings[definition["drawing"]](definition)
        if made is None:
            return None
        (body, height), table = made
        figure_id = f"figur-{definition['id']}"
        description = describe(title, table)
        svg = drawing(figure_id, title, description, height, body)
        return Figure(figure_id, title, description, svg, table, self._notes(table))

    def _notes(self, table: Table) -> tuple[str, ...]:
        signs = {cell.text for row in table.rows for cell in row.cells}
        if HIDDEN not in signs:
            return ()
        return (f"{HIDDEN}{NBSP}= {self._hidden_words()}.",)

    def _hidden_words(self) -> str:
        if self.desk.hides_neighbours:
            return "vises ikke av personvernhensyn"
        return f"færre enn {self.desk.threshold} saker, vises ikke"

    def _mark(self, cell: Printed | None, *, with_percent: bool = False, long_sign: bool = False) -> Mark:
        written = self._count(cell)
        if cell is None or written.text in ("", "-", HIDDEN):
            hidden = written.text == HIDDEN
            return Mark(None, f"{HIDDEN} vises ikke" if hidden and long_sign else written.text, written.text)
        share = percent_cell(cell).text
        text = f"{written.text} ({share})" if with_percent and share else written.text
        return Mark(cell.count or 0, text)

    def _count(self, cell: Printed | None) -> Cell:
        return count_cell(cell, threshold=self.desk.threshold, hides_neighbours=self.desk.hides_neighbours)

    def _cell(self, service: str, definition: Mapping[str, Any], code: str, year: int = 0) -> Printed | None:
        return self.desk.cell(service, definition["dimension"], year or self.desk.year, code)

    def _label(self, definition: Mapping[str, Any], code: str) -> str:
        return self.labels.row(definition["dimension"], code, definition.get("service", ""))

    def _table(
        self,
        definition: Mapping[str, Any],
        head: Sequence[str],
        rows: Sequence[tuple[str, Sequence[Printed | None]]],
        *,
        shares: bool = False,
    ) -> Table:
        columns_each = 2 if shares else 1
        top = tuple(HeadCell(name, columns_each) for name in head)
        under = tuple(HeadCell(unit) for _ in head for unit in ("Antall", "Prosent"))
        written = tuple(
            Row(label, tuple(text for cell in cells for text in self._texts(cell, shares)))
            for label, cells in rows
        )
        table_id = f"tall-{definition['id']}"
        return Table(
            table_id, definition["title"], definition["stub"], (top, under) if shares else (top,), written
        )

    def _texts(self, cell: Printed | None, shares: bool) -> tuple[Cell, ...]:
        return (self._count(cell), percent_cell(cell)) if shares else (self._count(cell),)

    def _years(self, definition: Mapping[str, Any]) -> range:
        return range(self.desk.year - definition["years"] + 1, self.desk.year + 1)

    def _code(self, service: str, definition: Mapping[str, Any]) -> str:
        """Give the one code of a dimension that counts cases, whatever the layout calls it."""
        return next(iter(self.desk.codes(service, definition["dimension"])), "total")

    def _services_by_year(self, definition: Mapping[str, Any]) -> tuple[Drawn, Table] | None:
        services = (definition["service"],) if "service" in definition else SERVICES
        years = tuple(self._years(definition))
        grid = {
            s: tuple(self._cell(s, definition, self._code(s, definition), year) for year in years)
            for s in services
        }
        grid = {s: cells for s, cells in grid.items() if any(cells)}
        years, grid = _without_empty_years(years, grid)
        if not grid:
            return None
        names = [str(year) for year in years]
        series = tuple(
            Series(service_name(s, short=True), SERVICE_COLOURS[s], tuple(map(self._mark, cells)))
            for s, cells in grid.items()
        )
        rows = [(service_name(s), cells) for s, cells in grid.items()]
        return columns(Panel("", tuple(names), series)), self._table(definition, names, rows)

    def _categories_by_service(self, definition: Mapping[str, Any]) -> tuple[Drawn, Table] | None:
        services = [s for s in SERVICES if self.desk.codes(s, definition["dimension"])]
        if not services:
            return None
        codes = self.desk.codes(services[0], definition["dimension"])
        codes = tuple(sorted(codes, key=lambda code: self._sort_key(services, definition, code)))
        panels = tuple(self._service_panel(service, definition, codes) for service in services)
        rows = [
            (self._label(definition, code), [self._cell(s, definition, code) for s in services])
            for code in codes
        ]
        head = [service_name(s, short=True) for s in services]
        return bars(panels), self._table(definition, head, rows, shares=True)

    def _sort_key(self, services: Sequence[str], definition: Mapping[str, Any], code: str) -> int:
        cells = (self._cell(service, definition, code) for service in services)
        return -max((cell.count or 0 for cell in cells if cell), default=0)

    def _service_panel(self, service: str, definition: Mapping[str, Any], codes: Sequence[str]) -> Panel:
        marks = tuple(
            self._mark(self._cell(service, definition, code), with_percent=True, long_sign=True)
            for code in codes
        )
        names = tuple(self._label(definition, code) for code in codes)
        series = Series(service_name(service), SERVICE_COLOURS[service], marks)
        return Panel(service_name(service), names, (series,))

    def _services_by_category(self, definition: Mapping[str, Any]) -> tuple[Drawn, Table] | None:
        codes, looks = definition["codes"], ((DARK, "solid"), (LIGHT, "outlined"))
        services = [s for s in SERVICES if any(self._cell(s, definition, code) for code in codes)]
        if not services:
            return None
        names = [capitalised(self.labels.inline(definition["dimension"], code)) for code in codes]
        series = tuple(
            Series(
                name,
                colour,
                tuple(
                    self._mark(self._cell(s, definition, code), with_percent=True, long_sign=True)
                    for s in services
                ),
                shape,
            )
            for name, code, (colour, shape) in zip(names, codes, looks, strict=True)
        )
        panel = Panel("", tuple(service_name(s) for s in services), series)
        rows = [(service_name(s), [self._cell(s, definition, code) for code in codes]) for s in services]
        return bars((panel,)), self._table(definition, names, rows, shares=True)

    def _concerns_over_time(self, definition: Mapping[str, Any]) -> tuple[Drawn, Table] | None:
        years, codes = tuple(self._years(definition)), definition["codes"]
        services = [s for s in SERVICES if self._cell(s, definition, codes[0])]
        if not services:
            return None
        grids = {
            s: tuple(tuple(self._cell(s, definition, code, year) for year in years) for code in codes)
            for s in services
        }
        panels = tuple(self._line_panel(s, definition, years, grids[s]) for s in services)
        rows = [
            (f"{service_name(s, short=True)}: {self._label(definition, code).lower()}", cells)
            for s in services
            for code, cells in zip(codes, grids[s], strict=True)
        ]
        return lines(panels), self._table(definition, [str(year) for year in years], rows)

    def _line_panel(
        self, service: str, definition: Mapping[str, Any], years: Sequence[int], grid: Grid
    ) -> Panel:
        series = tuple(
            Series(
                self._label(definition, code), SERVICE_COLOURS[service], tuple(map(self._mark, cells)), shape
            )
            for code, cells, shape in zip(definition["codes"], grid, ("solid", "outlined"), strict=True)
        )
        return Panel(service_name(service, short=True), tuple(map(str, years)), series)

    def _countries(self, definition: Mapping[str, Any]) -> tuple[Drawn, Table] | None:
        order = self.desk.ranking("KT", definition["dimension"])[: definition["how_many"]]
        services = [s for s in SERVICES if self.desk.codes(s, definition["dimension"])]
        if not order or not services:
            return None
        codes = [code for code, _ in order]
        series = tuple(
            Series(
                service_name(s, short=True),
                SERVICE_COLOURS[s],
                tuple(self._mark(self._cell(s, definition, code), long_sign=True) for code in codes),
            )
            for s in services
        )
        names = tuple(self._label(definition, code) for code in codes)
        rows = [
            (name, [self._cell(s, definition, code) for s in services])
            for name, code in zip(names, codes, strict=True)
        ]
        head = [service_name(s, short=True) for s in services]
        return bars((Panel("", names, series),)), self._table(definition, head, rows, shares=True)

    def _largest_of_service(self, definition: Mapping[str, Any]) -> tuple[Drawn, Table] | None:
        service = definition["service"]
        codes = [c for c in self.desk.codes(service, definition["dimension"]) if c not in UNNAMED_CODES]
        printed = [c for c in codes if (cell := self._cell(service, definition, c)) and cell.count]
        printed.sort(key=lambda code: self._sort_key((service,), definition, code))
        shown = printed[: definition["how_many"]]
        if not shown:
            return None
        panel = self._service_panel(service, definition, shown)
        rows = [(self._label(definition, code), [self._cell(service, definition, code)]) for code in shown]
        drawn = bars((Panel("", panel.categories, panel.series),))
        return drawn, self._table(definition, [service_name(service)], rows, shares=True)


def _without_empty_years(
    years: tuple[int, ...], grid: dict[str, tuple[Printed | None, ...]]
) -> tuple[tuple[int, ...], dict[str, tuple[Printed | None, ...]]]:
    kept = [i for i in range(len(years)) if any(cells[i] for cells in grid.values())]
    return tuple(years[i] for i in kept), {s: tuple(cells[i] for i in kept) for s, cells in grid.items()}


def describe(title: str, table: Table) -> str:
    """Say a figure in words: each row of its table with the numbers under their headings."""
    heads = [head.text for head in table.head[0]]
    step = table.head[0][0].span
    said = []
    for row in table.rows:
        values = [
            f"{head} {(cell.spoken or cell.text).lower()}"
            for head, cell in zip(heads, row.cells[::step], strict=True)
            if cell.text
        ]
        said.append(f"{row.label}: {listed(values)}")
    return f"{title}. {'. '.join(said)}."
