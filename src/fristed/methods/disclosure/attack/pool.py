"""Worlds found so far, and the exact interval of each cell with as few questions to the solver as possible.

Every answer of the solver is a whole world, which shows something about every cell. So first many cells that
share no row are pushed together; then only the ends in doubt are asked for one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from fristed.methods.disclosure.attack.matrix import ENDLESS, Matrix, Whole
from fristed.methods.disclosure.attack.programme import Direction, Programme
from fristed.methods.disclosure.attack.propagation import within


class Pool:
    """Worlds that fit, and the least and greatest value seen of each cell.

    Parameters
    ----------
    world
        The first world.
    """

    def __init__(self, world: Whole) -> None:
        self.worlds: list[Whole] = [world]
        self.low, self.high = world.copy(), world.copy()

    def see(self, world: Whole) -> None:
        """Take in a world; it is kept only if it shows something new."""
        lower, higher = world < self.low, world > self.high
        if np.any(lower | higher):
            self.low[lower], self.high[higher] = world[lower], world[higher]
            self.worlds.append(world)


class Search:
    """The search for the exact ends of cells.

    Parameters
    ----------
    matrix
        Rows, and tightened bounds that hold in every world.

    Raises
    ------
    NoWorld
        If no whole numbers fit.
    """

    def __init__(self, matrix: Matrix) -> None:
        self._matrix, self._programme = matrix, Programme(matrix)
        self._rows_of: list[list[int]] = [[] for _ in matrix.keys]
        columns: list[int] = matrix.columns.tolist()
        rows: list[int] = matrix.row_of_entry.tolist()
        for column, row in zip(columns, rows, strict=True):
            self._rows_of[column].append(row)
        self.pool = Pool(self._programme.any_world())

    def ends(self, columns: Sequence[int]) -> tuple[Whole, Whole]:
        """Return the least and greatest value of each of ``columns``, ``ENDLESS`` where there is no greatest.

        Raises
        ------
        SolverGaveNoAnswer
            If the solver stopped without a proof.
        """
        for direction in (1, -1):
            for together in self._apart(self._in_doubt(columns, direction)):
                self._push(together, direction)
        low = [self._end(column, -1) for column in columns]
        high = [self._end(column, 1) for column in columns]
        return np.array(low, dtype=np.int64), np.array(high, dtype=np.int64)

    def reach(self, column: int, value: int) -> None:
        """Take in a world in which a cell that nothing stops upwards is at least ``value``.

        Raises
        ------
        SolverGaveNoAnswer
            If the solver stopped without a proof.
        """
        if self._seen(column, 1) < value:
            low = self._matrix.low.copy()
            low[column] = value
            self.pool.see(Programme(within(self._matrix, low, self._matrix.high)).any_world())

    def _bound(self, column: int, direction: Direction) -> int:
        return int((self._matrix.high if direction == 1 else self._matrix.low)[column])

    def _seen(self, column: int, direction: Direction) -> int:
        return int((self.pool.high if direction == 1 else self.pool.low)[column])

    def _in_doubt(self, columns: Sequence[int], direction: Direction) -> list[int]:
        """Return the cells that were not yet seen at their bound; those without a bound are asked alone."""
        bounds = [(column, self._bound(column, direction)) for column in columns]
        return [at for at, bound in bounds if bound != ENDLESS and self._seen(at, direction) != bound]

    def _apart(self, columns: Sequence[int]) -> Iterator[list[int]]:
        """Split cells into sets in which no two share a row, so that they do not hold each other back."""
        left = list(columns)
        while left:
            taken: set[int] = set()
            together: list[int] = []
            for column in left:
                if taken.isdisjoint(self._rows_of[column]):
                    taken.update(self._rows_of[column])
                    together.append(column)
            yield together
            chosen = set(together)
            left = [column for column in left if column not in chosen]

    def _push(self, columns: Sequence[int], direction: Direction) -> None:
        """Push those cells of a set together that are still in doubt."""
        doubtful = self._in_doubt(columns, direction)
        world = self._programme.corner(doubtful, direction).world if len(doubtful) > 1 else None
        if world is not None:
            self.pool.see(world)

    def _end(self, column: int, direction: Direction) -> int:
        if self._seen(column, direction) == self._bound(column, direction):
            return self._bound(column, direction)
        corner = self._programme.corner([column], direction)
        if corner.limit is None:
            return ENDLESS
        if corner.world is not None:
            self.pool.see(corner.world)
        if self._seen(column, direction) != corner.limit:
            self.pool.see(self._programme.farthest([column], direction))
        return self._seen(column, direction)
