"""Small parts of a large release in which a cell and its neighbours can move while all else stands still."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import pairwise

import numpy as np

from fristed.methods.disclosure.attack.matrix import ENDLESS, Matrix, Whole

MOST_OF_A_ROW = 12
"""At most as many cells of a row are looked at, so that a part is not one long row."""


class Neighbourhoods:
    """Finds cells that share many rows with each other, so that what one gains another of them can lose.

    Parameters
    ----------
    matrix
        Rows, and tightened bounds; cells with one value stand still.
    """

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._entries = _runs(matrix.starts)
        self._rows_of: list[list[int]] = [[] for _ in matrix.keys]
        self._cells_of: list[list[int]] = [[] for _ in matrix.rows]
        moves: list[bool] = (matrix.low != matrix.high)[matrix.columns].tolist()
        columns: list[int] = matrix.columns.tolist()
        rows: list[int] = matrix.row_of_entry.tolist()
        for column, row, can_move in zip(columns, rows, moves, strict=True):
            if can_move:
                self._rows_of[column].append(row)
                self._cells_of[row].append(column)

    def around(self, centre: int, size: int) -> list[int]:
        """Return at most ``size`` cells around one, each time the cell that brings the fewest new rows."""
        chosen: dict[int, None] = {}
        touched: set[int] = set()
        waiting = [(0, 0, centre)]
        while waiting and len(chosen) < size:
            column = heappop(waiting)[-1]
            chosen[column] = None
            for row in self._rows_of[column]:
                if row not in touched:
                    touched.add(row)
                    for other in self._some_of(row, column):
                        fresh = sum(near not in touched for near in self._rows_of[other])
                        heappush(waiting, (fresh, -len(touched), other))  # the latest first: it closes rings
        return list(chosen)

    def _some_of(self, row: int, column: int) -> list[int]:
        """Return cells of a row, from a place that differs from cell to cell."""
        cells = self._cells_of[row]
        first = column % len(cells)
        return [*cells[first:], *cells[:first]][:MOST_OF_A_ROW]

    def part(self, columns: Sequence[int], world: Whole, reach: int) -> Matrix:
        """Return what ``columns`` can do while all other cells stay as in ``world``.

        Its numbers are differences from ``world``; no cell goes farther than ``reach``.
        """
        full, chosen = self._matrix, np.array(columns, dtype=np.int64)
        place = {column: at for at, column in enumerate(columns)}
        rows = sorted({row for column in columns for row in self._rows_of[column]})
        entries = [[at for at in self._entries[row] if int(full.columns[at]) in place] for row in rows]
        flat = np.array([at for run in entries for at in run], dtype=np.int64)
        sums = np.array([self._sum(row, world) for row in rows], dtype=np.int64)
        least, most = full.least[rows], full.most[rows]
        return Matrix(
            tuple(full.keys[column] for column in columns),
            tuple(full.rows[row] for row in rows),
            np.maximum(full.low[chosen] - world[chosen], -reach),
            np.minimum(full.high[chosen] - world[chosen], reach),
            np.cumsum([0, *(len(run) for run in entries)], dtype=np.int64),
            np.array([place[column] for column in full.columns[flat].tolist()], dtype=np.int64),
            full.coefficients[flat],
            np.where(least == -ENDLESS, least, least - sums),
            np.where(most == ENDLESS, most, most - sums),
            np.repeat(np.arange(len(rows), dtype=np.int64), [len(run) for run in entries]),
        )

    def _sum(self, row: int, world: Whole) -> int:
        run = self._entries[row]
        inside = slice(run.start, run.stop)
        return int(self._matrix.coefficients[inside] @ world[self._matrix.columns[inside]])


def _runs(starts: Whole) -> list[range]:
    ends: list[int] = starts.tolist()
    return [range(first, last) for first, last in pairwise(ends)]
