"""What a chart shows: marks with a value or a sign, gathered in series and groups."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One value; ``value`` is ``None`` where ``sign`` stands instead, ``text`` is what is written at it."""

    value: int | None
    text: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Values that share a name and a colour."""

    name: str
    colour: str
    marks: tuple[Mark, ...]
    shape: str = "solid"


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart: a heading, the names along its axis, and one or more series."""

    heading: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


def largest(panels: tuple[Panel, ...]) -> int:
    """Give the largest value of all panels, at least 1, so that panels share one scale."""
    values = [m.value for panel in panels for s in panel.series for m in s.marks if m.value is not None]
    return max([1, *values])
