"""Figures as inline SVG, drawn on the server from the very cells of the table beside them.

Every figure has a title, and a description that says its numbers in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fristed.interfaces.web.statistics.drawing import (
    LINE,
    bar,
    frame,
    lines_of,
    rectangle,
    text,
    tick,
)
from fristed.interfaces.web.statistics.shown import ShownCell, ShownRow, ShownTable

FEW_ROWS = 3
COLUMN_FLOOR, COLUMN_HEIGHT = 230, 260
TALLEST = 190
YEAR_LINE = 26


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn figure, and which keys explain it."""

    svg: SafeString
    shows_earlier: bool = False
    shows_hidden: bool = False


def figure_of(table: ShownTable, title: str, *, peak: int = 0) -> Figure:
    """Choose the form that suits the table and draw it; ``peak`` is the end of a scale that others share."""
    if not table.categories:
        return columns(table, title, peak=peak)
    draw = year_bars if len(table.categories) <= FEW_ROWS else bars
    return draw(table, title, peak=peak)


def peak_of(tables: Sequence[ShownTable]) -> int:
    """Give the end of a scale that drawings of several tables share."""
    return largest([cell for table in tables for row in table.categories or table.rows for cell in row.cells])


def largest(cells: Sequence[ShownCell]) -> int:
    """Give the largest value, at least 1 so that it can be divided by."""
    return max([1, *(cell.value for cell in cells if cell.value is not None)])


def spoken(cell: ShownCell) -> str:
    """Give a cell in words."""
    if cell.value is None:
        return str(cell.spoken)
    return f"{cell.text} ({cell.percent})" if cell.percent else cell.text


def columns(table: ShownTable, title: str, *, peak: int = 0) -> Figure:
    """Draw the years of a table with one row as columns."""
    cells = table.rows[0].cells
    marks = _column_marks(table.years, cells, peak or largest(cells))
    said = ". ".join(f"{year}: {spoken(cell)}" for year, cell in zip(table.years, cells, strict=True))
    svg = frame(f"figure-{table.number}", COLUMN_HEIGHT, title, f"{said}.", marks)
    return Figure(svg, shows_hidden=table.hides_something)


def _column_marks(years: Sequence[int], cells: Sequence[ShownCell], peak: int) -> Iterator[SafeString]:
    step = 100 / len(years)
    for place, (year, cell) in enumerate(zip(years, cells, strict=True)):
        middle = step * (place + 0.5)
        tall = 14 if cell.value is None else round(TALLEST * cell.value / peak)
        css = "hidden-value" if cell.value is None else "bar"
        top = COLUMN_FLOOR - tall
        yield rectangle(css, left=step * (place + 0.16), top=top, width=step * 0.68, height=tall)
        yield text(cell.text, left=middle, top=top - 8, anchor="middle", css="strong")
        yield text(str(year), left=middle, top=COLUMN_FLOOR + 22, anchor="middle", css="soft")


def bars(table: ShownTable, title: str, *, peak: int = 0) -> Figure:
    """Draw the last year of a table with many rows as bars, with a tick for the year before."""
    rows = table.categories
    recent = [cell for row in rows for cell in row.cells[-2:]]
    marks, top = [], 0
    for row in rows:
        marks += list(_bar_marks(row, peak or largest(recent), top))
        top += LINE * len(lines_of(row.label)) + 30
    said = "; ".join(f"{row.label}: {spoken(row.cells[-1])}" for row in rows)
    description = _("%(year)d. %(values)s.") % {"year": table.years[-1], "values": said}
    svg = frame(f"figure-{table.number}", top, title, description, marks)
    return Figure(svg, len(table.years) > 1, any(row.cells[-1].is_hidden for row in rows))


def _bar_marks(row: ShownRow, peak: int, top: int) -> Iterator[SafeString]:
    cell = row.cells[-1]
    for place, line in enumerate(lines_of(row.label)):
        yield text(line, left=0, top=top + 15 + LINE * place)
    yield text(cell.text, left=100, top=top + 15, anchor="end", css="strong")
    under = top + 4 + LINE * len(lines_of(row.label))
    yield rectangle("track", left=0, top=under, width=100, height=12)
    if cell.is_hidden or cell.value is not None:
        yield bar(cell.value, peak, top=under, height=12)
    before = row.cells[-2].value if len(row.cells) > 1 else None
    if before is not None:
        yield tick(before, peak, top=under - 3, height=18)


def year_bars(table: ShownTable, title: str, *, peak: int = 0) -> Figure:
    """Draw a table with few rows as one group of bars for each row, one bar for each year."""
    rows = table.categories
    peak = peak or largest([cell for row in rows for cell in row.cells])
    group = YEAR_LINE * len(table.years) + 44
    marks = [
        mark for place, row in enumerate(rows) for mark in _group_marks(row, table.years, peak, place * group)
    ]
    said = "; ".join(
        f"{row.label}: " + ", ".join(f"{y} {spoken(c)}" for y, c in zip(table.years, row.cells, strict=True))
        for row in rows
    )
    svg = frame(f"figure-{table.number}", group * len(rows) - 16, title, f"{said}.", marks)
    return Figure(svg, shows_hidden=table.hides_something)


def _group_marks(row: ShownRow, years: Sequence[int], peak: int, top: int) -> Iterator[SafeString]:
    yield text(row.label, left=0, top=top + 16, css="strong")
    for place, (year, cell) in enumerate(zip(years, row.cells, strict=True)):
        line = top + 26 + place * YEAR_LINE
        yield text(str(year), left=0, top=line + 14, css="soft")
        if cell.is_hidden or cell.value is not None:
            yield bar(cell.value, peak, top=line + 2, height=16, left=14, room=58)
        yield text(cell.text, left=86, top=line + 15, anchor="end")
        yield text(cell.percent, left=100, top=line + 15, anchor="end", css="soft")
