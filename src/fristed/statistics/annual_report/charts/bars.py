"""Horizontal bars, one panel under the other, each bar with its number at the end."""

from __future__ import annotations

from fristed.statistics.annual_report.charts.palette import INK, QUIET
from fristed.statistics.annual_report.charts.series import Mark, Panel, Series, largest
from fristed.statistics.annual_report.charts.svg import (
    WIDTH,
    element,
    line,
    rectangle,
    text,
    width_of,
    wrapped,
)

BAR = 20.0
LABEL_LETTERS = 34
AXIS = 262.0
ROOM_FOR_NUMBERS = 120.0


def _bar(mark: Mark, series: Series, y: float, scale: float) -> str:
    if mark.value is None:
        return text(AXIS + 8, y + BAR * 0.72, mark.text, fill=QUIET, bold=True)
    length = mark.value * scale
    stroke = INK if series.shape == "outlined" else "none"
    drawn = rectangle(AXIS, y, length, BAR - 2, fill=series.colour, stroke=stroke)
    return drawn + text(AXIS + length + 8, y + BAR * 0.72, mark.text)


def _label(words: str, middle: float) -> str:
    lines = wrapped(words, LABEL_LETTERS)
    first = middle + 5 - 8 * (len(lines) - 1)
    return "".join(text(AXIS - 12, first + 16 * i, part, anchor="end") for i, part in enumerate(lines))


def _row_height(panel: Panel, position: int) -> float:
    lines = len(wrapped(panel.categories[position], LABEL_LETTERS))
    return max(len(panel.series) * BAR + 8, lines * 16 + 8)


def _panel(panel: Panel, top: float, scale: float) -> tuple[str, float]:
    drawn, y = "", top
    if panel.heading:
        drawn, y = text(0, y + 17, panel.heading, size=17, bold=True), y + 30
    start = y
    for position, category in enumerate(panel.categories):
        height = _row_height(panel, position)
        bars_top = y + (height - len(panel.series) * BAR) / 2
        drawn += _label(category, y + height / 2)
        for order, series in enumerate(panel.series):
            drawn += _bar(series.marks[position], series, bars_top + order * BAR, scale)
        y += height
    return drawn + line(AXIS, start, AXIS, y, stroke=QUIET), y + 18


def legend(series: tuple[Series, ...], top: float) -> str:
    """Draw the names of the series with their colours, in one line."""
    drawn, x = "", 0.0
    for one in series:
        stroke = INK if one.shape == "outlined" else "none"
        drawn += rectangle(x, top, 15, 15, fill=one.colour, stroke=stroke)
        drawn += text(x + 22, top + 13, one.name)
        x += 22 + width_of(one.name) + 30
    return drawn


def bars(panels: tuple[Panel, ...]) -> tuple[str, float]:
    """Draw the panels on one scale; give the drawing and its height."""
    scale = (WIDTH - AXIS - ROOM_FOR_NUMBERS) / largest(panels)
    drawn, y = "", 4.0
    if len(panels[0].series) > 1:
        drawn, y = legend(panels[0].series, y), y + 34
    for panel in panels:
        part, y = _panel(panel, y, scale)
        drawn += part
    return element("g", drawn), y - 10
