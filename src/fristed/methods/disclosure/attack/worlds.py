"""The tightest interval of every hidden cell, one connected component at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fristed.methods.disclosure.attack.integer_programme import IntegerProgramme
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
    keys = {key for row in rows for key in row.keys}
    return {key: bound for key, bound in bounds.items() if key in keys}


def intervals(component: Component, keys: Iterable[str]) -> dict[str, Interval]:
    """Return the tightest interval of whole numbers for each of ``keys``.

    Raises
    ------
    NoWorld
        If no whole numbers fit the component.
    """
    tight = tighten(component.bounds, component.rows)
    if is_settled(tight, component.rows):
        return {key: tight[key] for key in keys}
    programme = IntegerProgramme(tight, component.rows)
    return {key: programme.interval(key) for key in keys}


def has_world(component: Component) -> bool:
    """Whether any whole numbers fit the component."""
    try:
        intervals(component, list(component.bounds)[:1])
    except NoWorld:
        return False
    return True
