"""Who works on a case: the one place where this room asks."""

from __future__ import annotations

from fristed.casework.cases.models import Case
from fristed.casework.teams.queries import is_in_team
from fristed.foundation.identity.facts import Actor


def works_on(actor: Actor, case: Case) -> bool:
    """Whether an actor works on a case within reach, or stands in for somebody who does."""
    return is_in_team(actor, case.reference)
