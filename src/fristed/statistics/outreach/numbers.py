"""The numbers of the annual report that outreach answers, from what is printed of it.

Those of the running text keep their definition; each other count of the room is a number too, so that
sentences, figures and ``fristed numbers`` have it by its key.
"""

from __future__ import annotations

from fristed.statistics.outreach.definitions import SOURCE_YEAR, CellDefinition, definitions
from fristed.statistics.outreach.facts import OutreachTables
from fristed.statistics.releases.facts import NumberStatus, PublishedNumber
from fristed.statistics.releases.policies import policy as read_policy
from fristed.statistics.tabulation.numbers import NumberDefinition, read_numbers

SOURCES = frozenset({"competence_assignment", "grey_zone_case"})
NOT_ASKED = "7.audience."
"""Counts that no sentence asks for: they are in the tables of the room alone."""


def outreach_definitions() -> tuple[NumberDefinition, ...]:
    """Give the numbers of the running text that outreach answers."""
    return tuple(one for one in read_numbers().values() if one.definition.get("source") in SOURCES)


def outreach_numbers(tables: OutreachTables) -> dict[str, PublishedNumber]:
    """Give every number of outreach as it may be printed, by its id.

    What nobody noted waits where the running text asks for it; else it is no number.
    """
    with_source = not read_policy(tables.policy).secondary
    return {
        key: _published(cell, tables, with_source=with_source)
        for key, cell in definitions().cells.items()
        if key in read_numbers() or (tables.has(key) and not key.startswith(NOT_ASKED))
    }


def _published(cell: CellDefinition, tables: OutreachTables, *, with_source: bool) -> PublishedNumber:
    text = read_numbers().get(cell.key)
    own = cell.published if tables.year == SOURCE_YEAR else None
    published = text.published_in(tables.year) if text else own
    value = tables.value(cell.key)
    status = _status(value, published) if tables.has(cell.key) else "waiting"
    return PublishedNumber(
        id=cell.key,
        value=value,
        status=status,
        unit=cell.unit,
        definition=text.definition_in(tables.year) if text else _definition(cell, tables.year),
        published=published if with_source and status != "waiting" else None,
        note=text.note if text and with_source else "",
    )


def _definition(cell: CellDefinition, year: int) -> dict[str, object]:
    operation = {"shares": "share_pct", "values": "distinct" if cell.distinct else "value"}
    return {
        "op": operation.get(cell.counts, "count"),
        "source": cell.source,
        "service": cell.service,
        "year": year - cell.years_back,
        "where": dict(cell.where),
    }


def _status(value: int | None, published: float | None) -> NumberStatus:
    if value is None:
        return "hidden"
    return "ok" if published in (None, value) else "contradiction"
