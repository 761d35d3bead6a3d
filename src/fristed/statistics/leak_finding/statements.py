"""Numbers in running text, as the attacker sees them: less trusted than tables, and often crossed counts."""

from __future__ import annotations

from fristed.methods.disclosure.records import PrintedCell, PrintedPercent, Rounding
from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.printing import Column, Edition
from fristed.statistics.leak_finding.spec import CellName, CellReference, StatementSpec


def add_statements(edition: Edition) -> None:
    """Add every stated number, and what it says about the tables."""
    for statement in edition.spec.statements:
        edition.note(_name(edition, statement))
        if statement.kind == "count":
            name = _name(edition, statement)
            edition.add(name, PrintedCell.shown(str(name), statement.value, "text"))
        elif not statement.cells:
            edition.rest(_name(edition, statement))
    for statement in edition.spec.statements:
        _state(edition, statement)
    _split_wholes(edition)


def _name(edition: Edition, statement: StatementSpec) -> CellName:
    return CellName(edition.spec.statements_called, statement.service, statement.year, statement.id)


def _fault(edition: Edition, statement: StatementSpec, what: str) -> BadInput:
    return BadInput(f"the number “{statement.id}”: {what}", file=edition.spec.file, row=statement.row)


def _state(edition: Edition, statement: StatementSpec) -> None:
    key = str(_name(edition, statement))
    cells = [_needed(edition, statement, reference) for reference in statement.cells]
    parts = [cell for cell in cells if cell is not None]
    if statement.kind == "count":
        if statement.cells:
            edition.equal(key, parts)
    elif statement.kind in ("at_most", "at_least"):
        _bound(edition, statement, key, parts or [key])
    else:
        own = edition.alias(key, parts) if statement.cells else key
        _add_share(edition, statement, own)


def _needed(edition: Edition, statement: StatementSpec, reference: CellReference) -> str | None:
    """Find a cell that a statement names; None only where its category was not in use."""
    column: Column = (statement.service, statement.year)
    key = edition.find(reference, *column)
    if key is None and str(reference.name(*column)) not in edition.not_in_use:
        raise _fault(edition, statement, f"{reference.name(*column)} is not printed")
    return key


def _bound(edition: Edition, statement: StatementSpec, key: str, parts: list[str]) -> None:
    """Write a bound as a printed number and what lies between it and the count."""
    words = "at most" if statement.kind == "at_most" else "at least"
    bound, between = f"{key} ({words})", f"{key} ({words}), difference"
    edition.cells[bound] = PrintedCell.shown(bound, statement.value, "text")
    edition.cells[between] = PrintedCell.rest(between)
    edition.auxiliary |= {bound, between}
    if words == "at most":
        edition.equal(bound, (*parts, between))
    else:
        whole = parts[0] if len(parts) == 1 else edition.alias(f"{key}, together", parts)
        edition.equal(whole, (bound, between))


def _add_share(edition: Edition, statement: StatementSpec, key: str) -> None:
    """Write a percent of a base, or a change as what the count is in percent of the earlier one."""
    if statement.of is None or (base := _needed(edition, statement, statement.of)) is None:
        raise _fault(edition, statement, "a percent needs a base that is printed")
    is_change = statement.kind in ("change", "about_change")
    percent = statement.value + 100 if is_change else statement.value
    rounding: Rounding = "unknown" if statement.kind.startswith("about") else statement.rounding
    edition.percents.append(PrintedPercent(key, base, percent, rounding))


def _split_wholes(edition: Edition) -> None:
    """Write down that stated parts of one whole, split by the same thing, leave a rest that no one prints."""
    parts: dict[tuple[str, str], list[str]] = {}
    wholes: dict[tuple[str, str], CellName] = {}
    for statement in edition.spec.statements:
        for inside in statement.inside:
            whole = _needed(edition, statement, inside.whole)
            if whole is None:
                raise _fault(edition, statement, "a whole that was not in use has no parts")
            own = str(_name(edition, statement))
            if own not in edition.cells:
                raise _fault(edition, statement, "a number with “cells” is no new part of a whole")
            parts.setdefault((whole, inside.split), []).append(own)
            wholes[whole, inside.split] = inside.whole.name(statement.service, statement.year)
    for (whole, split), keys in parts.items():
        name = wholes[whole, split]
        called = f"{name.category_code}, rest by {split}"
        where = (edition.spec.statements_called, name.service, name.year)
        rest = edition.rest(CellName(*where, f"{name.table} {called}"))
        edition.equal(whole, (*keys, rest))
