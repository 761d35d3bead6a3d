"""Count, protect, try and store the statistics of the chain: in a program of its own, not the web's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from fristed.casework.cases.fact_queries import count_case_facts
from fristed.casework.cases.rules import day_of
from fristed.casework.housing.fact_queries import housed_facts, occupancy_facts, step_days
from fristed.casework.reception.fact_queries import reception_days
from fristed.casework.repatriation.fact_queries import journey_days, repatriation_facts
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.chains.counting import ChainFacts, count_chains
from fristed.statistics.chains.facts import ChainTables
from fristed.statistics.chains.models import StoredChains
from fristed.statistics.chains.protecting import SERVICE, protect_chains
from fristed.statistics.chains.queries import printed_of
from fristed.statistics.chains.rules import is_due, returned_by
from fristed.statistics.chains.storing import refuse_if_not_due
from fristed.statistics.releases.actions import require_allowed_policy
from fristed.statistics.releases.payload import canonical, sha256_of
from fristed.statistics.releases.policies import policy as read_policy


def facts_of_chain(year: int) -> ChainFacts:
    """Ask the rooms of the chain for the facts of a year."""
    return ChainFacts(
        year=year,
        journeys=tuple(repatriation_facts(year, returned_by=returned_by(year))),
        housed=tuple(housed_facts(year)),
        housed_before=tuple(housed_facts(year - 1)),
        occupancy=tuple(occupancy_facts(year)),
        journey_days=tuple(journey_days(year)),
        reception_days=tuple(reception_days(year)),
        step_days=tuple(step_days(year)),
        cases=count_case_facts([year], SERVICE),
    )


def hash_of_facts(facts: ChainFacts) -> str:
    """Give the SHA-256 of the facts in an order of their own; the same facts in any order give the same.

    It stays in the house: who knows most people of a small scheme could try every last one against it.
    """

    def in_order(rows: Iterable[Any]) -> list[str]:
        return sorted(canonical(asdict(row)) for row in rows)

    named = (
        *("journeys", "housed", "housed_before", "occupancy", "journey_days", "reception_days", "step_days"),
    )
    content = {name: in_order(getattr(facts, name)) for name in named}
    return sha256_of(canonical({"year": facts.year, "cases": facts.cases, **content}))


def chains_unstored(*, year: int, policy: str, data: Path, by: Actor, at: datetime) -> ChainTables | None:
    """Give the numbers that are made, or what :func:`compute_chains` would store, and store nothing.

    Nothing where the year cannot be counted yet.

    Raises
    ------
    NotPermitted
        If the actor may not compute statistics.
    OnlyInADemo
        If the policy leaks by design and the data directory is not a demo.
    ChainsNotSafe
        If the numbers cannot be shown to be safe.
    """
    require(by, Permission.RELEASE_COMPUTE)
    require_allowed_policy(policy, data=data)
    made = printed_of(year, policy)
    if made is not None or not is_due(year, day_of(at)):
        return made
    return _protected(facts_of_chain(year), policy)


def _protected(facts: ChainFacts, policy: str) -> ChainTables:
    earlier = printed_of(facts.year - 1, policy)
    return protect_chains(count_chains(facts), policy=read_policy(policy), earlier=earlier)


def compute_chains(*, year: int, policy: str, data: Path, by: Actor, at: datetime) -> ChainTables:
    """Count a year that is over, protect its numbers together and store them for good.

    Raises
    ------
    NotPermitted
        If the actor may not compute statistics.
    OnlyInADemo
        If the policy leaks by design and the data directory is not a demo.
    ChainsRefused
        If the year cannot be counted yet, or it or a later one has its numbers.
    ChainsNotSafe
        If the numbers cannot be shown to be safe; nothing is stored.
    """
    require(by, Permission.RELEASE_COMPUTE)
    require_allowed_policy(policy, data=data)
    refuse_if_not_due(year, policy, day_of(at))
    facts = facts_of_chain(year)
    tables = _protected(facts, policy)
    text = canonical(asdict(tables))
    with transaction.atomic():
        write_line(event="chain_tables.computed", by=by, at=at, subject=f"{year} {policy}")
        refuse_if_not_due(year, policy, day_of(at))
        StoredChains.keep(
            year=year,
            policy=policy,
            payload=text,
            facts_sha256=hash_of_facts(facts),
            by=by,
            at=at,
        )
    return tables


def chains_for_release(*, year: int, policy: str, data: Path, by: Actor, at: datetime) -> ChainTables | None:
    """Give the numbers of a year for a release that is stored: those that are made, or made now, once.

    Nothing where the year cannot be counted yet, or no more because a later one is made; the release then
    says of them that they wait. It raises what :func:`compute_chains` raises.
    """
    made = printed_of(year, policy)
    if made is not None or not is_due(year, day_of(at)) or StoredChains.is_later_made(year, policy):
        return made
    return compute_chains(year=year, policy=policy, data=data, by=by, at=at)
