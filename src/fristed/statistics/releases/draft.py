"""Linked counts of one service and year while they are being written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from fristed.methods.disclosure.records import Equation, LinkedCounts, with_equals

Kind = Literal["total", "table", "subtotal", "repeat", "text", "silent"]
"""What a cell is: a grand total, a row of a table, a subtotal of rows, a value that repeats another cell, a
count that sentences state, or never printed."""


@dataclass(slots=True)
class Draft:
    """Cells and relations, in the order they are written down.

    ``group_of`` says which table, figure or crossed table a cell belongs to: where no pattern makes a part of
    the release safe, whole groups are withheld.
    """

    name: str
    counts: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    group_of: dict[str, str] = field(default_factory=dict)
    relations: dict[Equation, None] = field(default_factory=dict)

    def cell(self, key: str, count: int, kind: Kind, group: str) -> str:
        """Write down a cell once; what is printed in one place is printed."""
        self.counts.setdefault(key, count)
        self.group_of.setdefault(key, group)
        if self.kinds.setdefault(key, kind) == "silent":
            self.kinds[key] = kind
        return key

    def adds_up(self, total: str, parts: Iterable[str]) -> None:
        """Write down that a total is the sum of its parts."""
        listed = tuple(parts)
        if listed != (total,):
            self.relations[Equation(total, listed)] = None

    def linked(
        self, *, shown: Iterable[str] = (), hidden: Iterable[str] = (), weights: dict[str, int] | None = None
    ) -> LinkedCounts:
        """Give the records; grand totals stay printed."""
        totals = {key for key, kind in self.kinds.items() if kind == "total"}
        silent = frozenset(key for key, kind in self.kinds.items() if kind == "silent")
        kept = (frozenset(shown) & set(self.counts) | totals) - silent
        wished = (frozenset(hidden) & set(self.counts)) - silent
        return LinkedCounts(
            name=self.name,
            counts=self.counts,
            relations=tuple(self.relations),
            unprinted=silent,
            shown=kept,
            hidden=wished - with_equals(kept, self.relations),
            weights=weights or {},
        )
