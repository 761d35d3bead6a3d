"""Which cells of linked counts are categories of one dimension, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fristed.methods.disclosure.records import LinkedCounts


class NoSafeRemedy(ValueError):
    """No choice among those that a remedy offers is safe."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands.

    Parameters
    ----------
    category
        The category it counts.
    table
        All else that it is about: cells of one table differ by their category alone.
    span
        Cells of one span get the same remedy. Give all years one span, and what is done is stable over them.
    """

    category: str
    table: str
    span: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """The categories of one dimension and the cells that count them.

    Parameters
    ----------
    name
        What the dimension is called in messages and in the keys of new cells, for example ``"country"``.
    places
        The place per cell key.
    parents
        The coarser category per category, for example the theme of a concern. Chains make several levels.
        The coarser categories may have cells of their own.

    Raises
    ------
    ValueError
        If two cells stand in one place, or a category is its own ancestor.
    """

    name: str
    places: Mapping[str, Place]
    parents: Mapping[str, str] = field(default_factory=dict[str, str])

    def __post_init__(self) -> None:
        stands = [(place.table, place.category) for place in self.places.values()]
        if len(set(stands)) != len(stands):
            raise ValueError(f"{self.name}: two cells stand in one place.")
        for category in self.parents:
            if category in self.above(category):
                raise ValueError(f"{self.name}: {category} is above itself.")

    def above(self, category: str) -> tuple[str, ...]:
        """Return the coarser categories of a category, the nearest first; a ring is gone round once."""
        found: list[str] = []
        while category in self.parents and self.parents[category] not in found:
            category = self.parents[category]
            found.append(category)
        return tuple(found)

    def below(self, category: str) -> tuple[str, ...]:
        """Return the next finer categories of a category, in the order of their names."""
        return tuple(sorted(child for child, parent in self.parents.items() if parent == category))

    def is_leaf(self, category: str) -> bool:
        """Whether nothing is finer than a category."""
        return category not in self.parents.values()

    @property
    def spans(self) -> tuple[str, ...]:
        """The spans, in the order of their names."""
        return tuple(sorted({place.span for place in self.places.values()}))

    def printed(self, counts: LinkedCounts, span: str) -> Mapping[str, Place]:
        """Return the printed cells of a span, in the order of their keys.

        Raises
        ------
        ValueError
            If a cell of the dimension is not counted.
        """
        missing = sorted(set(self.places) - set(counts.counts))
        if missing:
            raise ValueError(f"{self.name}: no such cell: {', '.join(missing)}.")
        return {
            key: place
            for key, place in sorted(self.places.items())
            if place.span == span and key not in counts.unprinted
        }

    def cells_at(self, table: str) -> Iterator[tuple[str, str]]:
        """Give category and key of each cell of a table."""
        for key, place in self.places.items():
            if place.table == table:
                yield place.category, key
