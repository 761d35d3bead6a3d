"""Counts by grouping set: what the engine answered, ready to be asked.

>>> cube = Cube({(): {("KT", 2024): {(): 3}}, ("gender",): {("KT", 2024): {("female",): 2, ("male",): 1}}})
>>> cube.count("KT", 2024, {}), cube.count("KT", 2024, {"gender": frozenset({"female"})})
(3, 2)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fristed.statistics.tabulation.plan import CannotBeCounted, CountingPlan, GroupingSet, ordered
from fristed.statistics.tabulation.selections import Selection

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
        return sum(
            cases
            for categories, cases in combinations.items()
            if all(category in selection[name] for name, category in zip(group, categories, strict=True))
        )

    def breakdown(
        self, service: str, year: int, attribute: str, selection: Selection | None = None
    ) -> dict[str, int]:
        """Give the number of cases per category of one attribute, among those that fit a selection."""
        wanted = selection or {}
        group = ordered((*wanted, attribute))
        place = group.index(attribute)
        found: dict[str, int] = {}
        for categories, cases in self.cells[group].get((service, year), {}).items():
            if all(
                category in wanted[name]
                for name, category in zip(group, categories, strict=True)
                if name in wanted
            ):
                found[categories[place]] = found.get(categories[place], 0) + cases
        return dict(sorted(found.items()))


def cube_from(
    plan: CountingPlan,
    *,
    case_rows: Iterable[Sequence[object]],
    agency_rows: Iterable[Sequence[object]],
) -> Cube:
    """Sort the engine's answers into a cube; a grouping set without a single case is there, and empty."""
    cells: dict[GroupingSet, Cells] = {group: {} for group in plan.groups}
    case_columns, agency_columns = plan.case_columns, plan.agency_columns
    for service, year, *values, cases in case_rows:
        found = dict(zip(case_columns, values, strict=True))
        _put(cells, (str(service), _whole(year)), found, _whole(cases))
    for service, year, relation, agency, *values, cases in agency_rows:
        found = {str(relation): agency, **dict(zip(agency_columns, values, strict=True))}
        _put(cells, (str(service), _whole(year)), found, _whole(cases))
    return Cube(cells)


def _put(
    cells: dict[GroupingSet, Cells], place: tuple[str, int], found: Mapping[str, object], cases: int
) -> None:
    """Put one answer where it belongs; NULL means that the attribute was not asked about."""
    group = ordered(name for name, value in found.items() if value is not None)
    cells[group].setdefault(place, {})[tuple(str(found[name]) for name in group)] = cases


def _whole(number: object) -> int:
    return int(str(number))
