"""A release as any reader sees it, ready to be attacked: built from what is printed, never from the counts.

Tables, figures and the counts that sentences state are cells; what every reader knows about them are
relations: rows add up to the total, concerns to themes, a stated part and its rest to the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from fristed.methods.classifications import theme_of
from fristed.methods.disclosure.attack import AttackReport, attack
from fristed.methods.disclosure.records import (
    SIGN_SAFE,
    Equation,
    Printed,
    PrintedCell,
    PrintedPercent,
    SignRule,
)
from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, Release
from fristed.statistics.releases.names import POOL
from fristed.statistics.releases.policies import Policy
from fristed.statistics.tabulation.layout import Layout, TableDefinition
from fristed.statistics.tabulation.reading import read_layout
from fristed.statistics.tabulation.selections import AGENCIES, selection_of

Selection = frozenset[tuple[str, frozenset[str]]]


class CellName(NamedTuple):
    """Where a printed cell stands: a table's number or a figure's name, service, year and category."""

    table: int | str
    service: str
    year: int
    category_code: str

    @classmethod
    def read(cls, key: str) -> CellName | None:
        """Read the key of a table's or figure's cell; what is only implied has no such name."""
        match key.removeprefix("table ").split(" "):
            case [table, service, year, code] if year.isdigit():
                return cls(int(table) if table.isdigit() else table, service, int(year), code)
        return None


def attack_release(release: Release, policy: Policy, *, sentences: bool = True) -> AttackReport:
    """Attack all tables and figures of a release together, with the counts its sentences state."""
    return attack(printed_facts(release, policy, sentences=sentences), width=policy.width)


def printed_facts(release: Release, policy: Policy, *, sentences: bool = True) -> Printed:
    """Collect what a release prints, as cells, relations and percents."""
    reader = Reader(release, policy, read_layout())
    reader.read_tables()
    reader.read_figures()
    if sentences:
        reader.read_sentences()
    return Printed(
        cells=tuple(reader.cells.values()),
        equations=tuple(reader.equations),
        percents=tuple(reader.percents),
        threshold=policy.threshold,
    )


def cell_key(cell: PublishedCell) -> str:
    """Name a table's cell: ``table 4 KT 2024 fear_fgm``."""
    return f"table {cell.table} {cell.service} {cell.year} {cell.category_code}"


def figure_key(cell: PublishedFigureCell) -> str:
    """Name a figure's value: ``F2.2 KT 2024 fgm``."""
    return f"{cell.figure} {cell.service} {cell.year} {cell.category_code}"


def hidden_keys(release: Release) -> frozenset[str]:
    """Name every cell of a table or figure that is printed as the hidden sign."""
    tables = (cell_key(cell) for cell in release.cells if cell.flag == "…")
    return frozenset((*tables, *(figure_key(cell) for cell in release.figures if cell.flag == "…")))


@dataclass(slots=True)
class Reader:
    """Reads a release from front to back and writes down what follows from it."""

    release: Release
    policy: Policy
    layout: Layout
    cells: dict[str, PrintedCell] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)
    percents: list[PrintedPercent] = field(default_factory=list)

    def _sign(self, figure: str = "") -> SignRule:
        """Say what the hidden sign tells: under the bare threshold, that the count is small."""
        if self.policy.secondary:
            return SIGN_SAFE
        return SignRule(low=1, high=self.policy.figure_threshold.get(figure, self.policy.threshold) - 1)

    def _sign_in(self, service: str, year: int, table: int, figure: str = "") -> SignRule:
        """Say what the sign tells in one column: where all rows are hidden, zeros are hidden too."""
        column = [c for c in self.release.cells if (c.table, c.service, c.year) == (table, service, year)]
        rows = [cell for cell in column if cell.category_code != "total" and cell.flag not in {"-", "blank"}]
        if rows and all(cell.flag == "…" for cell in rows):
            return SignRule(low=0, high=self._sign(figure).high)
        return self._sign(figure)

    def _concern_table(self, service: str) -> TableDefinition:
        return next(t for t in self.layout.tables if (t.service, t.field) == (service, "main_concern"))

    def _total_key(self, service: str, year: int) -> str:
        """Give the cell that prints the cases of a service in a year."""
        table = next(t for t in self.layout.tables if t.service == service and not t.field and not t.where)
        return f"table {table.id} {service} {year} total"

    def _note(
        self, key: str, count: int | None, flag: str, sign: SignRule, *, in_figure: bool = False
    ) -> None:
        if count is not None:
            self.cells[key] = PrintedCell.shown(key, count, "figure" if in_figure else "table")
        elif flag == "…":
            self.cells[key] = PrintedCell.signed(key, sign)
        elif flag == "blank":
            self.cells[key] = PrintedCell.rest(key)

    def _rest(self, key: str) -> str:
        self.cells[key] = PrintedCell.rest(key)
        return key

    def _is_equal(self, one: str, other: str) -> None:
        if one in self.cells and other in self.cells:
            self.equations.append(Equation(one, (other,)))

    # Tables

    def read_tables(self) -> None:
        """Write down every cell, that rows add up, and what the printed percents say."""
        for cell in self.release.cells:
            self._note(
                cell_key(cell), cell.count, cell.flag, self._sign_in(cell.service, cell.year, cell.table)
            )
        for table in self.layout.tables:
            for year in table.years(self.release.year):
                self._read_column(table, year)
        for cell in self.release.cells:
            if cell.percent is not None and cell_key(cell) in self.cells:
                total = self._total_key(cell.service, cell.year)
                self.percents.append(PrintedPercent(cell_key(cell), total, cell.percent))

    def _read_column(self, table: TableDefinition, year: int) -> None:
        column = f"table {table.id} {table.service} {year}"
        if not table.field:
            if table.where:
                rest = self._rest(f"{column} not so")
                self.equations.append(
                    Equation(self._total_key(table.service, year), (f"{column} total", rest))
                )
            return
        self._is_equal(f"{column} total", self._total_key(table.service, year))
        named = [f"{column} {row.code}" for row in table.rows if row.of == "codes"]
        named = [key for key in named if key in self.cells]
        hidden = [key for key in named if self.cells[key].state == "signed"]
        residual = f"{column} {table.rest.code}" if table.rest else ""
        parts = self._parts(table, year, named, hidden, residual)
        self.equations.append(Equation(f"{column} total", tuple(parts)))

    def _parts(
        self, table: TableDefinition, year: int, named: list[str], hidden: list[str], residual: str
    ) -> list[str]:
        """Give what adds up to the total; where hidden rows are inside the residual row, say that too."""
        column = f"table {table.id} {table.service} {year}"
        if residual not in self.cells:
            return [*named, self._rest(f"{column} unnamed")] if table.rest else named
        if not self.policy.residual_rows_carry_hidden or (table.id, year) in self.policy.beside:
            return [*named, residual]
        if hidden:
            unnamed = [] if residual.endswith(POOL) else [self._rest(f"{column} unnamed")]
            self.equations.append(Equation(residual, (*hidden, *unnamed)))
        return [*(key for key in named if key not in hidden), residual]

    # Figures

    def read_figures(self) -> None:
        """Write down figures: themes add up from concerns, other values repeat a table or split a total."""
        for cell in self.release.figures:
            tables = self.layout.figure(cell.figure).tables
            table_id = tables.get(cell.service) or self._concern_table(cell.service).id
            sign = self._sign_in(cell.service, cell.year, table_id, figure=cell.figure)
            self._note(figure_key(cell), cell.count, cell.flag, sign, in_figure=True)
            if figure_key(cell) in self.cells:
                self._relate_figure(cell)
        for service in self.layout.services:
            themes = [
                figure_key(c) for c in self.release.figures if (c.dimension, c.service) == ("theme", service)
            ]
            if themes and all(key in self.cells for key in themes):
                self.equations.append(Equation(self._total_key(service, self.release.year), tuple(themes)))

    def _relate_figure(self, cell: PublishedFigureCell) -> None:
        key, definition = figure_key(cell), self.layout.figure(cell.figure)
        if cell.percent is not None:
            self.percents.append(PrintedPercent(key, self._total_key(cell.service, cell.year), cell.percent))
        if cell.dimension == "theme":
            table = self._concern_table(cell.service)
            column = f"table {table.id} {cell.service} {cell.year}"
            concerns = [row.code for row in table.rows if row.of == "codes"]
            parts = [f"{column} {code}" for code in concerns if theme_of(code) == cell.category_code]
            self.equations.append(Equation(key, tuple(part for part in parts if part in self.cells)))
        elif definition.where:
            total = self._total_key(cell.service, cell.year)
            self.equations.append(Equation(total, (key, self._rest(f"{key} not so"))))
        else:
            table_id = definition.tables[cell.service]
            self._is_equal(key, f"table {table_id} {cell.service} {cell.year} {cell.category_code}")

    # Sentences

    def read_sentences(self) -> None:
        """Write down each count a sentence states: the same as rows of a table, or a part of such a whole."""
        stated = dict(self._stated())
        for (service, year, selection), count in stated.items():
            key = f"text {service} {year} {_in_words(selection)}"
            self.cells[key] = PrintedCell.shown(key, count, "text")
            rows = self._rows(service, year, selection)
            if rows:
                self.equations.append(Equation(key, tuple(rows)))
        for (service, year, selection), _count in stated.items():
            if not self._rows(service, year, selection):
                for attribute, _codes in sorted(selection, key=repr):
                    self._split(service, year, selection, attribute, stated)

    def _stated(self) -> Iterator[tuple[tuple[str, int, Selection], int]]:
        for number in self.release.numbers.values():
            definition = number.definition
            service = str(definition.get("service"))
            where = definition.get("where")
            is_count = definition.get("op") == "count" and definition.get("source", "case") == "case"
            if is_count and number.value is not None and isinstance(where, Mapping) and where:
                chosen = frozenset(selection_of(where, service=service).items())
                yield (service, int(str(definition["year"])), chosen), int(number.value)

    def _rows(self, service: str, year: int, selection: Selection) -> list[str]:
        """Give the table cells that make up a selection of one attribute, or nothing if none do."""
        if not selection:
            return [self._total_key(service, year)]
        if len(selection) != 1:
            return []
        [(attribute, codes)] = selection
        for table in self.layout.tables:
            if table.service != service or year not in table.years(self.release.year):
                continue
            if table.where and {(n, frozenset({v})) for n, v in table.where.items()} == selection:
                return [f"table {table.id} {service} {year} total"]
            if table.field == attribute and codes <= table.named_codes(year):
                rows = [row for row in table.rows if row.of == "codes" and row.names(year) & codes]
                return [f"table {table.id} {service} {year} {row.code}" for row in rows]
        return []

    def _split(
        self,
        service: str,
        year: int,
        selection: Selection,
        attribute: str,
        stated: Mapping[tuple[str, int, Selection], int],
    ) -> None:
        """Relate a stated part, its stated siblings and the rest to a whole that the tables print."""
        whole = frozenset(pair for pair in selection if pair[0] != attribute)
        rows = self._rows(service, year, whole)
        if len(rows) != 1:
            return
        siblings = [selection]
        for other_service, other_year, other in stated if attribute not in AGENCIES else ():
            same = (other_service, other_year) == (service, year) and len(other) == len(selection)
            split = {name for name, _ in other} == {name for name, _ in selection} and whole <= other
            if same and split and all(_are_apart(other, s, attribute) for s in siblings):
                siblings.append(other)
        names = [f"text {service} {year} {_in_words(s)}" for s in siblings]
        rest = self._rest(f"{names[0]} – rest by {attribute}")
        self.equations.append(Equation(rows[0], (*names, rest)))


def _are_apart(one: Selection, other: Selection, attribute: str) -> bool:
    return dict(one)[attribute].isdisjoint(dict(other)[attribute])


def _in_words(selection: Selection) -> str:
    return " and ".join(f"{name} {'/'.join(sorted(codes))}" for name, codes in sorted(selection, key=repr))
