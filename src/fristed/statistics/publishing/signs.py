"""The signs of the house as signs of Statistics Norway, and what they mean in one release.

In the house ``…`` is hidden, ``-`` not in use or not collected, ``blank`` empty in the source, ``0`` a true
zero. Readers of official statistics know ``:``, ``.`` and ``..``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fristed.statistics.publishing.facts import DataCell, Sign
from fristed.statistics.publishing.words import Speaker
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, Release, RuleNotKept

HIDDEN: Sign = ":"
NOT_IN_USE: Sign = "."
NOT_COLLECTED: Sign = ".."
ORDER: tuple[Sign, ...] = (NOT_IN_USE, NOT_COLLECTED, HIDDEN)


def _sign(cell: PublishedCell | PublishedFigureCell | None, *, is_collected: bool) -> Sign:
    """Give the sign of a cell without a number."""
    if cell is not None and cell.flag == "…":
        return HIDDEN
    return NOT_IN_USE if cell is not None and cell.flag == "-" and is_collected else NOT_COLLECTED


def count_cell(cell: PublishedCell | PublishedFigureCell | None, *, is_collected: bool = True) -> DataCell:
    """Give the count of a cell, or the sign in its place; a cell that is not there was not collected."""
    if cell is not None and cell.flag == "0":
        return DataCell(0)
    if cell is not None and cell.flag == "" and cell.count is not None:
        return DataCell(cell.count)
    return DataCell(sign=_sign(cell, is_collected=is_collected))


def percent_cell(cell: PublishedCell | PublishedFigureCell | None, *, is_collected: bool = True) -> DataCell:
    """Give the percent of a cell, or the sign in its place; a count of nothing has no percent."""
    if cell is not None and cell.percent is not None:
        return DataCell(cell.percent)
    if cell is not None and cell.flag in ("", "0"):
        return DataCell(sign=NOT_IN_USE)
    return DataCell(sign=_sign(cell, is_collected=is_collected))


def meanings(cells: Iterable[DataCell], release: Release, speaker: Speaker) -> Mapping[Sign, str]:
    """Explain the signs that stand in cells, in a fixed order.

    Only where nothing but small counts is hidden does the sign tell that a count is small.
    """
    used = {cell.sign for cell in cells}
    said = {sign: speaker.word(f"signs/{sign}") for sign in ORDER if sign in used}
    if HIDDEN in said and not hides_neighbours(release):
        said[HIDDEN] += speaker.word(f"signs/{HIDDEN}/below", threshold=release.rule.threshold)
    return said


def hides_neighbours(release: Release) -> bool:
    """Whether large counts are hidden too; taken to be so where the rule of the release is not known."""
    try:
        return release.rule.secondary
    except RuleNotKept:
        return True
