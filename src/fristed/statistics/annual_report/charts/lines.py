"""Lines along the years in panels side by side, each line named at its end and each point with its number."""

from __future__ import annotations

from fristed.statistics.annual_report.charts.palette import INK, QUIET
from fristed.statistics.annual_report.charts.series import Panel, Series, largest
from fristed.statistics.annual_report.charts.svg import WIDTH, element, figure, line, text

HEIGHT = 200.0
TOP = 52.0
GAP = 36.0
MARGIN = 20.0
Point = tuple[float, float]


def _marker(x: float, y: float, series: Series) -> str:
    if series.shape == "outlined":
        return element(
            "rect",
            x=x - 5,
            y=y - 5,
            width=10,
            height=10,
            fill="#ffffff",
            stroke=series.colour,
            stroke_width=2.5,
        )
    return element("circle", cx=x, cy=y, r=5.5, fill=series.colour)


def _runs(points: list[Point | None]) -> list[list[Point]]:
    """Split at missing points, so that no line is drawn across a hidden value."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if len(run) > 1]


def _line(series: Series, xs: list[float], scale: float, ground: float, below: bool) -> str:
    points = [
        None if mark.value is None else (x, ground - mark.value * scale)
        for x, mark in zip(xs, series.marks, strict=True)
    ]
    dash = {"stroke_dasharray": "7 4"} if series.shape == "outlined" else {}
    drawn = "".join(
        element(
            "polyline",
            points=" ".join(f"{figure(x)},{figure(y)}" for x, y in run),
            fill="none",
            stroke=series.colour,
            stroke_width=2.5,
            **dash,
        )
        for run in _runs(points)
    )
    for x, point, mark in zip(xs, points, series.marks, strict=True):
        if point is None:
            drawn += text(x, ground - 8, mark.text, anchor="middle", fill=series.colour, bold=True)
            continue
        drawn += _marker(*point, series)
        drawn += text(x, point[1] + (21 if below else -11), mark.text, size=14, anchor="middle")
    return drawn


def _below(
    series: Series,
    others: tuple[Series, ...],
) -> bool:
    """Whether the numbers of a line are better under it: when another line lies above it."""
    own = sum(mark.value or 0 for mark in series.marks)
    return any(sum(mark.value or 0 for mark in other.marks) > own for other in others)


def _panel(panel: Panel, left: float, wide: float, scale: float) -> str:
    ground = TOP + HEIGHT
    inner = wide - 2 * MARGIN
    step = inner / max(len(panel.categories) - 1, 1)
    xs = [left + MARGIN + step * i for i in range(len(panel.categories))]
    drawn = text(left, 17, panel.heading, size=16, bold=True) + line(
        left, ground, left + wide, ground, stroke=QUIET
    )
    for series in panel.series:
        drawn += _line(series, xs, scale, ground, _below(series, panel.series))
    for x, category in zip(xs, panel.categories, strict=True):
        drawn += text(x, ground + 22, category, size=14, anchor="middle")
    return drawn


def _key(panel: Panel, y: float) -> str:
    drawn, x = "", 0.0
    for series in panel.series:
        dash = "7 4" if series.shape == "outlined" else ""
        drawn += line(x, y, x + 34, y, stroke=INK, width=2.5, dash=dash)
        drawn += _marker(x + 17, y, Series(series.name, INK, (), series.shape)) + text(
            x + 44, y + 5, series.name
        )
        x += 350
    return drawn


def lines(panels: tuple[Panel, ...]) -> tuple[str, float]:
    """Draw panels side by side on one scale; give the drawing and its height."""
    wide = (WIDTH - GAP * (len(panels) - 1)) / len(panels)
    scale = (HEIGHT - 20) / largest(panels)
    drawn = "".join(_panel(panel, i * (wide + GAP), wide, scale) for i, panel in enumerate(panels))
    if len(panels[0].series) > 1:
        return element("g", drawn + _key(panels[0], TOP + HEIGHT + 52)), TOP + HEIGHT + 68
    return element("g", drawn), TOP + HEIGHT + 32
