"""Lines along the years in panels side by side on one scale, each point with its number.

A hidden value breaks the line and stands as its sign on the ground line. Where two lines come close, the
number of the upper one is written above its point and that of the lower one below.
"""

from __future__ import annotations

from collections.abc import Sequence

from fristed.statistics.annual_report.charts.palette import INK, QUIET
from fristed.statistics.annual_report.charts.series import Mark, Panel, Series, largest
from fristed.statistics.annual_report.charts.svg import WIDTH, element, figure, line, text

HEIGHT = 215.0
TOP = 56.0
GAP = 34.0
MARGIN = 22.0
# The lowest line needs room for its numbers between the points and the years.
YEARS_BELOW = 42.0
CLOSE = 32.0
Point = tuple[float, float]


def _marker(x: float, y: float, series: Series) -> str:
    if series.shape == "outlined":
        return element(
            "rect",
            x=x - 4.5,
            y=y - 4.5,
            width=9,
            height=9,
            fill="#ffffff",
            stroke=series.colour,
            stroke_width=2.2,
        )
    return element("circle", cx=x, cy=y, r=5.2, fill=series.colour)


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Split at missing points, so that no line is drawn across a hidden value."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if len(run) > 1]


def _stroke(run: Sequence[Point], series: Series) -> str:
    dash = {"stroke_dasharray": "7 4"} if series.shape == "outlined" else {}
    points = " ".join(f"{figure(x)},{figure(y)}" for x, y in run)
    return element("polyline", points=points, fill="none", stroke=series.colour, stroke_width=2.4, **dash)


def _height(mark: Mark, scale: float) -> float | None:
    return None if mark.value is None else TOP + HEIGHT - mark.value * scale


def _number(x: float, y: float, mark: Mark, others: Sequence[float]) -> str:
    """Write the number of a point above it, or below where another line lies close above."""
    below = any(0 <= y - other < CLOSE for other in others)
    return text(x, y + (20 if below else -10), mark.text, size=14, anchor="middle")


def _panel(panel: Panel, left: float, wide: float, scale: float) -> str:
    ground = TOP + HEIGHT
    step = (wide - 2 * MARGIN) / max(len(panel.categories) - 1, 1)
    xs = [left + MARGIN + step * i for i in range(len(panel.categories))]
    drawn = text(left, 17, panel.heading, size=16, bold=True)
    drawn += line(left, ground, left + wide, ground, stroke=QUIET)
    heights = [[_height(mark, scale) for mark in series.marks] for series in panel.series]
    for series, ys in zip(panel.series, heights, strict=True):
        points = [None if y is None else (x, y) for x, y in zip(xs, ys, strict=True)]
        drawn += "".join(_stroke(run, series) for run in _runs(points))
    for order, series in enumerate(panel.series):
        drawn += _marks(series, xs, heights, order)
    for x, category in zip(xs, panel.categories, strict=True):
        drawn += text(x, ground + YEARS_BELOW, category, size=14, anchor="middle", fill=QUIET)
    return drawn


def _marks(series: Series, xs: Sequence[float], heights: Sequence[Sequence[float | None]], order: int) -> str:
    drawn = ""
    for i, (x, mark) in enumerate(zip(xs, series.marks, strict=True)):
        y = heights[order][i]
        if y is None:
            # two hidden values of one year stand above each other, the first series on top
            signs_below = len(heights) - 1 - order
            place = TOP + HEIGHT - 8 - 18 * signs_below
            drawn += text(x, place, mark.text, anchor="middle", fill=series.colour, bold=True)
            continue
        others = [ys[i] for j, ys in enumerate(heights) if j != order]
        close = [other for other in others if other is not None and (other != y or order > 0)]
        drawn += _marker(x, y, series) + _number(x, y, mark, close)
    return drawn


def _key(panel: Panel, y: float) -> str:
    drawn, x = "", 0.0
    for series in panel.series:
        dash = "7 4" if series.shape == "outlined" else ""
        drawn += line(x, y, x + 34, y, stroke=INK, width=2.4, dash=dash)
        drawn += _marker(x + 17, y, Series(series.name, INK, (), series.shape))
        drawn += text(x + 44, y + 5, series.name)
        x += 330
    return drawn


def lines(panels: tuple[Panel, ...]) -> tuple[str, float]:
    """Draw panels side by side on one scale; give the drawing and its height."""
    wide = (WIDTH - GAP * (len(panels) - 1)) / len(panels)
    scale = (HEIGHT - 20) / largest(panels)
    drawn = "".join(_panel(panel, i * (wide + GAP), wide, scale) for i, panel in enumerate(panels))
    bottom = TOP + HEIGHT + YEARS_BELOW
    if len(panels[0].series) > 1:
        return element("g", drawn + _key(panels[0], bottom + 30)), bottom + 46
    return element("g", drawn), bottom + 10
