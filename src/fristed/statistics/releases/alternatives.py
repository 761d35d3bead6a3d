"""What it would cost to hide another cell than the one the search chose, worked out before anyone asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fristed.methods.disclosure.protection import NoSafeLinkedPattern, protect_linked
from fristed.methods.disclosure.records import LinkedCounts, LinkedPattern, ProtectionRule
from fristed.statistics.releases.names import CellName
from fristed.statistics.releases.system import ProtectedYear
from fristed.statistics.releases.wishes import all_names, exchanged, same_number

__all__ = ["Alternative", "alternatives", "same_number"]

MOST = 4
"""How many other cells are tried for each, the cheapest first."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another cell that could be hidden instead, and what more that costs: cells, cases, sentences."""

    key: str
    cells: int
    cases: int
    sentences: int


def alternatives(found: ProtectedYear, rule: ProtectionRule, key: str) -> list[Alternative]:
    """Give what could be hidden instead of a secondary cell of a table, the cheapest first."""
    name = same_number(found.linked)
    return sorted(_tried(found, rule, key, name), key=lambda other: (other.cells, other.cases, other.key))


def _tried(
    found: ProtectedYear, rule: ProtectionRule, key: str, name: Mapping[str, str]
) -> Iterator[Alternative]:
    linked = found.linked
    asked = found.asked or linked
    for other in _candidates(found, key, name):
        try:
            pattern = protect_linked(exchanged(asked, hide=other, instead_of=key), rule)
        except NoSafeLinkedPattern:
            continue
        before, after = _loss(linked, found.pattern, name), _loss(linked, pattern, name)
        cells, cases, sentences = (now - then for now, then in zip(after, before, strict=True))
        yield Alternative(other, cells, cases, sentences)


def _candidates(found: ProtectedYear, key: str, name: Mapping[str, str]) -> list[str]:
    """Give printed cells of the same table that share a relation with the cell.

    There are none where nothing may be printed that was not before, or another report has hidden the cell.
    """
    linked, place = found.asked or found.linked, CellName.read(name[key])
    if found.is_only_again or all_names(linked, key) & found.bound_by.hidden:
        return []
    beside = {
        name[part]
        for relation in linked.relations
        if any(name[part] == name[key] for part in relation.part_keys)
        for part in relation.part_keys
    }
    fit = [
        other
        for other in beside
        if found.prints(other)
        and not all_names(linked, other) & linked.shown
        and linked.counts[other]
        and _stands_in(other, place)
    ]
    return sorted(fit, key=lambda other: (linked.weights.get(other, 1), other))[:MOST]


def _stands_in(key: str, place: CellName | None) -> bool:
    cell = CellName.read(key)
    return cell is not None and place is not None and cell.table == place.table


def _loss(linked: LinkedCounts, pattern: LinkedPattern, name: Mapping[str, str]) -> tuple[int, int, int]:
    """Count the numbers that are hidden for the sake of others: in tables, their cases, and in sentences."""
    secondary = sorted({name[key] for key, why in pattern.hidden.items() if why == "secondary"})
    in_tables = [key for key in secondary if CellName.read(key)]
    said = [key for key in secondary if key.startswith("text ")]
    return len(in_tables), sum(linked.counts[key] for key in in_tables), len(said)
