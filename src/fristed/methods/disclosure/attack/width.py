"""A quick look at large releases: which cells are wide enough, without their exact ends.

Where a component is small, intervals are exact. Where it is large, worlds that are near each other are enough
to show that a cell has room: from one world, small parts of the release are moved while all else stands
still.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fristed.methods.disclosure.attack.groups import known_groups, open_groups
from fristed.methods.disclosure.attack.matrix import ENDLESS, Matrix, Whole
from fristed.methods.disclosure.attack.neighbourhoods import Neighbourhoods
from fristed.methods.disclosure.attack.pool import Search
from fristed.methods.disclosure.attack.programme import Direction, Programme
from fristed.methods.disclosure.attack.propagation import tighten
from fristed.methods.disclosure.attack.report import Finding
from fristed.methods.disclosure.attack.system import bounds_of, rows_of
from fristed.methods.disclosure.attack.worlds import Interval, components
from fristed.methods.disclosure.records import Printed

LARGE = 8_000
"""From as many cells that are not known, a component is looked at part by part."""

PART_SIZES = (100, 400)
"""How many cells move together; a cell that is not shown wide in the first part is tried in the next."""

UP_AND_DOWN: tuple[Direction, Direction] = (1, -1)


@dataclass(frozen=True, slots=True)
class Widths:
    """Which cells have room enough.

    Parameters
    ----------
    narrow
        Cells that are narrower than the width, with an interval that holds in every world.
    unsettled
        Cells of large components for which neither was shown, with an interval that holds in every world.
    groups
        Hidden cells whose sum is known and below the smallest one allowed.
    """

    narrow: Mapping[str, Interval]
    unsettled: Mapping[str, Interval]
    groups: Sequence[Finding] = ()


def show_width(
    printed: Printed,
    width: int = 3,
    *,
    world: Mapping[str, int] | None = None,
    worlds: Iterable[Mapping[str, int]] = (),
    large: int = LARGE,
    smallest_sum: int | None = None,
) -> Widths:
    """Show for every cell without a printed value that it has two worlds at least ``width`` apart.

    Parameters
    ----------
    printed
        What is printed, without contradictions.
    width
        The smallest ``high - low`` that is not narrow, in cases.
    world
        A count for every cell, to start from in large components; the true counts will do, because nothing of
        the worlds is given away. Without it one is looked for, which takes long in large releases.
    worlds
        Counts that are believed to fit as well, from whoever has them; cells that are not named are as in
        ``world``. What does not fit everything printed in a component shows nothing there.
    large
        From as many unknown cells a component is not solved exactly, and of the sums in it only those that
        single printed totals lead to are looked at.
    smallest_sum
        The smallest sum of several hidden cells that readers may know, in cases; ``None`` means the threshold
        that is printed, 0 that sums are not looked at.

    Raises
    ------
    ValueError
        If ``world`` does not fit what is printed.
    NoWorld
        If what is printed contradicts itself.
    SolverGaveNoAnswer
        If the solver stopped without a proof.
    """
    wanted = {cell.key for cell in printed.cells if cell.state != "shown"}
    narrow: dict[str, Interval] = {}
    unsettled: dict[str, Interval] = {}
    groups: list[Finding] = []
    least = printed.threshold if smallest_sum is None else smallest_sum
    for component in components(bounds_of(printed), rows_of(printed)):
        keys = [key for key in component.bounds if key in wanted]
        matrix = tighten(Matrix.of(component.bounds, component.rows))
        columns = [at for at, key in enumerate(matrix.keys) if key in wanted]
        if len(keys) < large:
            ends = Search(matrix).ends(columns)
            narrow |= _narrow(matrix, columns, width, *ends)
            found = _intervals(matrix, columns, *ends)
            groups += known_groups(printed, component, found, least)
        else:
            groups += open_groups(printed, component, least)
            narrow |= _narrow(matrix, columns, width, matrix.low[columns], matrix.high[columns])
            start = _start(matrix, world)
            spread = _Spread(matrix, start, width)
            column_of = {key: at for at, key in enumerate(matrix.keys)}
            for other in worlds:
                spread.see(_changed(column_of, start, other))
            left = spread.not_shown([at for at in columns if matrix.keys[at] not in narrow])
            unsettled |= {
                matrix.keys[at]: _interval(int(matrix.low[at]), int(matrix.high[at])) for at in left
            }
    return Widths(narrow, unsettled, tuple(groups))


def _interval(low: int, high: int) -> Interval:
    return low, None if high == ENDLESS else high


def _intervals(matrix: Matrix, columns: list[int], low: Whole, high: Whole) -> dict[str, Interval]:
    ends = zip(columns, low.tolist(), high.tolist(), strict=True)
    return {matrix.keys[at]: _interval(least, most) for at, least, most in ends}


def _narrow(matrix: Matrix, columns: list[int], width: int, low: Whole, high: Whole) -> dict[str, Interval]:
    found = _intervals(matrix, columns, low, high)
    return {
        key: (least, most)
        for key, (least, most) in found.items()
        if most is not None and most - least < width
    }


def _start(matrix: Matrix, world: Mapping[str, int] | None) -> Whole:
    if world is None:
        return Programme(matrix).any_world()
    start = np.array([world[key] for key in matrix.keys], dtype=np.int64)
    if misfits := matrix.misfits(start):
        raise ValueError(f"The world does not fit what is printed: {misfits[0]}.")
    return start


def _changed(column_of: Mapping[str, int], start: Whole, world: Mapping[str, int]) -> Whole:
    changed = start.copy()
    for key in world.keys() & column_of.keys():
        changed[column_of[key]] = world[key]
    return changed


class _Spread:
    """Walks from world to world and notes between which values each cell has been."""

    def __init__(self, matrix: Matrix, world: Whole, width: int) -> None:
        self._neighbourhoods = Neighbourhoods(matrix)
        self._world, self._width = world.copy(), width
        self._matrix, self._low, self._high = matrix, world.copy(), world.copy()

    def see(self, world: Whole) -> None:
        """Take in a world from elsewhere, if it is one."""
        if not self._matrix.misfits(world):
            np.minimum(self._low, world, out=self._low)
            np.maximum(self._high, world, out=self._high)

    def not_shown(self, columns: list[int]) -> list[int]:
        """Return the cells that could not be moved far enough."""
        left = columns
        for size in PART_SIZES:
            for column in left:
                if not self._is_shown(column):
                    self._move(self._neighbourhoods.around(column, size))
            left = [column for column in left if not self._is_shown(column)]
        return left

    def _is_shown(self, column: int) -> bool:
        return bool(self._high[column] - self._low[column] >= self._width)

    def _move(self, part: list[int]) -> None:
        """Move the cells of a part to and fro, and go on from the last world."""
        before = self._world[part]
        programme = Programme(self._neighbourhoods.part(part, self._world, self._width))
        for moved in self._moves(programme, part):
            self._world[part] = now = before + moved
            self._low[part] = np.minimum(self._low[part], now)
            self._high[part] = np.maximum(self._high[part], now)

    def _moves(self, programme: Programme, part: list[int]) -> Iterator[Whole]:
        for at, column in enumerate(part):
            for direction in UP_AND_DOWN:
                moved = None if self._is_shown(column) else programme.corner([at], direction).world
                if moved is not None:
                    yield moved
