"""The second oracle: asks HiGHS for worlds, with a matrix of its own, and checks each with whole numbers.

What it calls wide is wide for certain, as two worlds that were checked show it.
"""

from __future__ import annotations

from collections.abc import Iterable

import highspy
import numpy as np

from fristed.methods.disclosure.records import Printed, PrintedPercent
from fristed.methods.disclosure.trials.listing import Cells, Interval, holds

Row = tuple[dict[str, int], float, float]

FARTHEST = 10_000
"""Cells that nothing bounds are followed up to this count."""


def solved_intervals(printed: Printed, width: int | None = None) -> dict[str, Interval]:
    """Return an interval per cell that is not printed, between two worlds that fit what is printed.

    Parameters
    ----------
    printed
        What readers see; at least one world must fit it.
    width
        Cells that are known to be as wide as this are not followed to their ends.

    Returns
    -------
    dict
        Lowest and highest count of each cell, in cases. Where ``width`` is given, the true interval of a
        cell that is as wide may be wider still.

    Raises
    ------
    ValueError
        If no world is found.
    """
    asker = _Asker(printed)
    for column, key in enumerate(asker.keys):
        for sign in (1.0, -1.0):
            if width is None or not asker.is_known_wide(key, width):
                asker.ask([column], sign)
    return {key: asker.interval(key) for key in asker.keys}


def solved_sums(printed: Printed, sets: Iterable[Cells]) -> dict[Cells, int]:
    """Return those sets of cells that have the same sum in all worlds, with the sum, in cases.

    Parameters
    ----------
    printed
        What readers see; at least one world must fit it.
    sets
        The sets, as keys of cells.

    Raises
    ------
    ValueError
        If no world is found.
    """
    asker = _Asker(printed)
    found: dict[Cells, int] = {}
    for cells in sets:
        columns = [asker.keys.index(key) for key in cells]
        for sign in (1.0, -1.0):
            if len(asker.sums(cells)) < 2:
                asker.ask(columns, sign)
        if len(sums := asker.sums(cells)) == 1:
            found[cells] = sums.pop()
    return found


class _Asker:
    """Looks for worlds in which a cell is smallest or greatest."""

    def __init__(self, printed: Printed) -> None:
        self._printed = printed
        self._values = {cell.key: cell.value for cell in printed.cells if cell.value is not None}
        self._blank = [cell for cell in printed.cells if cell.value is None]
        self.keys = [cell.key for cell in self._blank]
        self._known: dict[str, tuple[int, int]] = {}
        self._worlds: list[dict[str, int]] = []
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0)):
            self._highs.setOptionValue(option, value)
        self._fill()

    def _fill(self) -> None:
        column = {key: at for at, key in enumerate(self.keys)}
        for at, cell in enumerate(self._blank):
            self._highs.addVar(float(cell.low), float(FARTHEST if cell.high is None else cell.high))
            self._highs.changeColIntegrality(at, highspy.HighsVarType.kInteger)
        for weights, least, most in _rows(self._printed):
            known = sum(weight * self._values.get(key, 0) for key, weight in weights.items())
            open_keys = [key for key in weights if key in column]
            columns = [column[key] for key in open_keys]
            self._highs.addRow(
                least - known, most - known, len(columns), columns, [float(weights[k]) for k in open_keys]
            )

    def ask(self, columns: list[int], sign: float) -> None:
        """Look for the world in which cells sum to least (``sign`` 1) or most (-1), and remember it."""
        size = len(self.keys)
        costs = np.zeros(size)
        costs[columns] = sign
        self._highs.changeColsCost(size, np.arange(size, dtype=np.int32), costs)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise ValueError("No world was found.")
        found = [round(value) for value in self._highs.getSolution().col_value]
        world = {**self._values, **dict(zip(self.keys, found, strict=True))}
        if not holds(self._printed, world):
            raise ValueError("The solver's world does not fit what is printed.")
        self._worlds.append(world)
        for key in self.keys:
            low, high = self._known.get(key, (world[key], world[key]))
            self._known[key] = min(low, world[key]), max(high, world[key])

    def is_known_wide(self, key: str, width: int) -> bool:
        """Whether two worlds found lie far enough apart."""
        low, high = self._known.get(key, (0, 0))
        return high - low >= width

    def sums(self, cells: Cells) -> set[int]:
        """Return the sums that some cells have in the worlds found."""
        return {sum(world[key] for key in cells) for world in self._worlds}

    def interval(self, key: str) -> Interval:
        """Return the least and the greatest count over the worlds found."""
        low, high = self._known[key]
        return low, None if 2 * high > FARTHEST else high


def _rows(printed: Printed) -> list[Row]:
    rows: list[Row] = []
    for relation in printed.equations:
        weights = {relation.total_key: 1}
        for key in relation.part_keys:
            weights[key] = weights.get(key, 0) - 1
        rows.append((weights, 0.0, 0.0))
    for percent in printed.percents:
        rows += _percent_rows(percent)
    return rows


def _percent_rows(percent: PrintedPercent) -> list[Row]:
    """Write a percent as two rows in whole numbers: twice the percent differs by at most one from 200 c / b.

    ``half_up`` gives the lower end to the percent and the upper end to the next; the other reading leaves
    both out and allows a whole percent on either side.
    """
    cell, under, percents = percent.cell_key, percent.base_key, percent.percent
    infinite = highspy.kHighsInf
    if percent.rounding == "half_up":
        low, high = {cell: 200, under: -(2 * percents - 1)}, {cell: 200, under: -(2 * percents + 1)}
        return [(low, 0.0, infinite), (high, -infinite, -1.0)]
    low, high = {cell: 100, under: -(percents - 1)}, {cell: 100, under: -(percents + 1)}
    return [(low, 1.0, infinite), (high, -infinite, -1.0)]
