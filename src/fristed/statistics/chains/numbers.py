"""The numbers of the running text that the chain answers, from what is printed of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fristed.casework.housing.parameters import parameters
from fristed.statistics.chains.definitions import LAST_YEAR, definitions
from fristed.statistics.chains.facts import ChainTables
from fristed.statistics.releases.facts import NumberStatus, PublishedNumber
from fristed.statistics.releases.policies import policy as read_policy
from fristed.statistics.tabulation.numbers import NumberDefinition, read_numbers

SOURCES = frozenset({"housing", "repatriation_application"})
WHEN = frozenset({"year", "as_of"})
"""Words of a condition that say when; the year is told by the definition itself."""
_VALUES: Mapping[str, str] = {
    "share_pct": "assessed_share",
    "min_age": "youngest",
    "max_age": "oldest",
    "distinct": "countries",
}
_OF_A_HALF: Mapping[str, str] = {"occupancy": "occupancy", "capacity": "places"}


class NotAnswered(LookupError):
    """A number asks the chain for something that nothing counts."""


def chain_definitions() -> tuple[NumberDefinition, ...]:
    """Give the numbers of the running text that the chain answers."""
    return tuple(one for one in read_numbers().values() if one.definition.get("source") in SOURCES)


def chain_numbers(tables: ChainTables) -> dict[str, PublishedNumber]:
    """Give every number of the chain as it may be printed, by its id."""
    with_source = not read_policy(tables.policy).secondary
    return {one.id: _published(one, tables, with_source=with_source) for one in chain_definitions()}


def _published(one: NumberDefinition, tables: ChainTables, *, with_source: bool) -> PublishedNumber:
    value, published = value_of(one, tables), one.published_in(tables.year)
    return PublishedNumber(
        id=one.id,
        value=value,
        status=_status(value, published),
        unit=one.unit,
        definition=one.definition_in(tables.year),
        published=published if with_source else None,
        note=one.note if with_source else "",
    )


def _status(value: int | None, published: float | None) -> NumberStatus:
    if value is None:
        return "hidden"
    return "ok" if published in (None, value) else "contradiction"


def value_of(one: NumberDefinition, tables: ChainTables) -> int | None:
    """Give what is printed for a number, or ``None`` where it is hidden.

    Raises
    ------
    NotAnswered
        If nothing counts it.
    """
    scheme = parameters()
    if one.unit == "months":
        return scheme.longest_stay_months
    if one.unit == "municipalities":
        return scheme.municipalities
    if one.op in _VALUES:
        return tables.value(_VALUES[one.op])
    if one.op in _OF_A_HALF:
        half = str(one.definition["where"]["half"]).removeprefix("H")
        return tables.value(f"{_OF_A_HALF[one.op]}_{half}")
    return tables.persons(cell_of(one))


def cell_of(one: NumberDefinition) -> str:
    """Give the cell that counts what a number asks for.

    Raises
    ------
    NotAnswered
        If there is none.
    """
    where: Mapping[str, Any] = one.definition["where"]
    wanted = {name: value for name, value in where.items() if name not in WHEN}
    is_earlier = where.get("year") == "Y-1"
    for cell in definitions().cells.values():
        same = cell.source == one.definition["source"] and dict(cell.where) == wanted
        if same and (cell.system == LAST_YEAR) == is_earlier:
            return cell.key
    raise NotAnswered(f"{one.id} asks for persons where {wanted}, and no cell counts them.")
