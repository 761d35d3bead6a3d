"""Tables and figures as data: what is printed, in which order, for which years.

The data file ``data/layout_2024.toml`` holds the definitions and ``reading`` reads it; this module gives
them types and answers questions that follow from them. Nothing here counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Columns = Literal["all_years", "five_years", "register_years", "report_year"]
RowOf = Literal["codes", "rest", "all"]
Sign = Literal["", "-", "blank"]
Texts = Mapping[str, str]


class NoSuchDefinition(LookupError):
    """The layout has no table, row or figure of that name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row: the cases of ``codes``, the rest that no row names, or all.

    ``labels["nb"]`` is the label as printed in the report; the other languages come from the code lists.
    """

    code: str
    labels: Texts
    of: RowOf
    codes: frozenset[str]
    not_in_use: frozenset[int] = frozenset()
    blank: frozenset[int] = frozenset()

    @property
    def label(self) -> str:
        """The label as printed, in bokmål."""
        return self.labels["nb"]

    def sign(self, year: int) -> Sign:
        """Give what stands in the cell instead of a count, whatever the facts say."""
        if year in self.not_in_use:
            return "-"
        return "blank" if year in self.blank else ""

    def names(self, year: int) -> frozenset[str]:
        """Give the categories this row names in a year; none when it is not in use."""
        return frozenset() if self.sign(year) else self.codes


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """One of the tables 1-19. ``field`` is the attribute of a fact that is counted, empty for totals."""

    id: int
    service: str
    dimension: str
    field: str
    titles: Texts
    unit: str
    columns: Columns
    first_year: int
    where: Mapping[str, str]
    rows: tuple[Row, ...]

    def years(self, report_year: int) -> tuple[int, ...]:
        """Give the year columns of the table in the report of a year, oldest first."""
        return year_columns(self.columns, report_year=report_year, first_year=self.first_year)

    def row(self, code: str) -> Row:
        """Give one row.

        Raises
        ------
        NoSuchDefinition
            If the table prints no such row.
        """
        for row in self.rows:
            if row.code == code:
                return row
        raise NoSuchDefinition(f"Table {self.id} has no row {code!r}.")

    def named_codes(self, year: int) -> frozenset[str]:
        """Give the categories that have a row of their own in a year."""
        return frozenset().union(*(row.names(year) for row in self.rows))

    @property
    def rest(self) -> Row | None:
        """The row that takes what no other row names, if the table has one."""
        return next((row for row in self.rows if row.of == "rest"), None)

    @property
    def has_percent(self) -> bool:
        """Whether the table prints percents beside the counts."""
        return bool(self.field)


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """One figure. ``tables`` names, per service, the table that prints the same counts."""

    id: str
    dimension: str
    field: str
    titles: Texts
    services: tuple[str, ...]
    columns: Columns
    first_year: int
    where: Mapping[str, str]
    rows: tuple[Row, ...]
    tables: Mapping[str, int]
    percent: bool = False
    most_frequent: int = 0
    ranked_by: str = ""

    def years(self, report_year: int) -> tuple[int, ...]:
        """Give the years of the figure in the report of a year, oldest first."""
        return year_columns(self.columns, report_year=report_year, first_year=self.first_year)


@dataclass(frozen=True, slots=True)
class Layout:
    """One edition of the report's layout, with the published totals from before the register."""

    id: str
    version: str
    source: str
    source_year: int
    first_register_year: int
    services: tuple[str, ...]
    collected_since: Mapping[str, Mapping[str, int]]
    tables: tuple[TableDefinition, ...]
    figures: tuple[FigureDefinition, ...]
    history: Mapping[str, Mapping[int, int]]

    def table(self, table_id: int) -> TableDefinition:
        """Give one table.

        Raises
        ------
        NoSuchDefinition
            If the layout has no such table.
        """
        for table in self.tables:
            if table.id == table_id:
                return table
        raise NoSuchDefinition(f"There is no table {table_id}.")

    def figure(self, figure_id: str) -> FigureDefinition:
        """Give one figure.

        Raises
        ------
        NoSuchDefinition
            If the layout has no such figure.
        """
        for figure in self.figures:
            if figure.id == figure_id:
                return figure
        raise NoSuchDefinition(f"There is no figure {figure_id!r}.")

    def is_collected(self, dimension: str, *, service: str, year: int) -> bool:
        """Whether a service collected an attribute in a year."""
        return year >= self.collected_since.get(dimension, {}).get(service, self.first_register_year)


def year_columns(columns: Columns, *, report_year: int, first_year: int) -> tuple[int, ...]:
    """Give the years that are printed side by side, oldest first."""
    spans = {
        "all_years": report_year - first_year + 1,
        "five_years": 5,
        "register_years": 4,
        "report_year": 1,
    }
    return tuple(range(max(first_year, report_year - spans[columns] + 1), report_year + 1))
