"""The signs that stand in place of a count, and what they say to those who hear the page."""

from __future__ import annotations

from collections.abc import Collection

from fristed.statistics.annual_report.document import Cell
from fristed.statistics.annual_report.norwegian import NBSP, integer, percent
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell

HIDDEN = "…"
NOT_IN_USE = "-"
Printed = PublishedCell | PublishedFigureCell


def spoken(sign: str, *, threshold: int, hides_neighbours: bool) -> str:
    """Say what a sign means under the policy of the release.

    A strict policy hides large counts too, so there the sign says nothing of the size.
    """
    if sign == HIDDEN:
        return "Skjult av personvernhensyn" if hides_neighbours else f"Skjult, færre enn {threshold} saker"
    return "Ikke i bruk eller ikke samlet inn" if sign == NOT_IN_USE else ""


def meanings(signs: Collection[str], *, threshold: int, hides_neighbours: bool) -> tuple[str, ...]:
    """Explain the signs that are used, one line each."""
    notes = []
    if HIDDEN in signs:
        why = "" if hides_neighbours else f": færre enn {threshold} saker"
        notes.append(f"{HIDDEN}{NBSP}betyr at tallet ikke vises av personvernhensyn{why}.")
    if NOT_IN_USE in signs:
        notes.append(
            f"{NOT_IN_USE}{NBSP}betyr at kategorien ikke var i bruk, eller at tallet ikke ble samlet inn."
        )
    return tuple(notes)


def count_cell(cell: Printed | None, *, threshold: int, hides_neighbours: bool) -> Cell:
    """Write the count of a cell, or the sign that stands for it."""
    if cell is None or cell.flag == "blank":
        return Cell("")
    if cell.flag == "0":
        return Cell("0")
    if cell.count is not None:
        return Cell(integer(cell.count))
    return Cell(cell.flag, spoken(cell.flag, threshold=threshold, hides_neighbours=hides_neighbours))


def percent_cell(cell: Printed | None) -> Cell:
    """Write the percentage of a cell; a cell without one stays empty."""
    return Cell(percent(cell.percent)) if cell is not None and cell.percent is not None else Cell("")
