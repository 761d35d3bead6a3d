"""The signs that stand in place of a count, and what they say to those who hear the page."""

from __future__ import annotations

from fristed.statistics.annual_report.document import Cell
from fristed.statistics.annual_report.norwegian import integer, percent
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell

HIDDEN = "…"
NOT_IN_USE = "-"
Printed = PublishedCell | PublishedFigureCell


def spoken(sign: str, *, threshold: int, hides_neighbours: bool) -> str:
    """Say what a sign means under the policy of the release."""
    if sign == HIDDEN:
        return "Skjult av personvernhensyn" if hides_neighbours else f"Skjult, færre enn {threshold} saker"
    return "Kategorien var ikke i bruk" if sign == NOT_IN_USE else ""


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
