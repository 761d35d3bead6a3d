"""Freezing the facts of a report year, and counting from what was frozen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.cases.facts import CaseFact
from fristed.casework.cases.queries import confirmations_of
from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.methods.classifications import code_list, code_list_names, registering_services
from fristed.statistics.releases.models import FrozenFacts
from fristed.statistics.releases.official.codes import Kind
from fristed.statistics.releases.official.fact_file import read_facts, sha256_of_facts, write_facts
from fristed.statistics.tabulation.reading import read_layout


class NotReadyToFreeze(ValueError):
    """The year cannot be frozen as this kind of release; ``why`` is a code, ``services`` who is not done."""

    def __init__(self, why: str, services: tuple[str, ...] = ()) -> None:
        super().__init__(f"The year cannot be frozen: {why} {', '.join(services)}".strip())
        self.why = why
        self.services = services


class NoSuchFrozenFacts(LookupError):
    """No facts were frozen under this number."""


def services_not_done(year: int) -> tuple[str, ...]:
    """Give the services that do not stand by what they have registered in a year yet."""
    done = {said.service for said in confirmations_of(year)}
    return tuple(service for service in registering_services() if service not in done)


def freeze_facts(*, year: int, kind: Kind, by: Actor, at: datetime) -> int:
    """Keep the facts of a report year, and of the years it shows beside it, as they are now; give the number.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    NotReadyToFreeze
        If the year goes on and the kind says it is over, a service is not done with a final one, or there is
        no case in it.
    """
    require(by, Permission.RELEASE_COMPUTE)
    today = day_of(at)
    if kind != Kind.RUNNING and year >= today.year:
        raise NotReadyToFreeze("year_goes_on")
    if kind == Kind.FINAL and (missing := services_not_done(year)):
        raise NotReadyToFreeze("services_not_done", missing)
    with transaction.atomic():
        facts = facts_for(year)
        if not any(fact.year == year for fact in facts):
            raise NotReadyToFreeze("no_cases")
        row = _frozen(year, kind, today, facts, by=by, at=at)
        told: dict[str, str | int] = {"kind": kind.value, "content_sha256": row.content_sha256}
        write_line(event="facts.frozen", by=by, at=at, subject=str(year), facts=told)
    return row.pk


def facts_for(year: int) -> tuple[CaseFact, ...]:
    """Give the facts that the report of a year counts, from the open register."""
    first = read_layout().first_register_year
    return tuple(case_facts(range(first, year + 1)))


def _frozen(
    year: int, kind: Kind, today: date, facts: Iterable[CaseFact], *, by: Actor, at: datetime
) -> FrozenFacts:
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
