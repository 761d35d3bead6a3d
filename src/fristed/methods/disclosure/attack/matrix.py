"""Rows and bounds as arrays of whole numbers, so that thousands of cells are looked at together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fristed.methods.disclosure.attack.system import Bounds, Row

Whole = npt.NDArray[np.int64]
"""Whole numbers, one per cell, row or entry."""

ENDLESS = 1 << 60
"""Stands for no bound; far above every count."""

GREATEST_COUNT = 1 << 40
"""No count of persons is greater; keeps all sums far from the end of 64 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Bounds on cells and rows between them, entry by entry.

    Parameters
    ----------
    keys
        The cells, in the order of ``low`` and ``high``.
    rows
        The rows, in the order of ``least`` and ``most``.
    low, high
        Bounds per cell, in cases; ``ENDLESS`` is no bound from above.
    starts
        Where the entries of each row begin, and at last the number of entries.
    columns, coefficients
        The cell of each entry, and what it is multiplied with; never zero.
    least, most
        Bounds per row; ``-ENDLESS`` and ``ENDLESS`` are no bound.
    row_of_entry
        The row each entry stands in.
    is_tight
        Whether the rows, one by one, are known to tighten the bounds no further.
    """

    keys: tuple[str, ...]
    rows: tuple[Row, ...]
    low: Whole
    high: Whole
    starts: Whole
    columns: Whole
    coefficients: Whole
    least: Whole
    most: Whole
    row_of_entry: Whole
    is_tight: bool = False

    @classmethod
    def of(cls, bounds: Bounds, rows: Sequence[Row]) -> Matrix:
        """Write bounds and rows as arrays.

        Raises
        ------
        ValueError
            If a bound is beyond any count of persons.
        """
        column_of = {key: at for at, key in enumerate(bounds)}
        entries = [[(column_of[key], by) for key, by in row.terms if by] for row in rows]
        flat = [entry for row in entries for entry in row]
        if any(max(low, high or 0) > GREATEST_COUNT for low, high in bounds.values()):
            raise ValueError(f"No count of persons is above {GREATEST_COUNT}.")
        return cls(
            tuple(bounds),
            tuple(rows),
            _whole([low for low, _ in bounds.values()]),
            _whole([ENDLESS if high is None else high for _, high in bounds.values()]),
            _whole([0, *np.cumsum([len(row) for row in entries], dtype=np.int64).tolist()]),
            _whole([column for column, _ in flat]),
            _whole([by for _, by in flat]),
            _whole([-ENDLESS if row.low is None else row.low for row in rows]),
            _whole([ENDLESS if row.high is None else row.high for row in rows]),
            _whole([at for at, row in enumerate(entries) for _ in row]),
        )

    def sums(self, per_entry: Whole) -> Whole:
        """Add what is given per entry to one number per row."""
        running = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(per_entry)))
        return running[self.starts[1:]] - running[self.starts[:-1]]

    def misfits(self, world: Whole) -> list[str]:
        """Return, in words, what a world does not fit; empty if it fits everything."""
        sums = self.sums(self.coefficients * world[self.columns])
        rows = np.flatnonzero((sums < self.least) | (sums > self.most))
        cells = np.flatnonzero((world < self.low) | (world > self.high))
        return [self.rows[at].statement.words for at in rows] + [
            f"the bounds of {self.keys[at]}" for at in cells
        ]


def _whole(numbers: Sequence[int]) -> Whole:
    return np.array(numbers, dtype=np.int64)
