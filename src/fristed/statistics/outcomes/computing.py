"""Count, protect, try and store the tables of outcomes; in a program of its own, never in the web process."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.casework.outcomes.fact_queries import outcome_facts
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.methods.classifications import registering_services
from fristed.statistics.outcomes.counting import count_outcomes
from fristed.statistics.outcomes.facts import OutcomeTables
from fristed.statistics.outcomes.models import StoredOutcomes
from fristed.statistics.outcomes.protecting import protect_outcomes
from fristed.statistics.outcomes.storing import refuse_if_not_due
from fristed.statistics.releases.payload import canonical, sha256_of
from fristed.statistics.releases.policies import policy

SAFE = "safe"


def compute_outcomes(*, year: int, by: Actor, at: datetime) -> OutcomeTables:
    """Count the outcomes noted in a year that has ended, protect them and store them for good.

    Raises
    ------
    NotPermitted
        If the actor may not compute statistics.
    OutcomesRefused
        If the year has not ended, or has its tables already.
    OutcomesNotSafe
        If the tables cannot be shown to be safe; nothing is stored.
    """
    require(by, Permission.RELEASE_COMPUTE)
    refuse_if_not_due(year, day_of(at))
    counts = count_outcomes(outcome_facts(year), registering_services())
    tables = protect_outcomes(counts, year=year, policy=policy(SAFE))
    text = canonical(asdict(tables))
    with transaction.atomic():
        write_line(event="outcome_tables.computed", by=by, at=at, subject=str(year))
        refuse_if_not_due(year, day_of(at))
        StoredOutcomes.objects.create(
            year=year,
            payload=text,
            payload_sha256=sha256_of(text),
            computed_at=at,
            computed_by=by.username,
        )
    return tables
