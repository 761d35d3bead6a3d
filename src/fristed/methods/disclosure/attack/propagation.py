"""Tighten bounds by every row at once, in whole numbers; enough by itself where no two rows meet twice.

References
----------
Beeri, C., Fagin, R., Maier, D. and Yannakakis, M. (1983). On the desirability of acyclic database schemes.
*Journal of the ACM* 30(3), 479-513 (in an acyclic network, agreement between neighbours is agreement
everywhere).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from fristed.methods.disclosure.attack.matrix import ENDLESS, GREATEST_COUNT, Matrix, Whole

MOST_ROUNDS = 500
"""A stop for rings that would creep on for ever; the solver then finds what is left."""


class NoWorld(ValueError):
    """No whole numbers fit everything that is stated."""


class Forest:
    """Joins nodes into trees and tells when a join would close a ring."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def root(self, node: Hashable) -> Hashable:
        """Return the node that stands for the tree ``node`` is in."""
        top = node
        while top in self._above:
            top = self._above[top]
        while node != top:  # shorten the way for the next who asks
            self._above[node], node = top, self._above[node]
        return top

    def join(self, left: Hashable, right: Hashable) -> bool:
        """Join two trees; ``False`` if they already were one."""
        top, other = self.root(left), self.root(right)
        if top == other:
            return False
        self._above[other] = top
        return True


def tighten(matrix: Matrix) -> Matrix:
    """Apply every row to the bounds of its cells until nothing changes.

    The number of rounds is at most one more than the number of rows: enough where no ring exists.

    Raises
    ------
    NoWorld
        If a cell is left without a value that is a count.
    """
    tight = matrix
    for _ in range(min(len(matrix.rows) + 1, MOST_ROUNDS)):
        before, tight = tight, _one_round(tight)
        if _is_same(before, tight):
            return replace(tight, is_tight=True)
    return tight


def _is_same(one: Matrix, other: Matrix) -> bool:
    return np.array_equal(one.low, other.low) and np.array_equal(one.high, other.high)


def within(matrix: Matrix, low: Whole, high: Whole) -> Matrix:
    """Return the same rows with other bounds."""
    return replace(matrix, low=low, high=high, is_tight=False)


def _one_round(matrix: Matrix) -> Matrix:
    tight = within(matrix, matrix.low.copy(), matrix.high.copy())
    for coefficients, most in _halves(matrix):
        _apply(tight, coefficients, most)
    if np.any(tight.low > np.minimum(tight.high, GREATEST_COUNT)):
        raise NoWorld("A cell is left without a value.")
    return tight


def _halves(matrix: Matrix) -> Iterator[tuple[Whole, Whole]]:
    """Write every row as one or two rows of the form ``sum <= most``: coefficients, and what is the most."""
    yield matrix.coefficients, matrix.most
    yield -matrix.coefficients, -matrix.least


def _smallest(matrix: Matrix, coefficients: Whole) -> tuple[Whole, npt.NDArray[np.bool_]]:
    """Return the smallest value of each entry (0 where it has none), and where it has none."""
    low, high = matrix.low[matrix.columns], matrix.high[matrix.columns]
    end = np.where(coefficients > 0, low, high)
    endless = end == ENDLESS
    return coefficients * np.where(endless, 0, end), endless


def _apply(matrix: Matrix, coefficients: Whole, most: Whole) -> None:
    """Narrow bounds in place: no entry exceeds what the smallest values of the others leave it."""
    smallest, endless = _smallest(matrix, coefficients)
    without_end, total = matrix.sums(endless.astype(np.int64)), matrix.sums(smallest)
    if np.any((without_end == 0) & (total > most)):
        raise NoWorld("Nothing fits a row.")
    row = matrix.row_of_entry
    room = (most - total)[row] + smallest
    binds = (most[row] < ENDLESS) & (without_end[row] == endless)
    up, down = binds & (coefficients > 0), binds & (coefficients < 0)
    np.minimum.at(matrix.high, matrix.columns[up], room[up] // coefficients[up])
    np.maximum.at(matrix.low, matrix.columns[down], -(room[down] // -coefficients[down]))


def is_settled(matrix: Matrix) -> bool:
    """Whether tightened bounds are exact: every value in them belongs to some world.

    That holds when no row tightens them further, and those that still bind have coefficients of one and form
    no ring.
    """
    if not matrix.is_tight:
        return False
    row = matrix.row_of_entry
    counts = _binding(matrix)[row] & (matrix.low != matrix.high)[matrix.columns]
    if np.any(np.abs(matrix.coefficients[counts]) != 1):
        return False
    forest = Forest()
    pairs = zip(row[counts].tolist(), matrix.columns[counts].tolist(), strict=True)
    return all(forest.join(("row", at), column) for at, column in pairs)


def _binding(matrix: Matrix) -> npt.NDArray[np.bool_]:
    """Tell the rows that exclude something within the bounds."""
    binds = np.zeros(len(matrix.rows), dtype=np.bool_)
    for coefficients, most in _halves(matrix):
        smallest, endless = _smallest(matrix, -coefficients)
        greatest = np.where(matrix.sums(endless.astype(np.int64)) > 0, ENDLESS, -matrix.sums(smallest))
        binds |= greatest > most
    return binds
