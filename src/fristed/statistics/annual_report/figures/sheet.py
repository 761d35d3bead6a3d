"""One figure on the drawing table: its definition, and the printed cells as marks and as table cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fristed.statistics.annual_report.charts.series import Mark
from fristed.statistics.annual_report.desk import Desk
from fristed.statistics.annual_report.document import Cell, HeadCell, Row, Table
from fristed.statistics.annual_report.labels import SERVICES, Labels, service_name
from fristed.statistics.annual_report.signs import Printed, Signs
from fristed.statistics.annual_report.tongues import words


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the figure's dimension, and the cell that the release prints there, if any."""

    place: tuple[str, str, int]
    printed: Printed | None

    @property
    def count(self) -> int | None:
        """The printed count."""
        return self.printed.count if self.printed else None


PrintedRow = tuple[str, Sequence[Spot]]


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
        self.signs = Signs(desk.release.rule, labels.layout, labels.language)

    def cell(self, service: str, code: str, year: int | None = None) -> Spot:
        """Give a cell of the figure's dimension, of the report year unless another is named."""
        place = (service, self.dimension, year or self.desk.year)
        return Spot(place, self.desk.cell(*place, code))

    def service(self, code: str, *, short: bool = False) -> str:
        """Name a service."""
        return service_name(code, self.labels.language, short=short)

    def services(self, *codes: str) -> tuple[str, ...]:
        """Give the services that print any of the codes in the report year."""
        wanted = self.definition.get("service")
        services = (wanted,) if wanted else SERVICES
        return tuple(s for s in services if any(self.cell(s, code).printed for code in codes))

    def years(self, *codes: str) -> tuple[int, ...]:
        """Give the years of the figure that have anything printed for the codes, oldest first."""
        last = self.desk.year
        span = range(last - int(self.definition["years"]) + 1, last + 1)
        services = self.services(*codes)
        return tuple(
            y for y in span if any(self.cell(s, code, y).printed for s in services for code in codes)
        )

    def label(self, code: str) -> str:
        """Give the row label of a code."""
        return self.labels.row(self.dimension, code, self.definition.get("service", ""))

    def mark(self, spot: Spot, *, with_percent: bool = False, long_sign: bool = False) -> Mark:
        """Turn a cell into a mark on the chart: a value with its number, or a sign."""
        written = self.signs.count(spot.printed, spot.place)
        if written.spoken or not written.text:
            is_hidden = written.text == self.signs.hidden
            said = self.signs.not_shown() if long_sign and is_hidden else written.text
            return Mark(None, said, written.text)
        share = self._share(spot) if with_percent else ""
        return Mark(spot.count or 0, f"{written.text} ({share})" if share else written.text)

    def _share(self, spot: Spot) -> str:
        """Write the printed percent at a bar; nothing where a sign would stand for it."""
        written = self.signs.percent(spot.printed, spot.place)
        return "" if written.spoken else written.text

    def table(self, head: Sequence[str], rows: Sequence[PrintedRow], *, shares: bool = False) -> Table:
        """Lay out the numbers of the figure; with ``shares`` each column also has its percent."""
        said = words(self.labels.language)
        top = tuple(HeadCell(name, 2 if shares else 1) for name in head)
        under = tuple(HeadCell(said[unit]) for _ in head for unit in ("count", "percent"))
        written = tuple(Row(label, self._texts(spots, shares=shares)) for label, spots in rows)
        table_id, stub = f"tall-{self.definition['id']}", str(self.definition["stub"])
        return Table(
            table_id, str(self.definition["title"]), stub, (top, under) if shares else (top,), written
        )

    def _texts(self, spots: Sequence[Spot], *, shares: bool) -> tuple[Cell, ...]:
        counts = [self.signs.count(spot.printed, spot.place) for spot in spots]
        if not shares:
            return tuple(counts)
        percents = [self.signs.percent(spot.printed, spot.place) for spot in spots]
        return tuple(cell for pair in zip(counts, percents, strict=True) for cell in pair)
