"""Which hidden cells were set against anything: one in no sum that was read is not safe but untested."""

from __future__ import annotations

from collections.abc import Collection

from fristed.methods.disclosure.records import Equation
from fristed.statistics.leak_finding.printing import Edition

BY_NO_SUM = "No sum whose total was read holds it, so it was not tested"
BY_A_BROKEN_SUM = "The sum it is part of contradicts itself and is set aside, so it was not tested against it"


def tested_keys(edition: Edition, set_aside: Collection[str]) -> frozenset[str]:
    """Give the cells in a relation that says something of them: a sum whose total was read, or a percent.

    A sum that is set aside, because it contradicts itself, says nothing. Where a total is hidden itself, its
    sum says something of it where every part was read.
    """
    found: set[str] = set()
    for relation in edition.equations:
        if sum_in_words(relation) in set_aside:
            continue
        if _is_read(edition, relation.total_key):
            found.update(relation.part_keys)
        elif relation.part_keys and all(_is_read(edition, key) for key in relation.part_keys):
            found.add(relation.total_key)
    found.update(_cells_with_percents(edition))
    return frozenset(found)


def sum_in_words(relation: Equation) -> str:
    """Write a sum as the attacker does where it is set aside."""
    return f"{relation.total_key} is {' + '.join(relation.part_keys) or 'zero'}"


def _is_read(edition: Edition, key: str) -> bool:
    return edition.cells[key].value is not None


def _cells_with_percents(edition: Edition) -> set[str]:
    """Give the cells that are printed as percents of a base that was read."""
    keys = {percent.cell_key for percent in edition.percents if _is_read(edition, percent.base_key)}
    return keys | {edition.scaled[key][0] for key in keys if key in edition.scaled}
