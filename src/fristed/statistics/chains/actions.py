"""The verb of the door: have the statistics of the chain of a year computed by the task worker."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.chains.queries import SAFE
from fristed.statistics.chains.storing import refuse_if_not_due
from fristed.statistics.chains.tasks import compute_chains_task


def request_chains(*, year: int, by: Actor, at: datetime) -> None:
    """Ask the task worker to count, protect and store the statistics of the chain of a year.

    Raises
    ------
    NotPermitted
        If the actor may not compute statistics.
    ChainsRefused
        If the year cannot be counted yet, or it or a later one has its numbers.
    """
    require(by, Permission.RELEASE_COMPUTE)
    refuse_if_not_due(year, SAFE, day_of(at))
    with transaction.atomic():
        task = compute_chains_task.enqueue(year=year)
        write_line(
            event="chain_tables.requested", by=by, at=at, subject=str(year), facts={"task": str(task.id)}
        )
