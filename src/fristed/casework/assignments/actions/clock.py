"""What the clock does: a contact at an agency goes when no feedback has come for long."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from fristed.casework.assignments.actions.storing import tell
from fristed.casework.assignments.codes import State
from fristed.casework.assignments.models import Assignment
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require

CONTACT_LIVES = timedelta(days=90)
"""How long after an assignment was held its contact is kept to ask for feedback."""


def erase_contacts(*, by: Actor, at: datetime) -> int:
    """Take out the contacts of what was held long ago; how many there were.

    Raises
    ------
    NotPermitted
        If the actor is not the clock.
    """
    require(by, Permission.CLOCK_FIRE)
    last = day_of(at) - CONTACT_LIVES
    due = Assignment.objects.filter(state=State.HELD.value, held_date__lte=last).exclude(contact="")
    return sum(_erased(key, by=by, at=at) for key in list(due.order_by("pk").values_list("pk", flat=True)))


def _erased(key: int, *, by: Actor, at: datetime) -> bool:
    with transaction.atomic():
        row = Assignment.objects.select_for_update().filter(pk=key).exclude(contact="").first()
        if row is None:
            # Feedback was noted, or another clock was faster.
            return False
        row.contact = ""
        row.version += 1
        row.save(update_fields=["contact", "version"])
        tell("outreach.contact_erased", row.reference, by, at)
    return True
