"""Count, protect, try and store the statistics of outreach: in a program of its own, not the web's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from fristed.casework.assignments.fact_queries import answer_facts, assignment_facts
from fristed.casework.cases.fact_queries import grey_zone_facts
from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.outreach.counting import OutreachFacts, count_outreach
from fristed.statistics.outreach.facts import OutreachTables
from fristed.statistics.outreach.models import StoredOutreach
from fristed.statistics.outreach.protecting import protect_outreach
from fristed.statistics.outreach.queries import printed_of
from fristed.statistics.outreach.rules import is_due
from fristed.statistics.outreach.storing import refuse_if_not_due
from fristed.statistics.releases.actions import require_allowed_policy
from fristed.statistics.releases.payload import canonical, sha256_of
from fristed.statistics.releases.policies import policy as read_policy


def facts_of_outreach(year: int) -> OutreachFacts:
    """Ask the rooms for the facts of a year."""
    return OutreachFacts(
        year=year,
        assignments=tuple(assignment_facts(year)),
        before=tuple(assignment_facts(year - 1)),
        grey_zone=tuple(grey_zone_facts(year)),
        answers=tuple(answer_facts(year)),
    )


def hash_of_facts(facts: OutreachFacts) -> str:
    """Give the SHA-256 of the facts in an order of their own; it stays in the house."""

    def in_order(rows: Iterable[Any]) -> list[str]:
        return sorted(canonical(asdict(row)) for row in rows)

    named = ("assignments", "before", "grey_zone", "answers")
    content = {name: in_order(getattr(facts, name)) for name in named}
    return sha256_of(canonical({"year": facts.year, **content}))


def outreach_unstored(
    *, year: int, policy: str, data: Path, by: Actor, at: datetime
) -> OutreachTables | None:
    """Give the numbers that are made, or what :func:`compute_outreach` would store, and store nothing.

    Nothing where the year cannot be counted yet, or nobody noted anything in it.

    Raises
    ------
    NotPermitted
        If the actor may not compute statistics.
    OnlyInADemo
        If the policy leaks by design and the data directory is not a demo.
    OutreachNotSafe
        If the numbers cannot be shown to be safe.
    """
    require(by, Permission.RELEASE_COMPUTE)
    require_allowed_policy(policy, data=data)
    made = printed_of(year, policy)
    if made is not None or not is_due(year, day_of(at)):
        return made
    facts = facts_of_outreach(year)
    return None if facts.is_empty else _protected(facts, policy)


def _protected(facts: OutreachFacts, policy: str) -> OutreachTables:
    earlier = printed_of(facts.year - 1, policy)
    return protect_outreach(count_outreach(facts), policy=read_policy(policy), earlier=earlier)


def compute_outreach(*, year: int, policy: str, data: Path, by: Actor, at: datetime) -> OutreachTables:
    """Count a year that is over, protect its numbers together and store them for good.

    Raises
    ------
    NotPermitted
        If the actor may not compute statistics.
    OnlyInADemo
        If the policy leaks by design and the data directory is not a demo.
    OutreachRefused
        If the year is not over, or it or a later one has its numbers.
    OutreachNotSafe
        If the numbers cannot be shown to be safe; nothing is stored.
    """
    require(by, Permission.RELEASE_COMPUTE)
    require_allowed_policy(policy, data=data)
    refuse_if_not_due(year, policy, day_of(at))
    return _store(facts_of_outreach(year), policy, by=by, at=at)


def _store(facts: OutreachFacts, policy: str, *, by: Actor, at: datetime) -> OutreachTables:
    tables = _protected(facts, policy)
    text = canonical(asdict(tables))
    with transaction.atomic():
        write_line(event="outreach_tables.computed", by=by, at=at, subject=f"{facts.year} {policy}")
        refuse_if_not_due(facts.year, policy, day_of(at))
        StoredOutreach.keep(
            year=facts.year,
            policy=policy,
            payload=text,
            facts_sha256=hash_of_facts(facts),
            by=by,
            at=at,
        )
    return tables


def outreach_for_release(
    *, year: int, policy: str, data: Path, by: Actor, at: datetime
) -> OutreachTables | None:
    """Give the numbers of a year for a release that is stored: those that are made, or made now, once.

    Nothing where the year is not over, a later one is made, or nobody noted anything in it; the release then
    says of them that they wait. It raises what :func:`compute_outreach` raises.
    """
    require(by, Permission.RELEASE_COMPUTE)
    require_allowed_policy(policy, data=data)
    made = printed_of(year, policy)
    if made is not None or not is_due(year, day_of(at)) or StoredOutreach.is_later_made(year, policy):
        return made
    facts = facts_of_outreach(year)
    return None if facts.is_empty else _store(facts, policy, by=by, at=at)
