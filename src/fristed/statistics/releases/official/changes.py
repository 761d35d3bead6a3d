"""What changed from one version to the next: each cell of tables and figures, and each number of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, PublishedNumber, Release
from fristed.statistics.releases.names import key_of_cell, key_of_value

Said = tuple[float | int | None, str]
"""What is printed: a value, and the sign that stands in its place or beside it."""

NOTHING: Said = (None, "")


@dataclass(frozen=True, slots=True)
class Change:
    """One number that is printed differently; one that is new or gone has :data:`NOTHING` on that side.

    ``key`` names it as everywhere in this room, ``table 4 KT 2024 fear_fgm``; ``cell`` is the new cell, the
    old one where it is gone, and ``None`` for a number of the text.
    """

    key: str
    before: Said
    after: Said
    cell: PublishedCell | PublishedFigureCell | None = None

    @property
    def difference(self) -> float | int | None:
        """How much was added, where both are printed."""
        old, new = self.before[0], self.after[0]
        return None if old is None or new is None else new - old


def changes_between(before: Release, after: Release) -> tuple[Change, ...]:
    """Give every difference between what two releases print, in the order of the later one."""
    old, new = dict(_said(before)), dict(_said(after))
    cells = {**_cells(before), **_cells(after)}
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(
        Change(key, old.get(key, NOTHING), new.get(key, NOTHING), cells.get(key))
        for key in keys
        if old.get(key, NOTHING) != new.get(key, NOTHING)
    )


def _said(release: Release) -> Iterator[tuple[str, Said]]:
    for key, cell in _cells(release).items():
        yield key, (cell.count, cell.flag)
    for name, number in release.numbers.items():
        yield f"number {name}", _number(number)


def _number(number: PublishedNumber) -> Said:
    return number.value, "" if number.status == "ok" else number.status


def _cells(release: Release) -> dict[str, PublishedCell | PublishedFigureCell]:
    cells: dict[str, PublishedCell | PublishedFigureCell] = {key_of_cell(c): c for c in release.cells}
    return cells | {key_of_value(value): value for value in release.figures}
