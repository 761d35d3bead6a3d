"""A published table or figure as its page shows it: pictures, one table, notes, and where it comes from.

Everything is taken from the dataset that the files are written from, so the page says what they say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fristed.interfaces.web import formats
from fristed.interfaces.web.statistics.charts import Figure, figure_of, peak_of
from fristed.interfaces.web.statistics.shown import ShownCell, ShownRow, ShownTable
from fristed.statistics.publishing.colophon import notes_in_lines
from fristed.statistics.publishing.facts import CONTENTS, TIME, Dataset, Dimension, Sign

SERVICE = "service"
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of one service, or of all there is."""

    heading: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of the table that belong together under a heading, which may be empty."""

    heading: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class ShownDataset:
    """A dataset ready for its page."""

    dataset: Dataset
    pictures: tuple[Picture, ...]
    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    has_percent: bool
    notes: tuple[str, ...]
    signs: tuple[tuple[Sign, str], ...]

    @property
    def shows_earlier(self) -> bool:
        """Whether a drawing has marks of the year before."""
        return any(picture.figure.shows_earlier for picture in self.pictures)

    @property
    def shows_hidden(self) -> bool:
        """Whether a drawing has marks of hidden values."""
        return any(picture.figure.shows_hidden for picture in self.pictures)


def shown_dataset(dataset: Dataset) -> ShownDataset:
    """Lay out a dataset."""
    tables = tuple(_tables(dataset))
    peak = peak_of([table for _, table in tables]) if len(tables) > 1 else 0
    pictures = tuple(_picture(dataset, heading, table, peak) for heading, table in tables)
    columns, groups = _grid(dataset, tables)
    return ShownDataset(
        dataset=dataset,
        pictures=pictures,
        columns=columns,
        groups=groups,
        has_percent="percent" in dataset.dimension(CONTENTS).codes,
        notes=tuple(notes_in_lines(dataset)),
        signs=tuple(dataset.signs.items()),
    )


def _picture(dataset: Dataset, heading: str, table: ShownTable, peak: int) -> Picture:
    title = f"{dataset.title}: {heading}" if heading else dataset.title
    return Picture(heading, figure_of(table, title, peak=peak))


def _tables(dataset: Dataset) -> Iterator[tuple[str, ShownTable]]:
    """Give a table for each service, or one where no services are told apart."""
    services = [one for one in dataset.dimensions if one.code == SERVICE]
    years = tuple(map(int, dataset.dimension(TIME).codes))
    if not services:
        yield "", ShownTable(1, "", years, tuple(_rows(dataset, {})))
        return
    for place, service in enumerate(services[0].categories, 1):
        rows = tuple(_rows(dataset, {SERVICE: service.code}))
        yield service.label, ShownTable(place, service.code, years, rows)


def _rows(dataset: Dataset, fixed: dict[str, str]) -> Iterator[ShownRow]:
    dimension = _of_rows(dataset)
    if dimension is None:
        label = dataset.dimension(CONTENTS).labels[0]
        yield ShownRow(TOTAL, label, tuple(_cells(dataset, fixed)), is_total=True)
        return
    for row in dimension.categories:
        cells = tuple(_cells(dataset, {**fixed, dimension.code: row.code}))
        yield ShownRow(row.code, row.label, cells, is_total=row.code == dimension.elimination)


def _of_rows(dataset: Dataset) -> Dimension | None:
    return next((one for one in dataset.stub if one.code != SERVICE), None)


def _cells(dataset: Dataset, fixed: dict[str, str]) -> Iterator[ShownCell]:
    contents = dataset.dimension(CONTENTS).codes
    for year in dataset.dimension(TIME).codes:
        cells = {
            content: dataset.cell(
                [{**fixed, CONTENTS: content, TIME: year}[one.code] for one in dataset.dimensions]
            )
            for content in contents
        }
        count, share = cells["count"], cells.get("percent")
        percent = formats.percent(share.value) if share and share.value is not None else ""
        if count.value is None:
            said = dataset.signs[count.sign]
            yield ShownCell(count.sign, said, percent, is_hidden=count.sign == ":")
        else:
            yield ShownCell(formats.number(count.value), "", percent, count.value)


def _grid(
    dataset: Dataset, tables: tuple[tuple[str, ShownTable], ...]
) -> tuple[tuple[str, ...], tuple[Group, ...]]:
    """Choose what stands in columns: years, or services where there is one year of them."""
    years = dataset.dimension(TIME).labels
    if len(tables) == 1:
        return years, (Group("", tables[0][1].rows),)
    if _of_rows(dataset) is None:
        return years, (Group("", tuple(ShownRow(t.service, s, t.rows[0].cells) for s, t in tables)),)
    if len(years) > 1:
        return years, tuple(Group(service, table.rows) for service, table in tables)
    across = zip(*(table.rows for _, table in tables), strict=True)
    rows = (ShownRow(row[0].code, row[0].label, tuple(one.cells[0] for one in row)) for row in across)
    return tuple(service for service, _ in tables), (Group("", tuple(rows)),)
