"""One figure on the drawing table: its definition, and the printed cells as marks and as table cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fristed.statistics.annual_report.charts.series import Mark
from fristed.statistics.annual_report.desk import Desk
from fristed.statistics.annual_report.document import Cell, HeadCell, Row, Table
from fristed.statistics.annual_report.labels import SERVICES, Labels
from fristed.statistics.annual_report.signs import HIDDEN, NOT_IN_USE, Printed, count_cell, percent_cell

SIGNS = frozenset({"", HIDDEN, NOT_IN_USE})
PrintedRow = tuple[str, Sequence[Printed | None]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished drawing with its height, its table and the years it covers."""

    body: str
    height: float
    table: Table
    years: tuple[int, ...]


class Sheet:
    """What a drawing needs to know of the release and of its own definition."""

    def __init__(self, desk: Desk, labels: Labels, definition: Mapping[str, Any]) -> None:
        self.desk = desk
        self.labels = labels
        self.definition = definition
        self.dimension: str = definition["dimension"]

    def cell(self, service: str, code: str, year: int | None = None) -> Printed | None:
        """Give a printed cell of the figure's dimension, of the report year unless another is named."""
        return self.desk.cell(service, self.dimension, year or self.desk.year, code)

    def services(self, *codes: str) -> tuple[str, ...]:
        """Give the services that print any of the codes in the report year."""
        wanted = self.definition.get("service")
        services = (wanted,) if wanted else SERVICES
        return tuple(s for s in services if any(self.cell(s, code) for code in codes))

    def years(self, *codes: str) -> tuple[int, ...]:
        """Give the years of the figure that have anything printed for the codes, oldest first."""
        last = self.desk.year
        span = range(last - int(self.definition["years"]) + 1, last + 1)
        services = self.services(*codes)
        return tuple(y for y in span if any(self.cell(s, code, y) for s in services for code in codes))

    def label(self, code: str) -> str:
        """Give the row label of a code."""
        return self.labels.row(self.dimension, code, self.definition.get("service", ""))

    def mark(self, cell: Printed | None, *, with_percent: bool = False, long_sign: bool = False) -> Mark:
        """Turn a cell into a mark on the chart: a value with its number, or a sign."""
        written = self._count(cell)
        if cell is None or written.text in SIGNS:
            sign = written.text
            return Mark(None, f"{sign} vises ikke" if long_sign and sign == HIDDEN else sign, sign)
        share = percent_cell(cell).text if with_percent else ""
        return Mark(cell.count or 0, f"{written.text} ({share})" if share else written.text)

    def table(self, head: Sequence[str], rows: Sequence[PrintedRow], *, shares: bool = False) -> Table:
        """Lay out the numbers of the figure; with ``shares`` each column also has its percent."""
        top = tuple(HeadCell(name, 2 if shares else 1) for name in head)
        under = tuple(HeadCell(unit) for _ in head for unit in ("Antall", "Prosent"))
        written = tuple(Row(label, self._texts(cells, shares=shares)) for label, cells in rows)
        table_id, stub = f"tall-{self.definition['id']}", str(self.definition["stub"])
        return Table(
            table_id, str(self.definition["title"]), stub, (top, under) if shares else (top,), written
        )

    def _texts(self, cells: Sequence[Printed | None], *, shares: bool) -> tuple[Cell, ...]:
        if not shares:
            return tuple(map(self._count, cells))
        return tuple(text for cell in cells for text in (self._count(cell), percent_cell(cell)))

    def _count(self, cell: Printed | None) -> Cell:
        return count_cell(cell, threshold=self.desk.threshold, hides_neighbours=self.desk.hides_neighbours)
