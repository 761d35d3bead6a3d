"""What it would cost to hide another cell than the one the search chose, worked out before anyone asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from fristed.methods.disclosure.protection import NoSafeLinkedPattern, protect_linked
from fristed.methods.disclosure.records import LinkedPattern, ProtectionRule
from fristed.statistics.releases.names import CellName, is_of_sentence
from fristed.statistics.releases.system import ProtectedYear
from fristed.statistics.releases.wishes import all_names, exchanged, same_number

__all__ = ["Alternative", "alternatives", "same_number"]

MOST = 4
"""How many other cells are tried for each, the cheapest first."""


class Cost(NamedTuple):
    """What is hidden for the sake of others: numbers in tables, cases in these, and the same of sentences."""

    cells: int
    cases: int
    sentences: int
    cases_in_sentences: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another number that could be hidden instead, what more that costs, and all that would change.

    ``cells`` are numbers in tables and themes, ``cases`` the cases in them; ``sentences`` and
    ``cases_in_sentences`` say the same of numbers that only sentences state. Each number counts once, as in
    the record of the release. ``hides`` names every number that is printed now and would be hidden,
    the offered one among them; ``prints`` every number that is hidden now and would be printed.
    """

    key: str
    cells: int
    cases: int
    sentences: int
    cases_in_sentences: int
    hides: tuple[str, ...]
    prints: tuple[str, ...]


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
        yield _compared(other, linked.counts, found.pattern, pattern, name)


def _compared(
    key: str, counts: Mapping[str, int], now: LinkedPattern, then: LinkedPattern, name: Mapping[str, str]
) -> Alternative:
    """Say what another pattern costs more than that of now, and what it hides and prints otherwise."""
    before, after = _cost(counts, now, name), _cost(counts, then, name)
    hidden, hidden_then = ({name[key] for key in pattern.hidden} for pattern in (now, then))
    return Alternative(
        key=key,
        cells=after.cells - before.cells,
        cases=after.cases - before.cases,
        sentences=after.sentences - before.sentences,
        cases_in_sentences=after.cases_in_sentences - before.cases_in_sentences,
        hides=tuple(sorted(hidden_then - hidden)),
        prints=tuple(sorted(hidden - hidden_then)),
    )


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


def _cost(counts: Mapping[str, int], pattern: LinkedPattern, name: Mapping[str, str]) -> Cost:
    """Count the numbers that are hidden for the sake of others, and the cases in them."""
    secondary = {name[key] for key, why in pattern.hidden.items() if why == "secondary"}
    said = {key for key in secondary if is_of_sentence(key)}
    in_tables = secondary - said
    return Cost(
        cells=len(in_tables),
        cases=sum(counts[key] for key in in_tables),
        sentences=len(said),
        cases_in_sentences=sum(counts[key] for key in said),
    )
