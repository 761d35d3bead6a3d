"""The verb of the door: have the statistics of outreach of a year computed by the task worker."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.outreach.queries import SAFE
from fristed.statistics.outreach.storing import refuse_if_not_due
from fristed.statistics.outreach.tasks import compute_outreach_task


def request_outreach(*, year: int, by: Actor, at: datetime) -> None:
    """Ask the task worker to count, protect and store the statistics of outreach of a year.

    Raises
    ------
    NotPermitted
        If the actor may not compute statistics.
    OutreachRefused
        If the year cannot be counted yet, or it or a later one has its numbers.
    """
    require(by, Permission.RELEASE_COMPUTE)
    refuse_if_not_due(year, SAFE, day_of(at))
    with transaction.atomic():
        task = compute_outreach_task.enqueue(year=year)
        write_line(
            event="outreach_tables.requested", by=by, at=at, subject=str(year), facts={"task": str(task.id)}
        )
