"""The tightest interval of every hidden cell, one connected component at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fristed.methods.disclosure.attack.matrix import ENDLESS, Matrix
from fristed.methods.disclosure.attack.pool import Search
from fristed.methods.disclosure.attack.programme import Programme
from fristed.methods.disclosure.attack.propagation import Forest, NoWorld, is_settled, tighten
from fristed.methods.disclosure.attack.system import Bounds, Row

Interval = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Component:
    """Rows that hang together through cells whose value is not printed, and all the cells in them."""

    bounds: Bounds
    rows: tuple[Row, ...]

    @property
    def fingerprint(self) -> tuple[object, ...]:
        """What tells this component from others."""
        return tuple(self.bounds.items()), self.rows

    @property
    def is_closed(self) -> bool:
        """Whether every cell has a printed value."""
        return all(low == high for low, high in self.bounds.values())


def components(bounds: Bounds, rows: Sequence[Row]) -> list[Component]:
    """Split a release into parts that tell nothing about each other.

    Cells with a printed value do not connect. A row of printed values alone is a component of its own, and so
    is a cell without a printed value that is in no row.
    """
    forest = Forest()
    for at, row in enumerate(rows):
        for key in row.keys:
            if bounds[key][0] != bounds[key][1]:
                forest.join(at, key)
    members: dict[object, list[Row]] = {}
    for at, row in enumerate(rows):
        members.setdefault(forest.root(at), []).append(row)
    with_rows = [Component(_bounds_in(bounds, part), tuple(part)) for part in members.values()]
    in_rows = {key for row in rows for key in row.keys}
    return with_rows + [Component({key: bounds[key]}, ()) for key in bounds if key not in in_rows]


def joined(parts: Sequence[Component]) -> Component:
    """Put components side by side."""
    bounds = {key: bound for part in parts for key, bound in part.bounds.items()}
    return Component(bounds, tuple(row for part in parts for row in part.rows))


def _bounds_in(bounds: Bounds, rows: Iterable[Row]) -> Bounds:
    return {key: bounds[key] for row in rows for key in row.keys}


def intervals(component: Component, keys: Iterable[str]) -> dict[str, Interval]:
    """Return the tightest interval of whole numbers for each of ``keys``.

    Raises
    ------
    NoWorld
        If no whole numbers fit the component.
    """
    return _exact(tighten(Matrix.of(component.bounds, component.rows)), list(keys))


def _exact(tight: Matrix, keys: Sequence[str]) -> dict[str, Interval]:
    """Make tightened bounds exact, by the solver where propagation is not enough."""
    column_of = {key: at for at, key in enumerate(tight.keys)}
    columns = [column_of[key] for key in keys]
    low, high = tight.low[columns], tight.high[columns]
    if not is_settled(tight):
        low, high = Search(tight).ends(columns)
    ends = zip(low.tolist(), high.tolist(), strict=True)
    return {key: _interval(*pair) for key, pair in zip(keys, ends, strict=True)}


def _interval(low: int, high: int) -> Interval:
    return low, None if high == ENDLESS else high


def gives(component: Component, key: str, interval: Interval) -> bool:
    """Whether a component with a world gives a cell at least as tight an interval as ``interval``."""
    tight = tighten(Matrix.of(component.bounds, component.rows))
    column = tight.keys.index(key)
    return (
        _interval(int(tight.low[column]), int(tight.high[column])) == interval
        or _exact(tight, [key])[key] == interval
    )


def has_world(component: Component) -> bool:
    """Whether any whole numbers fit the component."""
    try:
        tight = tighten(Matrix.of(component.bounds, component.rows))
        if not is_settled(tight):
            Programme(tight).any_world()
    except NoWorld:
        return False
    return True
