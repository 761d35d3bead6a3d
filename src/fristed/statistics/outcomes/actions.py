"""The verb of the door: have the tables of a year computed by the task worker."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.outcomes.storing import refuse_if_not_due
from fristed.statistics.outcomes.tasks import compute_outcomes_task


def request_outcomes(*, year: int, by: Actor, at: datetime) -> None:
    """Ask the task worker to count, protect and store the tables of a year.

    Raises
    ------
    NotPermitted
        If the actor may not compute statistics.
    OutcomesRefused
        If the year has not ended, or has its tables already.
    """
    require(by, Permission.RELEASE_COMPUTE)
    refuse_if_not_due(year, day_of(at))
    with transaction.atomic():
        task = compute_outcomes_task.enqueue(year=year)
        write_line(
            event="outcome_tables.requested", by=by, at=at, subject=str(year), facts={"task": str(task.id)}
        )
