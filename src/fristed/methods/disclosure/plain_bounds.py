"""What single equations and percents say about cells, in whole numbers, for the checker of certificates.

Each is asked by itself, over and over, until none says anything new. That is what anyone can follow on paper;
what only several equations together say is not found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from fristed.methods.disclosure.records import Equation, Printed, PrintedPercent

Ends = tuple[int, float]
"""Lowest and highest count; infinity where nothing bounds it."""

MOST_ROUNDS = 100
"""A stop for equations in rings that creep on; what is known by then holds."""


def plain_bounds(printed: Printed) -> dict[str, Ends]:
    """Return what each cell is at least and at most by its sign, single equations and single percents.

    Parameters
    ----------
    printed
        What is printed.

    Examples
    --------
    >>> from fristed.methods.disclosure.records import PrintedCell
    >>> cells = (PrintedCell.shown("all", 9), PrintedCell.rest("a"), PrintedCell.shown("b", 2))
    >>> plain_bounds(Printed(cells, (Equation("all", ("a", "b")),)))["a"]
    (7, 7)
    """
    ends: dict[str, Ends] = {
        cell.key: (cell.low, inf if cell.high is None else cell.high) for cell in printed.cells
    }
    empty = {cell.key for cell in printed.cells if cell.value == 0}
    percents = [p for p in printed.percents if p.percent or p.base_key not in empty]
    for _ in range(MOST_ROUNDS):
        if not _is_told_more(ends, printed.equations, percents):
            break
    return ends


def _is_told_more(
    ends: dict[str, Ends], equations: Sequence[Equation], percents: Sequence[PrintedPercent]
) -> bool:
    before = dict(ends)
    for equation in equations:
        for key, low, high in _by_equation(ends, equation):
            ends[key] = max(ends[key][0], low), min(ends[key][1], high)
    for percent in percents:
        for key, low, high in _by_percent(ends, percent):
            ends[key] = max(ends[key][0], low), min(ends[key][1], high)
    return ends != before


def _by_equation(ends: dict[str, Ends], equation: Equation) -> Iterator[tuple[str, int, float]]:
    least = sum(ends[key][0] for key in equation.part_keys)
    most = sum(ends[key][1] for key in equation.part_keys)
    yield equation.total_key, least, most
    low, high = ends[equation.total_key]
    # From the ends as they were before this equation: in a ring, a part may be the total itself.
    for key, (part_low, part_high) in [(key, ends[key]) for key in equation.part_keys]:
        others = sum(ends[other][1] for other in equation.part_keys) - part_high if most < inf else inf
        yield key, int(low - others) if others < inf else part_low, high - (least - part_low)


def _by_percent(ends: dict[str, Ends], percent: PrintedPercent) -> Iterator[tuple[str, int, float]]:
    """Give bounds from ``below * whole <= scale * count <= above * whole``; the strict ends allow no more."""
    points = percent.percent
    scale, below, above = (
        (200, 2 * points - 1, 2 * points + 1)
        if percent.rounding == "half_up"
        else (100, points - 1, points + 1)
    )
    (low, high), (least, most) = ends[percent.cell_key], ends[percent.base_key]
    yield percent.cell_key, max(0, -(-below * least // scale)), above * most // scale if most < inf else inf
    yield (
        percent.base_key,
        -(-scale * low // above),
        scale * high // below if below > 0 and high < inf else inf,
    )
