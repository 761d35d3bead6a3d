"""A release as any reader sees it, ready to be attacked: built from what is printed, never from the counts.

Tables, figures and the counts that sentences state are cells; what every reader knows about them are
relations: rows add up to the total, concerns to themes, a stated part and its rest to the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

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
from fristed.statistics.releases.facts import PublishedFigureCell, Release, RuleNotKept
from fristed.statistics.releases.names import POOL, CellName, figure_key, key_of_cell, key_of_value, table_key
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.stated import Sentences
from fristed.statistics.tabulation.layout import Layout, TableDefinition
from fristed.statistics.tabulation.reading import read_layout

Codes = frozenset[str]

__all__ = ["CellName", "Reader", "attack_release", "hidden_keys", "printed_facts", "printed_together"]


def attack_release(release: Release, policy: Policy, *, sentences: bool = True) -> AttackReport:
    """Attack all tables and figures of a release together, with the counts its sentences state."""
    printed = printed_facts(release, policy, sentences=sentences)
    return attack(printed, width=policy.width, smallest_sum=policy.group_sum_at_least)


def printed_facts(release: Release, policy: Policy, *, sentences: bool = True) -> Printed:
    """Collect what a release prints, as cells, relations and percents."""
    reader = Reader(release, policy, read_layout())
    reader.read_tables()
    reader.read_figures()
    if sentences:
        Sentences(reader, release.numbers.values()).read()
    return reader.printed()


def printed_together(releases: Iterable[Release], policy: Policy) -> Printed:
    """Collect what several releases print, as a reader who has kept them all; later ones come last."""
    kept = list(releases)
    reader = Reader(kept[-1], policy, read_layout())
    for release in kept:
        reader.release, reader.policy = release, _known_rule(release, policy)
        reader.read_tables()
        reader.read_figures()
    reader.policy = policy
    Sentences(reader, [number for release in kept for number in release.numbers.values()]).read()
    return reader.printed()


def _known_rule(release: Release, policy: Policy) -> Policy:
    """Give the rule a release was printed under; where it was not kept, the one in force."""
    try:
        return release.rule
    except RuleNotKept:
        return policy


def hidden_keys(release: Release) -> frozenset[str]:
    """Name every cell of a table or figure that is printed as the hidden sign."""
    tables = (key_of_cell(cell) for cell in release.cells if cell.flag == "…")
    return frozenset((*tables, *(key_of_value(cell) for cell in release.figures if cell.flag == "…")))


@dataclass(slots=True)
class Reader:
    """Reads a release from front to back and writes down what follows from it."""

    release: Release
    policy: Policy
    layout: Layout
    cells: dict[str, PrintedCell] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)
    percents: list[PrintedPercent] = field(default_factory=list)

    def printed(self) -> Printed:
        """Give what was read, every relation and percent once."""
        return Printed(
            cells=tuple(self.cells.values()),
            equations=tuple(dict.fromkeys(self.equations)),
            percents=tuple(dict.fromkeys(self.percents)),
            threshold=self.policy.threshold,
        )

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

    def total_key(self, service: str, year: int) -> str:
        """Give the cell that prints the cases of a service in a year."""
        table = next(t for t in self.layout.tables if t.service == service and not t.field and not t.where)
        return f"table {table.id} {service} {year} total"

    def _note(
        self, key: str, count: int | None, flag: str, sign: SignRule, *, in_figure: bool = False
    ) -> None:
        before = self.cells.get(key)
        if count is not None:
            self.cells[key] = PrintedCell.shown(key, count, "figure" if in_figure else "table")
        elif before and before.value is not None:
            # What one release printed stays known, whatever another one hides.
            return
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
                key_of_cell(cell), cell.count, cell.flag, self._sign_in(cell.service, cell.year, cell.table)
            )
        for table in self.layout.tables:
            for year in table.years(self.release.year):
                self._read_column(table, year)
        for cell in self.release.cells:
            if cell.percent is not None and key_of_cell(cell) in self.cells:
                total = self.total_key(cell.service, cell.year)
                self.percents.append(PrintedPercent(key_of_cell(cell), total, cell.percent))

    def _read_column(self, table: TableDefinition, year: int) -> None:
        column = f"table {table.id} {table.service} {year}"
        if f"{column} total" not in self.cells:
            return
        if not table.field:
            if table.where:
                rest = self._rest(f"{column} not so")
                self.equations.append(
                    Equation(self.total_key(table.service, year), (f"{column} total", rest))
                )
                self._relate_single(f"{column} total", table.service, year, table.where)
            return
        self._is_equal(f"{column} total", self.total_key(table.service, year))
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
            self._note(key_of_value(cell), cell.count, cell.flag, sign, in_figure=True)
            if key_of_value(cell) in self.cells:
                self._relate_figure(cell)
        for service in self.layout.services:
            themes = [
                key_of_value(c)
                for c in self.release.figures
                if (c.dimension, c.service) == ("theme", service)
            ]
            if themes and all(key in self.cells for key in themes):
                self.equations.append(Equation(self.total_key(service, self.release.year), tuple(themes)))

    def _relate_figure(self, cell: PublishedFigureCell) -> None:
        key, definition = key_of_value(cell), self.layout.figure(cell.figure)
        if cell.percent is not None:
            self.percents.append(PrintedPercent(key, self.total_key(cell.service, cell.year), cell.percent))
        if cell.dimension == "theme":
            table = self._concern_table(cell.service)
            column = f"table {table.id} {cell.service} {cell.year}"
            concerns = [row.code for row in table.rows if row.of == "codes"]
            parts = [f"{column} {code}" for code in concerns if theme_of(code) == cell.category_code]
            self.equations.append(Equation(key, tuple(part for part in parts if part in self.cells)))
        elif definition.where:
            total = self.total_key(cell.service, cell.year)
            self.equations.append(Equation(total, (key, self._rest(f"{key} not so"))))
            self._relate_single(key, cell.service, cell.year, definition.where)
        else:
            table_id = definition.tables[cell.service]
            self._is_equal(key, f"table {table_id} {cell.service} {cell.year} {cell.category_code}")

    def _relate_single(self, key: str, service: str, year: int, where: Mapping[str, str]) -> None:
        """Relate a count of one category to the rows, or to an earlier count, that print the same."""
        if len(where) == 1:
            [(attribute, code)] = where.items()
            same = [other for other, codes in self.rows_of(service, year, attribute) if codes == {code}]
            for other in same:
                if other != key:
                    self._is_equal(key, other)

    # What sentences are set against

    def rows_of(self, service: str, year: int, attribute: str) -> list[tuple[str, frozenset[str]]]:
        """Give the cells that print an attribute, each with its categories; no two overlap."""
        found: dict[Codes, str] = {}
        for table in self.layout.tables:
            if table.service == service and table.field == attribute:
                for row in table.rows:
                    if codes := row.names(year):
                        found.setdefault(codes, table_key(table.id, service, year, row.code))
        for key, code in self._single_counts(service, year, attribute):
            if not any(code in codes for codes in found):
                found[frozenset({code})] = key
        return [(key, codes) for codes, key in found.items() if key in self.cells]

    def _single_counts(self, service: str, year: int, attribute: str) -> Iterator[tuple[str, str]]:
        """Give the tables and figures that print one category of an attribute alone, and which."""
        for table in self.layout.tables:
            if table.service == service and list(table.where) == [attribute] and not table.field:
                yield table_key(table.id, service, year, "total"), table.where[attribute]
        for figure in self.layout.figures:
            if list(figure.where) == [attribute] and service in figure.services:
                yield figure_key(figure.id, service, year, "total"), figure.where[attribute]

    def unnamed_key(self, service: str, year: int, attribute: str) -> str:
        """Give the cell of all categories that no row prints, or nothing."""
        for table in self.layout.tables:
            if (table.service, table.field) == (service, attribute) and table.rest:
                column = f"table {table.id} {service} {year}"
                keys = (f"{column} unnamed", f"{column} {table.rest.code}")
                return next((key for key in keys if key in self.cells), "")
        return ""
