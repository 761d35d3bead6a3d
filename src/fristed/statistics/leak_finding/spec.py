"""What a publisher says of its tables: plain records, as ``spec_reading`` reads them from TOML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from fristed.methods.disclosure.records import SIGN_SAFE, Rounding, SignRule, Source

Shape = Literal["long", "wide"]
Standing = Literal["beside", "inside", "as the sum says"]
StatementKind = Literal["count", "at_most", "at_least", "percent", "about_percent", "change", "about_change"]


class CellName(NamedTuple):
    """Where a printed cell stands: table, service (or other column group), year and category."""

    table: str
    service: str
    year: int | None
    category_code: str

    def __str__(self) -> str:
        year = "" if self.year is None else str(self.year)
        table = f"table {self.table}" if self.table.isdigit() else self.table
        return " ".join(part for part in (table, self.service, year, self.category_code) if part)


@dataclass(frozen=True, slots=True)
class CellReference:
    """Points at a cell of a table; service and year may be left to the place where it is used."""

    table: str
    category: str
    service: str | None = None
    year: int | None = None

    def name(self, service: str, year: int | None) -> CellName:
        """Give the cell, for a service and a year."""
        return CellName(
            self.table,
            service if self.service is None else self.service,
            year if self.year is None else self.year,
            self.category,
        )


@dataclass(frozen=True, slots=True)
class Signs:
    """How a table prints what is not a count, and what its hidden sign tells."""

    hidden: tuple[str, ...] = ("…", "...", ":", "*")
    not_in_use: tuple[str, ...] = ("-", "–", ".")
    blank: tuple[str, ...] = ("", "blank")
    meaning: SignRule = SIGN_SAFE


@dataclass(frozen=True, slots=True)
class CountColumn:
    """A column of counts in a wide table: whose and which year's they are, and where the percents stand."""

    column: str
    service: str = ""
    year: int | None = None
    percent: str = ""


@dataclass(frozen=True, slots=True)
class LongColumns:
    """Which columns of a long table say what."""

    category: str = "category"
    count: str = "count"
    service: str = ""
    year: str = ""
    percent: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """What a total holds beyond its printed parts, although no row says so."""

    name: str
    note: str = ""
    always: bool = False


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table: where it stands, how it is laid out, and how its rows hang together.

    ``total`` is the row that the others add up to, ``total_in`` the cells elsewhere that they add up to (the
    first that is there). ``pool`` is the row that holds exactly the hidden rows; ``other`` the row that holds
    what has no row of its own, with or without the hidden rows (``hidden_stand``). ``groups`` are rows that
    are sums of other rows, of this table or of ``groups_of``. ``apart`` are rows outside every sum.
    ``small_is_fine`` says that small counts may be printed, because they count no people.
    """

    name: str
    file: Path
    sheet: str = ""
    delimiter: str = ""
    headings_in_row: int = 0
    source: Source = "table"
    shape: Shape = "wide"
    where: Mapping[str, str] = field(default_factory=dict)
    service: str = ""
    year: int | None = None
    columns: LongColumns = LongColumns()
    counts: tuple[CountColumn, ...] = ()
    total_column: str = ""
    total: str = ""
    total_in: tuple[CellReference, ...] = ()
    pool: str = ""
    other: str = ""
    hidden_stand: Standing = "beside"
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groups_of: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    adds_up: bool = True
    small_is_fine: bool = False
    same_as: tuple[str, ...] = ()
    rest: Rest | None = None
    rounding: Rounding = "half_up"
    signs: Signs = Signs()


@dataclass(frozen=True, slots=True)
class RelationSpec:
    """A total and its parts, or cells that print the same number (``same``)."""

    total: CellReference | None = None
    parts: tuple[CellReference, ...] = ()
    same: tuple[CellReference, ...] = ()
    rest: Rest | None = None
    services: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Inside:
    """A stated number is part of a whole, which is split by something (``age``)."""

    whole: CellReference
    split: str


@dataclass(frozen=True, slots=True)
class StatementSpec:
    """A number in running text: a count, a bound, a percent or a change in percent.

    ``cells`` are the cells whose sum it states; without them it states a number that no table prints, which
    lies ``inside`` wholes that are printed. ``of`` is the base of a percent, or what a change starts from.
    """

    id: str
    kind: StatementKind
    value: int
    service: str = ""
    year: int | None = None
    cells: tuple[CellReference, ...] = ()
    of: CellReference | None = None
    inside: tuple[Inside, ...] = ()
    rounding: Rounding = "half_up"
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """Everything a publisher says of one edition."""

    title: str
    file: str
    threshold: int
    width: int
    tables: tuple[TableSpec, ...]
    relations: tuple[RelationSpec, ...] = ()
    statements: tuple[StatementSpec, ...] = ()
    statements_called: str = "text"
