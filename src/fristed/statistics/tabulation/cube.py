"""Counts by grouping set: what the engine answered, ready to be asked.

>>> cube = Cube({(): {("KT", 2024): {(): 3}}, ("gender",): {("KT", 2024): {("female",): 2, ("male",): 1}}})
>>> cube.count("KT", 2024, {}), cube.count("KT", 2024, {"gender": frozenset({"female"})})
(3, 2)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, product
from typing import Any

from fristed.statistics.tabulation.plan import CannotBeCounted, GroupingSet, ordered
from fristed.statistics.tabulation.selections import AGENCIES, Selection

Cells = dict[tuple[str, int], dict[tuple[str, ...], int]]
"""Per service and year: the number of cases per combination of categories."""


@dataclass(frozen=True, slots=True)
class Cube:
    """Cases per grouping set, service, year and combination of categories."""

    cells: Mapping[GroupingSet, Cells]

    def count(self, service: str, year: int, selection: Selection) -> int:
        """Give the number of cases of a service and year that fit a selection.

        Raises
        ------
        CannotBeCounted
            If the plan did not ask for these attributes together.
        """
        group = ordered(selection)
        if group not in self.cells:
            raise CannotBeCounted(f"Nothing was counted by {', '.join(group)} together.")
        combinations = self.cells[group].get((service, year), {})
        wanted = product(*(selection[name] for name in group))
        return sum(combinations.get(categories, 0) for categories in wanted)

    def breakdown(
        self, service: str, year: int, attribute: str, selection: Selection | None = None
    ) -> dict[str, int]:
        """Give the number of cases per category of one attribute, among those that fit a selection."""
        wanted = dict(selection or {})
        group = ordered((*wanted, attribute))
        combinations = self.cells[group].get((service, year), {})
        if not wanted:
            return {category: cases for (category,), cases in sorted(combinations.items())}
        place = group.index(attribute)
        categories = sorted({combination[place] for combination in combinations})
        counted = {c: self.count(service, year, {**wanted, attribute: frozenset({c})}) for c in categories}
        return {category: cases for category, cases in counted.items() if cases}


def cube_from(
    groups: Iterable[GroupingSet], answers: Iterable[tuple[GroupingSet, Iterable[Sequence[Any]]]]
) -> Cube:
    """Sort the engine's answers into a cube; a grouping set without a single case is there, and empty.

    Each answer is the columns between the year and the number of cases, and the rows. Rows by agency begin
    with the columns ``relation`` and ``agency``.
    """
    cells: dict[GroupingSet, Cells] = {group: {} for group in groups}
    for columns, rows in answers:
        if columns[:2] != ("relation", "agency"):
            _sort_into(cells, rows, columns=columns)
            continue
        for relation, related in _by_relation(rows).items():
            _sort_into(cells, related, columns=(relation, *columns[2:]))
    return Cube(cells)


def _by_relation(rows: Iterable[Sequence[Any]]) -> dict[str, list[Sequence[Any]]]:
    found: dict[str, list[Sequence[Any]]] = {relation: [] for relation in AGENCIES}
    for service, year, relation, *values in rows:
        found[str(relation)].append((service, year, *values))
    return found


def _sort_into(
    cells: dict[GroupingSet, Cells], rows: Iterable[Sequence[Any]], *, columns: GroupingSet
) -> None:
    """Put every answer where it belongs; NULL means that the attribute was not asked about."""
    targets: dict[tuple[bool, ...], Cells] = {}
    for service, year, *values, cases in rows:
        asked = tuple([value is not None for value in values])
        if asked not in targets:
            targets[asked] = cells[tuple(compress(columns, asked))]
        found = targets[asked].setdefault((service, year), {})
        found[tuple(compress(values, asked))] = cases
