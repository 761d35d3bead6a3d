"""Asking the task worker for the forms of a version, inside the transaction of a verb of this room."""

from __future__ import annotations

from datetime import datetime

from fristed.foundation.identity.facts import Actor
from fristed.statistics.releases.models import OfficialRelease, PrintedForm, PrintRun
from fristed.statistics.releases.official.forms.tasks import print_forms_task


def ask_for_forms(row: OfficialRelease, *, by: Actor, at: datetime) -> str:
    """Put the printing of a version in the queue; give the id of the task."""
    task = print_forms_task.enqueue(year=row.year, policy=row.policy, version=row.version)
    asked = {
        "task_id": str(task.id),
        "requested_at": at,
        "requested_by": by.username,
        "written": 0,
        "wanted": 0,
    }
    PrintRun.objects.update_or_create(official=row, defaults=asked)
    return str(task.id)


def forget_forms(row: OfficialRelease) -> None:
    """Take away forms that were printed for another day of publishing, which has not come."""
    PrintedForm.objects.filter(official=row).delete()
