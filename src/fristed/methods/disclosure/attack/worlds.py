"""The tightest interval of every hidden cell, one connected component at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fristed.methods.disclosure.attack.integer_programme import IntegerProgramme, World
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
    joined = [Component(_bounds_in(bounds, part), tuple(part)) for part in members.values()]
    in_rows = {key for row in rows for key in row.keys}
    return joined + [Component({key: bounds[key]}, ()) for key in bounds if key not in in_rows]


def _bounds_in(bounds: Bounds, rows: Iterable[Row]) -> Bounds:
    return {key: bounds[key] for row in rows for key in row.keys}


def intervals(component: Component, keys: Iterable[str]) -> dict[str, Interval]:
    """Return the tightest interval of whole numbers for each of ``keys``.

    Raises
    ------
    NoWorld
        If no whole numbers fit the component.
    """
    tight = tighten(component.bounds, component.rows)
    return _exact(tight, component.rows, keys)


def _exact(tight: Bounds, rows: Sequence[Row], keys: Iterable[str]) -> dict[str, Interval]:
    """Make tightened bounds exact, by the solver where propagation is not enough."""
    if is_settled(tight, rows):
        return {key: tight[key] for key in keys}
    attained = Attained(tight, IntegerProgramme(tight, rows))
    return {key: attained.interval(key) for key in keys}


class Attained:
    """What the worlds found so far attain, so that the solver is asked only where they leave a doubt.

    Parameters
    ----------
    bounds
        Bounds that hold in every world.
    programme
        Gives further worlds within them.
    """

    def __init__(self, bounds: Bounds, programme: IntegerProgramme) -> None:
        self._bounds, self._programme = bounds, programme
        self._values: dict[str, tuple[int, int]] = {}

    def interval(self, key: str) -> Interval:
        """Return the least and greatest value of a cell over all worlds."""
        low, high = self._bounds[key]
        if not self._values or self._values[key][0] > low:
            low = self._see(self._programme.least(key))[key]
        if high is None or self._values[key][1] < high:
            world = self._programme.greatest(key)
            high = None if world is None else self._see(world)[key]
        return low, high

    def _see(self, world: World) -> World:
        for key, value in world.items():
            low, high = self._values.get(key, (value, value))
            self._values[key] = (min(low, value), max(high, value))
        return world


def gives(component: Component, key: str, interval: Interval) -> bool:
    """Whether a component with a world gives a cell at least as tight an interval as ``interval``."""
    tight = tighten(component.bounds, component.rows)
    return tight[key] == interval or _exact(tight, component.rows, [key])[key] == interval


def has_world(component: Component) -> bool:
    """Whether any whole numbers fit the component."""
    try:
        intervals(component, list(component.bounds)[:1])
    except NoWorld:
        return False
    return True
