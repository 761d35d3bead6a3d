"""Turn the tables and numbers of an edition into what the attacker sees: cells, relations and percents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from fristed.methods.disclosure.records import Equation, Printed, PrintedCell, PrintedPercent, Rounding
from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.nearest import hint
from fristed.statistics.leak_finding.spec import (
    CellName,
    CellReference,
    RelationSpec,
    Rest,
    Spec,
    TableSpec,
)
from fristed.statistics.leak_finding.subtotals import CountedRow, add_up_to_too_much, subtotals
from fristed.statistics.leak_finding.tables import CellAsPrinted, PercentAsPrinted, Table, read_table
from fristed.statistics.leak_finding.wordings import breaks_half_up, is_tie

Column = tuple[str, int | None]
"""A service (or other column group) and a year."""


@dataclass(slots=True)
class Edition:
    """All that is printed together, as the attacker sees it, and what each of its cells is to a reader.

    Parameters
    ----------
    spec
        What the publisher says of it.
    """

    spec: Spec
    cells: dict[str, PrintedCell] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)
    percents: list[PrintedPercent] = field(default_factory=list)
    names: dict[str, CellName] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    rests: dict[str, Rest] = field(default_factory=dict)
    auxiliary: set[str] = field(default_factory=set)
    not_in_use: set[str] = field(default_factory=set)
    scaled: dict[str, tuple[str, int]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    wrong_percents: set[str] = field(default_factory=set)
    tables: list[Table] = field(default_factory=list)
    columns: dict[str, list[Column]] = field(default_factory=dict)
    rows: dict[str, dict[str, None]] = field(default_factory=dict)

    def printed(self) -> Printed:
        """Give it to the attacker."""
        return Printed(
            tuple(self.cells.values()), tuple(self.equations), tuple(self.percents), self.spec.threshold
        )

    def fault(self, what: str) -> BadInput:
        """Make an error about the spec."""
        return BadInput(what, file=self.spec.file)

    # Cells

    def add(self, name: CellName, cell: PrintedCell) -> str:
        """Add a cell under its own name."""
        if cell.key in self.cells or cell.key in self.not_in_use:
            raise self.fault(f"{name} stands twice")
        self.cells[cell.key] = cell
        self.names[cell.key] = name
        return cell.key

    def rest(self, name: CellName, rest: Rest | None = None) -> str:
        """Add a cell that no row prints, but that a reader knows is there."""
        key = self.add(name, PrintedCell.rest(str(name)))
        self.rests[key] = rest or Rest(name.category_code)
        return key

    def alias(self, key: str, parts: Iterable[str]) -> str:
        """Add a name for a sum of cells, which is nothing of its own to a reader."""
        self.equal(self.unnamed(key), parts)
        return key

    def unnamed(self, key: str) -> str:
        """Add a cell that takes part in the arithmetic, but that no reader looks for."""
        self.cells[key] = PrintedCell.rest(key)
        self.auxiliary.add(key)
        return key

    def equal(self, total: str, parts: Iterable[str]) -> None:
        """Say that a total is the sum of its parts."""
        self.equations.append(Equation(total, tuple(parts)))

    def add_percent(self, key: str, base: str, percent: PercentAsPrinted, rounding: Rounding) -> None:
        """Say that a cell is printed as a percent of another, with or without decimals."""
        if percent.decimals:
            scale = 10**percent.decimals
            scaled = f"{scale} × {key}"
            self.scaled[scaled] = (key, percent.decimals)
            key = scaled if scaled in self.cells else self.alias(scaled, [key] * scale)
        self.percents.append(PrintedPercent(key, base, percent.digits, rounding))

    def find(self, reference: CellReference, service: str, year: int | None) -> str | None:
        """Find a cell; None where its category was not in use, or its table has no such column."""
        if reference.table not in self.rows:
            raise self.fault(f"there is no table “{reference.table}”")
        if reference.category not in self.rows[reference.table]:
            meant = hint(reference.category, self.rows[reference.table])
            raise self.fault(f"the table “{reference.table}” has no row “{reference.category}”{meant}")
        key = str(reference.name(service, year))
        return key if key in self.cells else None

    def note(self, name: CellName) -> None:
        """Remember that a table has such a column and such a row."""
        columns = self.columns.setdefault(name.table, [])
        if (name.service, name.year) not in columns:
            columns.append((name.service, name.year))
        self.rows.setdefault(name.table, {})[name.category_code] = None


def read_edition(spec: Spec) -> Edition:
    """Read every table of an edition; its numbers in running text are added by ``statements``.

    Raises
    ------
    BadInput
        If anything is wrong with a file or the spec; nothing is read by halves.
    """
    edition = Edition(spec)
    tables = [read_table(table) for table in spec.tables]
    edition.tables = tables
    edition.notes = [(table.spec.name, note) for table in tables for note in table.notes]
    for table in tables:
        for cell in table.cells:
            _add_cell(edition, table.spec, cell)
    for table in tables:
        _relate_table(edition, table)
    return edition


def _add_cell(edition: Edition, table: TableSpec, cell: CellAsPrinted) -> None:
    key = str(cell.name)
    edition.note(cell.name)
    if cell.state == "count" and cell.count is not None:
        edition.add(cell.name, PrintedCell.shown(key, cell.count, table.source))
    elif cell.state == "hidden":
        edition.hidden.add(edition.add(cell.name, PrintedCell.signed(key, table.signs.meaning)))
    elif cell.state == "blank":
        edition.rest(cell.name)
    else:
        edition.not_in_use.add(key)


def _relate_table(edition: Edition, table: Table) -> None:
    spec = table.spec
    for column in edition.columns[spec.name]:
        keys = {
            cell.name.category_code: str(cell.name)
            for cell in table.cells
            if (cell.name.service, cell.name.year) == column and cell.state != "not in use"
        }
        _add_up(edition, spec, column, keys)
        _add_groups(edition, spec, column, keys)
        _repeat(edition, spec, column, keys)
    _doubt_subtotals(edition, table)
    _add_across(edition, table)
    _add_percents(edition, table)


def _doubt_subtotals(edition: Edition, table: Table) -> None:
    """Say where rows that are taken as parts of the total look like sums of each other."""
    spec = table.spec
    if spec.groups or not spec.adds_up:
        return
    outside = {spec.total, spec.pool, spec.other, *spec.apart}
    for column in edition.columns[spec.name]:
        total = _total(edition, spec, column)
        whole = edition.cells[total].value if total else None
        rows = [
            CountedRow(cell.name.category_code, known.low, known.high)
            for cell in table.cells
            if (cell.name.service, cell.name.year) == column
            and cell.name.category_code not in outside
            and (known := edition.cells.get(str(cell.name)))
        ]
        if whole is not None and add_up_to_too_much(rows, whole):
            edition.notes.append((spec.name, f"{spec.file.name}: {_about_subtotals(rows, whole)}"))
            return


def _about_subtotals(rows: Sequence[CountedRow], total: int) -> str:
    if found := subtotals(rows, total):
        names = ", ".join(f"“{name}”" for name in found)
        return (
            f"rows that look like sums of rows beside them are counted twice: {names}; say which rows they "
            "hold with “groups” in a TOML file"
        )
    return (
        f"the rows add up to more than the total {total}; where some are sums of others, say so with "
        "“groups” in a TOML file"
    )


def _add_percents(edition: Edition, table: Table) -> None:
    """Write down the percents; where printed ones are rounded otherwise, hidden ones may be as well."""
    spec, found = table.spec, []
    for cell in table.cells:
        base = _total(edition, spec, (cell.name.service, cell.name.year))
        if cell.percent and base and str(cell.name) in edition.cells:
            found.append((cell, base, cell.percent))
    known = [
        (cell.count, edition.cells[base].value, percent)
        for cell, base, percent in found
        if cell.count is not None
    ]
    broken = [
        one for one in known if one[1] and breaks_half_up(one[0], one[1], one[2].digits, one[2].decimals)
    ]
    ties = [one for one in broken if one[1] and is_tie(one[0], one[1], one[2].decimals)]
    is_loose = bool(ties) and spec.rounding == "half_up"
    if is_loose:
        count, whole, percent = ties[0]
        words = (
            f"{count} of {whole} is printed as {percent} %, "
            "so percents of hidden counts may be rounded either way"
        )
        edition.notes.append((spec.name, f"{spec.file.name}: {words}"))
    elif broken:
        edition.wrong_percents.add(spec.name)
    for cell, base, percent in found:
        rounding: Rounding = "unknown" if is_loose and cell.count is None else spec.rounding
        edition.add_percent(str(cell.name), base, percent, rounding)


def _total(edition: Edition, spec: TableSpec, column: Column) -> str | None:
    """Give the cell that holds the total of a column, in the table itself or elsewhere."""
    if spec.total_in:
        elsewhere = (edition.find(reference, *column) for reference in spec.total_in)
        return next((key for key in elsewhere if key is not None), None)
    key = str(CellName(spec.name, *column, spec.total))
    return key if spec.total and key in edition.cells else None


def _add_up(edition: Edition, spec: TableSpec, column: Column, keys: dict[str, str]) -> None:
    """Write down that the rows add up to the total, and where the hidden rows stand."""
    total = _total(edition, spec, column)
    within = {part for head in spec.groups if not spec.groups_of for part in spec.groups[head]}
    outside = {spec.total, *spec.apart, *within}
    parts = {category: key for category, key in keys.items() if category not in outside}
    hidden = [key for category, key in parts.items() if key in edition.hidden and category != spec.pool]
    if spec.pool in keys and hidden:
        edition.equal(keys[spec.pool], hidden)
        parts = {category: key for category, key in parts.items() if key not in hidden}
    elif spec.other in keys and hidden and total and _stand_inside(edition, spec, total, parts.values()):
        unnamed = edition.unnamed(f"{CellName(spec.name, *column, spec.other)}, unnamed")
        edition.equal(keys[spec.other], (*hidden, unnamed))
        parts = {category: key for category, key in parts.items() if key not in hidden}
    if not total or not spec.adds_up:
        return
    rest = [edition.rest(CellName(spec.name, *column, spec.rest.name), spec.rest)] if spec.rest else []
    edition.equal(total, (*parts.values(), *rest))


def _stand_inside(edition: Edition, spec: TableSpec, total: str, parts: Iterable[str]) -> bool:
    """Whether hidden rows are counted in the row of others: as the spec says, or as the sum gives away."""
    if spec.hidden_stand != "as the sum says":
        return spec.hidden_stand == "inside"
    printed = [edition.cells[key].value for key in parts]
    return sum(value for value in printed if value is not None) == edition.cells[total].value


def _add_groups(edition: Edition, spec: TableSpec, column: Column, keys: dict[str, str]) -> None:
    """Write down the rows that are sums of other rows, of this table or of another."""
    for head, categories in spec.groups.items():
        known = {row for table in spec.groups_of or (spec.name,) for row in edition.rows.get(table, ())}
        if missing := sorted(set(categories) - known):
            raise edition.fault(f"no table has the row {', '.join(missing)} of the group “{head}”")
        for table in spec.groups_of or (spec.name,):
            if head in keys and column in edition.columns.get(table, []):
                found = [str(CellName(table, *column, category)) for category in categories]
                edition.equal(keys[head], [key for key in found if key in edition.cells])


def _repeat(edition: Edition, spec: TableSpec, column: Column, keys: dict[str, str]) -> None:
    """Write down that a table repeats rows of others."""
    for table in spec.same_as:
        if table not in edition.rows:
            raise edition.fault(f"there is no table “{table}”")
        for category, key in keys.items():
            other = str(CellName(table, *column, category))
            if other in edition.cells:
                edition.equal(key, [other])


def _add_across(edition: Edition, table: Table) -> None:
    """Write down that the columns of a row add up to its total column."""
    spec = table.spec
    if not spec.total_column:
        return
    totals = [column for column in edition.columns[spec.name] if column[0] == spec.total_column]
    if not totals:
        raise edition.fault(f"the table “{spec.name}” has no column “{spec.total_column}”")
    for service, year in totals:
        others = _beside(edition.columns[spec.name], service, year)
        for category in edition.rows[spec.name]:
            keys = [str(CellName(spec.name, *column, category)) for column in others]
            total = str(CellName(spec.name, service, year, category))
            if total in edition.cells:
                edition.equal(total, [key for key in keys if key in edition.cells])


def _beside(columns: Iterable[Column], service: str, year: int | None) -> list[Column]:
    """Give the columns that a total column adds up: those of its year, or the years where it has none."""
    others = [column for column in columns if column[0] != service]
    return [column for column in others if column[1] == year] or (others if year is None else [])


def relate(edition: Edition) -> None:
    """Write down the relations between tables, for every service and year they hold for."""
    for relation in edition.spec.relations:
        columns = list(_columns_of(edition, relation))
        if not columns:
            raise edition.fault("a relation holds for no service and year that is printed")
        for column in columns:
            _relate(edition, relation, column)


def _columns_of(edition: Edition, relation: RelationSpec) -> Iterator[Column]:
    """Give the columns of every table the relation speaks of, each once."""
    first = [relation.total] if relation.total else list(relation.same)
    found: dict[Column, None] = {}
    for reference in first:
        if reference and reference.table not in edition.columns:
            raise edition.fault(f"there is no table “{reference.table}”")
        if reference:
            found |= dict.fromkeys(edition.columns[reference.table])
    for service, year in found:
        if (not relation.services or service in relation.services) and (
            not relation.years or year in relation.years
        ):
            yield service, year


def _relate(edition: Edition, relation: RelationSpec, column: Column) -> None:
    if relation.same:
        found = [edition.find(reference, *column) for reference in relation.same]
        known = [key for key in found if key is not None]
        for key in known[1:]:
            edition.equal(known[0], [key])
    elif relation.total and (total := edition.find(relation.total, *column)):
        parts = [edition.find(reference, *column) for reference in relation.parts]
        if all(part is None for part in parts):
            return
        rest = relation.rest
        more = [edition.rest(CellName(relation.total.table, *column, rest.name), rest)] if rest else []
        edition.equal(total, (*(part for part in parts if part is not None), *more))


def readings_of(edition: Edition) -> Iterator[dict[str, Any]]:
    """Say how each table was read, for the one who knows how it should be."""
    for table in edition.tables:
        spec = table.spec
        yield {
            "file": spec.file.name,
            "sheet": table.sheet,
            "other_sheets": list(table.other_sheets),
            "headings_in_row": table.headings_in_row,
            "columns": [{"column": one.column, "percent": one.percent} for one in table.count_columns],
            "unread": list(table.unread),
            "total": spec.total,
            "total_column": spec.total_column,
            "hidden": list(spec.signs.hidden),
            "low": spec.signs.meaning.low,
            "high": spec.signs.meaning.high,
            "threshold": edition.spec.threshold,
        }
