"""Facts that are frozen: taken from the open register, kept with their seal, read for counting alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.cases.facts import CaseFact
from fristed.foundation.identity.access.net import statistics_door
from fristed.foundation.identity.facts import Actor
from fristed.methods.classifications import code_list, code_list_names
from fristed.statistics.releases.models import FrozenFacts
from fristed.statistics.releases.official.codes import Kind
from fristed.statistics.releases.official.fact_file import read_facts, sha256_of_facts, write_facts
from fristed.statistics.tabulation.reading import read_layout


class NoSuchFrozenFacts(LookupError):
    """No facts were frozen under this number."""


def facts_for(year: int) -> tuple[CaseFact, ...]:
    """Give the facts that the report of a year counts, from the open register."""
    first = read_layout().first_register_year
    # The web process freezes, and row-level security would show it its actor's cases alone: none.
    with statistics_door():
        return tuple(case_facts(range(first, year + 1)))


def keep_facts(
    year: int, kind: Kind, today: date, facts: Iterable[CaseFact], *, by: Actor, at: datetime
) -> FrozenFacts:
    """Store facts with their seal, in the transaction of the verb that freezes them."""
    kept = tuple(facts)
    content = write_facts(kept)
    versions = {name: code_list(name).version for name in code_list_names()}
    return FrozenFacts.objects.create(
        year=year,
        kind=kind.value,
        as_of_date=today,
        content=content,
        content_sha256=sha256_of_facts(content),
        facts=len(kept),
        code_lists=json.dumps(versions, sort_keys=True),
        frozen_at=at,
        frozen_by=by.username,
    )


def frozen_row(number: int) -> FrozenFacts:
    """Give frozen facts by their number, for this room.

    Raises
    ------
    NoSuchFrozenFacts
        If there are none.
    """
    row = FrozenFacts.objects.filter(pk=number).first()
    if row is None:
        raise NoSuchFrozenFacts(f"No facts were frozen under number {number}.")
    return row


def frozen_facts(number: int) -> tuple[CaseFact, ...]:
    """Read frozen facts, for counting alone.

    Raises
    ------
    NoSuchFrozenFacts
        If there are none.
    DamagedFacts
        If they are not what was frozen.
    """
    row = frozen_row(number)
    return read_facts(bytes(row.content), expected_sha256=row.content_sha256)
