"""Worlds that show the ends of all intervals: found from the print alone, so that they tell no more than it.

Worlds of parts that tell nothing about each other are put side by side, and as few as a simple choice finds
are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fristed.methods.disclosure.attack.matrix import ENDLESS, Matrix, Whole
from fristed.methods.disclosure.attack.pool import Search
from fristed.methods.disclosure.attack.propagation import tighten
from fristed.methods.disclosure.attack.system import bounds_of, rows_of
from fristed.methods.disclosure.attack.worlds import Component, components
from fristed.methods.disclosure.records import Printed

End = tuple[int, int | None, int, int]
"""Lowest and highest count, and the places of the worlds that attain them."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Intervals with the worlds that attain their ends.

    Parameters
    ----------
    ends
        Per cell without a printed value, in the order of the print: lowest and highest count, in cases, and
        the worlds in which it has them. Where nothing bounds it from above, the second world shows it at
        least the asked-for width above the lowest.
    worlds
        The value of every cell without a printed value, in the order of ``ends``, world by world.
    """

    ends: Mapping[str, End]
    worlds: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Cells of one component: their ends, and the worlds (one row each) that show them."""

    keys: tuple[str, ...]
    low: Whole
    high: Whole
    worlds: Whole
    low_world: Whole
    high_world: Whole


def witnesses(printed: Printed, *, width: int = 3) -> Witnesses:
    """Return the exact interval of every cell without a printed value, with worlds that attain the ends.

    Parameters
    ----------
    printed
        What is printed, without contradictions.
    width
        How far above its lowest value a cell is shown that nothing bounds from above, in cases.

    Raises
    ------
    NoWorld
        If what is printed contradicts itself.
    SolverGaveNoAnswer
        If the solver stopped without a proof.
    """
    wanted = [cell.key for cell in printed.cells if cell.state != "shown"]
    among = frozenset(wanted)
    parts = [
        _part(component, [key for key in component.bounds if key in among], width)
        for component in components(bounds_of(printed), rows_of(printed))
    ]
    return _side_by_side(wanted, parts)


def _part(component: Component, keys: Sequence[str], width: int) -> _Part:
    matrix = tighten(Matrix.of(component.bounds, component.rows))
    search = Search(matrix)
    column_of = {key: at for at, key in enumerate(matrix.keys)}
    columns = np.array([column_of[key] for key in keys], dtype=np.int64)
    low, high = search.ends(columns.tolist())
    for at in np.flatnonzero(high == ENDLESS).tolist():
        search.reach(int(columns[at]), int(low[at]) + width)
    worlds = np.array(search.pool.worlds)[:, columns]
    top = np.where(high == ENDLESS, low + width, high)
    shows = np.concatenate((worlds == low, np.where(high == ENDLESS, worlds >= top, worlds == top)), axis=1)
    chosen = _few(shows)
    first = np.argmax(shows[chosen], axis=0) if len(keys) else np.zeros(0, dtype=np.int64)
    return _Part(tuple(keys), low, high, worlds[chosen], first[: len(keys)], first[len(keys) :])


def _few(shows: np.ndarray[tuple[int, int], np.dtype[np.bool_]]) -> list[int]:
    """Choose worlds, each time the one that shows most ends not yet shown, until all are shown."""
    chosen: list[int] = []
    left = np.ones(shows.shape[1], dtype=np.bool_)
    while np.any(left):
        chosen.append(int(np.argmax((shows & left).sum(axis=1))))
        left &= ~shows[chosen[-1]]
    return chosen


def _side_by_side(wanted: Sequence[str], parts: Sequence[_Part]) -> Witnesses:
    """Join the first worlds of all parts to one world, the second ones, and so on."""
    place = {key: at for at, key in enumerate(wanted)}
    worlds = np.zeros((max((len(part.worlds) for part in parts), default=0), len(wanted)), dtype=np.int64)
    ends: dict[str, End] = {}
    for part in parts:
        columns = [place[key] for key in part.keys]
        for at in range(len(worlds)):
            worlds[at, columns] = part.worlds[at if at < len(part.worlds) else 0] if columns else []
        high = [None if end == ENDLESS else end for end in part.high.tolist()]
        found = zip(part.low.tolist(), high, part.low_world.tolist(), part.high_world.tolist(), strict=True)
        ends |= dict(zip(part.keys, found, strict=True))
    return Witnesses({key: ends[key] for key in wanted}, tuple(map(tuple, worlds.tolist())))
