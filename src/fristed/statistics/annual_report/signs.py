"""The signs that stand in place of a count, and what they say to those who hear the page.

Readers of official statistics know ``:``, ``.`` and ``..``. An edition that shows how the report was printed
keeps the signs it was printed with.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.document import Cell
from fristed.statistics.annual_report.tongues import HOME, integer, percent, phrasebook
from fristed.statistics.publishing import signs as official
from fristed.statistics.publishing.facts import DataCell
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell
from fristed.statistics.releases.policies import Policy
from fristed.statistics.tabulation.layout import Layout

OLD_HIDDEN = "…"
OLD_NOT_IN_USE = "-"
Printed = PublishedCell | PublishedFigureCell
_Place = tuple[str, str, int]
"""A service, a dimension and a year."""


class Signs:
    """Writes the cells of one release: numbers in one language, or the sign that stands in their place."""

    def __init__(self, rule: Policy, layout: Layout, language: Language = HOME) -> None:
        self.rule = rule
        self.layout = layout
        self.language = language
        self.looks_old = rule.demo_only
        self._said: dict[str, str] = phrasebook()[language]["signs"]
        hidden, below = ("hidden", "hidden_below")
        self._names: dict[str, str] = {official.HIDDEN: hidden if rule.secondary else below}
        self._names |= {official.NOT_IN_USE: "not_in_use", official.NOT_COLLECTED: "not_collected"}
        if self.looks_old:
            self._names = {
                OLD_HIDDEN: self._names[official.HIDDEN],
                OLD_NOT_IN_USE: "old_not_in_use",
            }

    @property
    def hidden(self) -> str:
        """The sign of a number that is not shown."""
        return OLD_HIDDEN if self.looks_old else official.HIDDEN

    def not_shown(self) -> str:
        """Say beside a drawing that a number is not shown."""
        return self._said["not_shown"].format(sign=self.hidden)

    def spoken(self, sign: str) -> str:
        """Say what a sign means; nothing where it is none.

        A strict policy hides large counts too, so there the sign says nothing of the size.
        """
        name = self._names.get(sign)
        return self._said[name].format(threshold=self.rule.threshold) if name else ""

    def meanings(self, used: Collection[str]) -> tuple[str, ...]:
        """Explain those of the signs that are used, one line each, in a fixed order."""
        return tuple(
            self._said[f"{name}_means"].format(sign=sign, threshold=self.rule.threshold)
            for sign, name in self._names.items()
            if sign in used
        )

    def count(self, cell: Printed | None, place: _Place) -> Cell:
        """Write the count of a cell, or the sign that stands for it; ``place`` is where it stands."""
        if self.looks_old:
            return self._old_count(cell)
        return self._cell(cell, place, official.count_cell, integer)

    def percent(self, cell: Printed | None, place: _Place) -> Cell:
        """Write the percentage of a cell; in the old look a cell without one stays empty."""
        if self.looks_old:
            has_one = cell is not None and cell.percent is not None
            return Cell(percent(cell.percent, self.language)) if has_one else Cell("")  # type: ignore[union-attr, arg-type]
        return self._cell(cell, place, official.percent_cell, percent)

    def _cell(
        self,
        cell: Printed | None,
        place: _Place,
        read: Callable[..., DataCell],
        write: Callable[[int, Language], str],
    ) -> Cell:
        service, dimension, year = place
        collected = self.layout.is_collected(dimension, service=service, year=year)
        found = read(cell, is_collected=collected)
        if found.value is None:
            return Cell(found.sign, self.spoken(found.sign))
        return Cell(write(found.value, self.language))

    def _old_count(self, cell: Printed | None) -> Cell:
        if cell is None or cell.flag == "blank":
            return Cell("")
        if cell.flag == "0":
            return Cell("0")
        if cell.count is not None:
            return Cell(integer(cell.count, self.language))
        return Cell(cell.flag, self.spoken(cell.flag))


def signs_in(cells: Collection[Cell]) -> set[str]:
    """Give the signs that stand in cells."""
    return {cell.text for cell in cells if cell.spoken}
