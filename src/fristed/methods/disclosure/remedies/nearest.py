"""Which small counts go up to the step and which down to zero, so that printed sums stay near the truth.

References
----------
Langsrud, Ø. and Heldal, J. (2018). An algorithm for small count rounding of tabular data. Presented at
*Privacy in Statistical Databases*, Valencia (the number that goes up is fixed by the sum; single cells are
taken for what they do to the sums).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Counts to be rounded, and the sums that should stay near the truth.

    Parameters
    ----------
    counts
        The count per cell, in cases.
    sums_of
        Per cell the positions of the sums it takes part in.
    cells_of
        Per sum the positions of its cells.
    step
        What the cells that go up become.
    """

    counts: Whole
    sums_of: tuple[Whole, ...]
    cells_of: tuple[Whole, ...]
    step: int

    @classmethod
    def of(cls, counts: Mapping[str, int], sums: Sequence[Sequence[str]], step: int) -> Choice:
        """Write the cells of ``counts``, in its order, and the cells that each sum is made of, as arrays."""
        place = {key: at for at, key in enumerate(counts)}
        cells_of = [[place[key] for key in keys] for keys in sums]
        sums_of: list[list[int]] = [[] for _ in counts]
        for number, cells in enumerate(cells_of):
            for at in cells:
                sums_of[at].append(number)
        return cls(_whole(list(counts.values())), _rows(sums_of), _rows(cells_of), step)

    def sharing(self, at: int) -> Whole:
        """Return, per cell, how many sums it shares with a cell."""
        cells = [_whole([]), *(self.cells_of[int(number)] for number in self.sums_of[at])]
        return np.bincount(np.concatenate(cells), minlength=len(self.counts)).astype(np.int64)


class _Search:
    """Which cells are up, and how far each sum is from the truth."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._is_up = np.zeros(len(choice.counts), dtype=np.bool_)
        self._number = _whole([len(sums) for sums in choice.sums_of])
        # Per cell: how far the sums it takes part in are above the truth, all together.
        self._above = np.zeros(len(choice.counts), dtype=np.int64)
        for cells in choice.cells_of:
            self._above[cells] -= choice.counts[cells].sum()

    def _cost(self, is_up: bool) -> Whole:
        """Return, per cell, what turning it up (or down) adds to the squared distances."""
        step = self._choice.step
        return step * step * self._number + (2 * step if is_up else -2 * step) * self._above

    def _turn(self, at: int) -> None:
        sign = -1 if self._is_up[at] else 1
        self._is_up[at] = sign == 1
        self._above += sign * self._choice.step * self._choice.sharing(at)

    def raise_some(self, among: Whole, number: int) -> None:
        """Turn up a number of cells, one after another, each the one that leaves the sums nearest."""
        for _ in range(number):
            down = among[~self._is_up[among]]
            self._turn(int(down[np.argmin(self._cost(True)[down])]))

    def swap_one(self, among: Whole) -> bool:
        """Turn one cell up and another down where that brings the sums nearer; ``False`` if nothing does."""
        turned = False
        for up in among:
            if self._is_up[up] or not len(downs := among[self._is_up[among]]):
                continue
            together = 2 * self._choice.step**2 * self._choice.sharing(int(up))[downs]
            costs = self._cost(True)[up] + self._cost(False)[downs] - together
            if costs.min() < 0:
                self._turn(int(downs[np.argmin(costs)]))
                self._turn(int(up))
                turned = True
        return turned

    @property
    def up(self) -> list[int]:
        """The cells that are up."""
        return [int(at) for at in np.flatnonzero(self._is_up)]


def nearest_roundings(
    counts: Mapping[str, int], sums: Sequence[Sequence[str]], blocks: Sequence[Sequence[str]], step: int
) -> frozenset[str]:
    """Return the cells that go up.

    In each block the number that goes up is the sum of its counts in steps, rounded half up: the sum of a
    block moves by at most half a step. Which ones go up is chosen one by one and then improved by exchanging
    pairs, until no exchange brings the squared distance of the sums down. There is no chance in it.

    Parameters
    ----------
    counts
        The count per cell that is rounded, in cases, each below ``step``.
    sums
        The cells of each printed sum, as far as they are rounded.
    blocks
        Sets of cells, each cell in one.
    step
        What a cell that goes up becomes, in cases.

    Examples
    --------
    >>> sorted(nearest_roundings({"a": 5, "b": 1, "c": 1}, [["a", "b", "c"], ["a"]], [["a", "b", "c"]], 7))
    ['a']
    """
    keys = sorted(counts)
    place = {key: at for at, key in enumerate(keys)}
    search = _Search(Choice.of({key: counts[key] for key in keys}, sums, step))
    for block in blocks:
        among = _whole(sorted(place[key] for key in block))
        cases = sum(counts[key] for key in block)
        search.raise_some(among, (2 * cases + step) // (2 * step))
        while search.swap_one(among):
            pass
    return frozenset(keys[at] for at in search.up)


def _whole(numbers: Sequence[int]) -> Whole:
    return np.array(numbers, dtype=np.int64)


def _rows(rows: Sequence[Sequence[int]]) -> tuple[Whole, ...]:
    return tuple(map(_whole, rows))
