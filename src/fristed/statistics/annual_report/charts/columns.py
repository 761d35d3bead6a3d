"""Upright columns in groups along the years, each with its number on top."""

from __future__ import annotations

from fristed.statistics.annual_report.charts.bars import legend
from fristed.statistics.annual_report.charts.palette import INK, QUIET
from fristed.statistics.annual_report.charts.series import Mark, Panel, Series, largest
from fristed.statistics.annual_report.charts.svg import WIDTH, element, line, rectangle, text

HEIGHT = 205.0
HEADROOM = 26.0


def _column(mark: Mark, series: Series, left: float, wide: float, ground: float, scale: float) -> str:
    middle = left + wide / 2
    if mark.value is None:
        return (
            text(middle, ground - 8, mark.text, anchor="middle", fill=QUIET, bold=True) if mark.text else ""
        )
    tall = mark.value * scale
    stroke = INK if series.shape == "outlined" else "none"
    drawn = rectangle(left + 1.5, ground - tall, wide - 3, tall, fill=series.colour, stroke=stroke)
    return drawn + text(middle, ground - tall - 6, mark.text, size=14, anchor="middle")


def columns(panel: Panel) -> tuple[str, float]:
    """Draw one panel of columns; give the drawing and its height."""
    many = len(panel.series)
    drawn, top = (legend(panel.series, 4), 40.0) if many > 1 else ("", 4.0)
    ground = top + HEADROOM + HEIGHT
    scale = HEIGHT / largest((panel,))
    group = WIDTH / len(panel.categories)
    wide = min((group - 22) / many, 90.0)
    for position, category in enumerate(panel.categories):
        left = position * group + (group - wide * many) / 2
        for order, series in enumerate(panel.series):
            drawn += _column(series.marks[position], series, left + order * wide, wide, ground, scale)
        drawn += text(position * group + group / 2, ground + 22, category, anchor="middle")
    return element("g", drawn + line(0, ground, WIDTH, ground, stroke=QUIET)), ground + 32
