"""Read a spec: TOML for the tables and relations, CSV for long lists of numbers in running text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from fristed.methods.disclosure.records import Rounding, SignRule, Source
from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.sheets import SheetRow, read_sheet
from fristed.statistics.leak_finding.spec import (
    CellReference,
    CountColumn,
    Inside,
    LongColumns,
    RelationSpec,
    Rest,
    Shape,
    Signs,
    Spec,
    Standing,
    StatementKind,
    StatementSpec,
    TableSpec,
)
from fristed.statistics.leak_finding.spec_fields import Fields
from fristed.statistics.leak_finding.width import USUAL_WIDTH

SOURCES: tuple[Source, ...] = get_args(Source)
SHAPES: tuple[Shape, ...] = get_args(Shape)
STANDINGS: tuple[Standing, ...] = get_args(Standing)
ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)
STATEMENT_KINDS: tuple[StatementKind, ...] = get_args(StatementKind)
WHOLE = re.compile(r"-?[0-9]{1,9}")
YEAR = re.compile(r"[0-9]{1,4}")


def read_spec(path: Path) -> Spec:
    """Read a spec and check its form; the tables it names are not read yet.

    Raises
    ------
    BadInput
        If the file is missing, is no TOML, lacks a field or has one that does not exist.
    """
    fields = Fields(_toml(path), file=path.name or str(path), place="")
    threshold = fields.whole("threshold", least=2)
    if threshold is None:
        raise fields.misspelt("threshold") or BadInput(
            "“threshold” is missing: the smallest count that may be printed", file=path.name
        )
    title, width = fields.text("title", path.stem), fields.whole("width", USUAL_WIDTH, least=1)
    signs = _signs(fields.part("signs"), Signs())
    called = fields.text("statements_called", "text")
    tables = fields.parts("table")
    spec = Spec(
        title=title,
        file=path.name,
        threshold=threshold,
        width=width or USUAL_WIDTH,
        tables=tuple(_table(table, path.parent, signs, is_only=len(tables) == 1) for table in tables),
        relations=tuple(_relation(relation) for relation in fields.parts("relation")),
        statements=(*_statements_in(fields, path.parent), *map(_statement, fields.parts("statement"))),
        statements_called=called,
    )
    fields.end()
    _check_names(spec)
    return spec


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadInput("there is no such file", file=path.name) from error
    except (ValueError, RecursionError) as error:
        # No TOML, no UTF-8, a number of thousands of digits, or lists in lists without end.
        raise BadInput(f"this is not TOML ({error})", file=path.name) from error
    except OSError as error:
        raise BadInput(f"the file cannot be read ({error.strerror})", file=path.name or str(path)) from error


def _check_names(spec: Spec) -> None:
    names = [table.name for table in spec.tables]
    if not names:
        raise BadInput("there is no [[table]]", file=spec.file)
    for name in names:
        if names.count(name) > 1 or ":" in name or name == spec.statements_called:
            raise BadInput(
                f"table “{name}”: a name stands once, has no colon and is not "
                f"“{spec.statements_called}”, which is the running text",
                file=spec.file,
            )


def _signs(fields: Fields, default: Signs) -> Signs:
    """Read how a table prints what is not a count."""
    low = fields.whole("low", default.meaning.low)
    high = fields.whole("high", default.meaning.high)
    signs = Signs(
        hidden=fields.texts("hidden", default.hidden),
        not_in_use=fields.texts("not_in_use", default.not_in_use),
        blank=fields.texts("blank", default.blank),
        meaning=SignRule(low or 0, high),
    )
    if high is not None and high < (low or 0):
        raise fields.fault("“high” is below “low”")
    for sign in signs.hidden:
        if sign in (*signs.not_in_use, *signs.blank):
            raise fields.fault(f"the sign “{sign}” means two things")
    fields.end()
    return signs


def _table(fields: Fields, folder: Path, signs: Signs, *, is_only: bool) -> TableSpec:
    name = fields.needed_text("name") if fields.has("name") or not is_only else ""
    fields.place = f"table “{name}”" if name else fields.place
    table = TableSpec(
        name=name,
        file=_inside(folder, fields),
        sheet=fields.text("sheet"),
        delimiter=fields.text("delimiter"),
        headings_in_row=fields.whole("headings_in_row", 0) or 0,
        source=fields.choice("source", SOURCES, "table"),
        shape=fields.choice("shape", SHAPES, "wide"),
        where=fields.words("where"),
        service=fields.text("service"),
        year=fields.whole("year"),
        columns=_columns(fields.part("columns")),
        counts=tuple(_count_column(column) for column in fields.parts("counts")),
        total_column=fields.text("total_column"),
    )
    table = _with_sums(table, fields, signs)
    fields.end()
    return table


def _with_sums(table: TableSpec, fields: Fields, signs: Signs) -> TableSpec:
    return replace(
        table,
        total=fields.text("total"),
        total_in=_references(fields, "total_in"),
        pool=fields.text("pool"),
        other=fields.text("other"),
        hidden_stand=fields.choice("hidden_stand", STANDINGS, "beside"),
        groups=fields.lists("groups"),
        groups_of=fields.texts("groups_of"),
        apart=fields.texts("apart"),
        adds_up=fields.yes("adds_up", True),
        small_is_fine=fields.yes("small_is_fine", False),
        same_as=fields.texts("same_as"),
        rest=_rest(fields.part("rest")) if fields.has("rest") else None,
        rounding=fields.choice("rounding", ROUNDINGS, "half_up"),
        signs=_signs(fields.part("signs"), signs),
    )


def _inside(folder: Path, fields: Fields) -> Path:
    """Find a file beside the spec; a spec never reaches outside its own folder."""
    named = fields.needed_text("file")
    path = (folder / named).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise fields.fault(f"“{named}” is outside the folder of the spec")
    return path


def _columns(fields: Fields) -> LongColumns:
    default = LongColumns()
    columns = LongColumns(
        category=fields.text("category", default.category),
        count=fields.text("count", default.count),
        service=fields.text("service"),
        year=fields.text("year"),
        percent=fields.text("percent"),
        sign=fields.text("sign"),
    )
    fields.end()
    return columns


def _count_column(fields: Fields) -> CountColumn:
    column = CountColumn(
        column=fields.needed_text("column"),
        service=fields.text("service"),
        year=fields.whole("year"),
        percent=fields.text("percent"),
    )
    fields.end()
    return column


def _rest(fields: Fields) -> Rest:
    rest = Rest(fields.needed_text("name"), fields.text("note"), fields.yes("always", False))
    fields.end()
    return rest


def _reference(value: Any, fields: Fields) -> CellReference:
    """Read ``"4:fear_fgm"``, ``"4:fear_fgm:KT:2024"`` or the same as a table with four fields."""
    if isinstance(value, dict):
        inner = Fields(value, file=fields.file, place=f"{fields.place}, a cell,")
        found = CellReference(
            inner.needed_text("table"),
            inner.needed_text("category"),
            inner.text("service") or None,
            inner.whole("year"),
        )
        inner.end()
        return found
    match str(value).split(":"):
        case [table, category] if table and category:
            return CellReference(table, category)
        case [table, category, service, year] if table and category and YEAR.fullmatch(year):
            return CellReference(table, category, service, int(year))
    raise fields.fault(f"“{value}” is no cell; write “table:category” or “table:category:service:year”")


def _reference_or_none(fields: Fields, name: str) -> CellReference | None:
    value = fields.anything(name)
    return None if value in (None, "") else _reference(value, fields)


def _references(fields: Fields, name: str) -> tuple[CellReference, ...]:
    values = fields.anything(name)
    values = [] if values is None else values if isinstance(values, list) else str(values).split(" + ")
    return tuple(_reference(value, fields) for value in values)


def _relation(fields: Fields) -> RelationSpec:
    relation = RelationSpec(
        total=_reference_or_none(fields, "total"),
        parts=_references(fields, "parts"),
        same=_references(fields, "same"),
        rest=_rest(fields.part("rest")) if fields.has("rest") else None,
        services=fields.texts("services"),
        years=fields.wholes("years"),
    )
    if bool(relation.total) == bool(relation.same) or (relation.total and not relation.parts):
        raise fields.fault("a relation has a “total” and “parts”, or cells that are the “same”")
    fields.end()
    return relation


def _statements_in(fields: Fields, folder: Path) -> list[StatementSpec]:
    """Read numbers in running text from a CSV file beside the spec."""
    if not fields.has("statements"):
        return []
    sheet = read_sheet(
        _inside(folder, Fields({"file": fields.anything("statements")}, file=fields.file, place=""))
    )
    return [_statement(_as_fields(row, sheet.file), row=row.number) for row in sheet.rows]


def _as_fields(row: SheetRow, file: str) -> Fields:
    values: dict[str, Any] = {name: text for name, text in row.values.items() if text}
    for name in ("value", "year"):
        if WHOLE.fullmatch(values.get(name, "")):
            values[name] = int(values[name])
    values.pop("note", None)
    return Fields(values, file=file, place=f"row {row.number}")


def _statement(fields: Fields, *, row: int | None = None) -> StatementSpec:
    value = fields.whole("value", least=-100)
    if value is None:
        raise fields.fault("“value” is missing")
    statement = StatementSpec(
        id=fields.needed_text("id"),
        kind=fields.choice("kind", STATEMENT_KINDS, "count"),
        value=value,
        service=fields.text("service"),
        year=fields.whole("year"),
        cells=_references(fields, "cells"),
        of=_reference_or_none(fields, "of"),
        inside=tuple(_inside_of(text, fields) for text in _words(fields.anything("inside")) if text),
        rounding=fields.choice("rounding", ROUNDINGS, "half_up"),
        row=row,
    )
    fields.end()
    _check_statement(statement, fields)
    return statement


def _words(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else str(value or "").split(" & ")


def _inside_of(text: str, fields: Fields) -> Inside:
    whole, _, split = text.rpartition("@")
    if not whole or not split:
        raise fields.fault(f"“{text}” is no part of a whole; write “table:category@split”")
    return Inside(_reference(whole, fields), split)


def _check_statement(statement: StatementSpec, fields: Fields) -> None:
    if statement.kind in ("count", "at_most", "at_least"):
        if statement.of or statement.value < 0:
            raise fields.fault("a count is not negative and has no “of”")
    elif statement.of is None:
        raise fields.fault(f"a {statement.kind} needs “of”")
