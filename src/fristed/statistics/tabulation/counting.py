"""Counts one release: unprotected counts of tables, figures and numbers, for ``releases`` alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fristed.casework.cases.facts import CaseFact
from fristed.methods.percents import percent_of
from fristed.statistics.tabulation.columns import columns_of, facts_sha256
from fristed.statistics.tabulation.cube import Cube, cube_from
from fristed.statistics.tabulation.engines import CountingEngine
from fristed.statistics.tabulation.engines.embedded import EmbeddedEngine
from fristed.statistics.tabulation.evaluation import Evaluator, NumberResult
from fristed.statistics.tabulation.layout import FigureDefinition, Layout, Row, Sign, TableDefinition
from fristed.statistics.tabulation.numbers import read_numbers
from fristed.statistics.tabulation.plan import CountingPlan, counting_plan
from fristed.statistics.tabulation.reading import read_layout
from fristed.statistics.tabulation.selections import Selection


class NoRowForCases(ValueError):
    """Cases have categories that a table without a rest row does not print, so it would not add up."""


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One value of one figure, unprotected; ``sign`` is ``-`` where the service did not collect it."""

    figure: str
    service: str
    year: int
    dimension: str
    category_code: str
    count: int | None
    percent: int | None = None
    sign: Sign = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The unprotected counts of one report year, and the hash of the facts they came from."""

    layout: Layout
    year: int
    facts_sha256: str
    cube: Cube

    def total(self, service: str, year: int) -> int:
        """Give a service's cases in a year; before the register, the published total."""
        if year < self.layout.first_register_year:
            return self.layout.history[service][year]
        return self.cube.count(service, year, {})

    def cases(self, service: str, year: int, selection: Selection) -> int:
        """Give the cases that fit a selection; one that some table, figure or number asks for."""
        return self.cube.count(service, year, selection)

    def count(self, table: int, service: str, year: int, code: str) -> int:
        """Give one cell. A row that is not in use counts nothing: its categories are in the rest."""
        definition = self.layout.table(table)
        if definition.service != service:
            raise ValueError(f"Table {table} is about {definition.service}, not {service}.")
        return self._cell(definition, definition.row(code), year)

    def _cell(self, table: TableDefinition, row: Row, year: int) -> int:
        if row.of == "all":
            return self._total_of(table, year)
        if row.of == "rest":
            return sum(self.rest(table.id, year).values())
        selection = {**_selection(table.where), table.field: row.names(year)}
        return self.cube.count(table.service, year, selection)

    def _total_of(self, table: TableDefinition, year: int) -> int:
        if table.where:
            return self.cube.count(table.service, year, _selection(table.where))
        return self.total(table.service, year)

    def breakdown(self, table: int, year: int) -> dict[str, int]:
        """Give the cases per category of a table's attribute, whether a row names it or not."""
        definition = self.layout.table(table)
        return self.cube.breakdown(definition.service, year, definition.field, _selection(definition.where))

    def rest(self, table: int, year: int) -> dict[str, int]:
        """Give the cases per category that no row of the table names in that year."""
        named = self.layout.table(table).named_codes(year)
        return {code: cases for code, cases in self.breakdown(table, year).items() if code not in named}

    def figure_values(self) -> tuple[FigureValue, ...]:
        """Give every value of every figure, in the order of the layout."""
        return tuple(value for figure in self.layout.figures for value in self._figure(figure))

    def _figure(self, figure: FigureDefinition) -> list[FigureValue]:
        rows = (
            self._most_frequent(figure) if figure.most_frequent else [(r.code, r.codes) for r in figure.rows]
        )
        return [
            self._figure_value(figure, service, year, code, codes)
            for code, codes in rows
            for service in figure.services
            for year in figure.years(self.year)
        ]

    def _figure_value(
        self, figure: FigureDefinition, service: str, year: int, code: str, codes: frozenset[str]
    ) -> FigureValue:
        if not all(self.layout.is_collected(name, service=service, year=year) for name in figure.where):
            return FigureValue(figure.id, service, year, figure.dimension, code, None, sign="-")
        selection = _selection(figure.where) | ({figure.field: codes} if figure.field else {})
        count = self.cube.count(service, year, selection) if selection else self.total(service, year)
        percent = percent_of(count, self.total(service, year)) if figure.percent else None
        return FigureValue(figure.id, service, year, figure.dimension, code, count, percent)

    def _most_frequent(self, figure: FigureDefinition) -> list[tuple[str, frozenset[str]]]:
        """Rank the known categories of the service whose order is printed; ties in order of their codes."""
        found = self.cube.breakdown(figure.ranked_by, self.year, figure.field)
        ranked = sorted((-cases, code) for code, cases in found.items() if code != "unknown")
        return [(code, frozenset({code})) for _, code in ranked[: figure.most_frequent]]

    def numbers(self) -> dict[str, NumberResult]:
        """Evaluate every number of the running text, by id."""
        evaluator = Evaluator(self.cube, self.layout, self.year)
        return {number.id: evaluator.evaluate(number) for number in read_numbers().values()}


def _selection(where: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset({value}) for name, value in where.items()}


def count_release(
    facts: Iterable[CaseFact],
    *,
    year: int,
    layout: Layout | None = None,
    engine: CountingEngine | None = None,
) -> Counts:
    """Count the facts of a report year and the years before it.

    Parameters
    ----------
    facts
        Anonymous facts in any order; those after the report year or before the register are left out.
    year
        The report year.
    layout
        What to count for; the layout of 2024 if none is given.
    engine
        Where to count; the embedded engine if none is given.

    Raises
    ------
    NoRowForCases
        If a table without a rest row meets a category that it has no row for.
    """
    chosen = layout or read_layout()
    counted = [fact for fact in facts if chosen.first_register_year <= fact.year <= year]
    plan = counting_plan(chosen, read_numbers().values())
    if engine is None:
        with EmbeddedEngine() as embedded:
            cube = _counted_by(embedded, counted, plan)
    else:
        cube = _counted_by(engine, counted, plan)
    counts = Counts(layout=chosen, year=year, facts_sha256=facts_sha256(counted), cube=cube)
    _require_rows(counts)
    return counts


def _counted_by(engine: CountingEngine, facts: list[CaseFact], plan: CountingPlan) -> Cube:
    engine.load(columns_of(facts))
    statements = (*plan.case_statements, plan.agency_statement)
    return cube_from(
        plan.groups, [(statement.columns, engine.rows(statement.sql)) for statement in statements]
    )


def _require_rows(counts: Counts) -> None:
    """Refuse to count a table that would not add up to its total."""
    for table in counts.layout.tables:
        if table.field and table.rest is None:
            for year in table.years(counts.year):
                if homeless := counts.rest(table.id, year):
                    raise NoRowForCases(f"Table {table.id} has no row in {year} for {', '.join(homeless)}.")
