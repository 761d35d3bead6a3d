"""The invented register of outreach: built from a seed, and loaded by the verbs of its rooms."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.assignments.loading import load_outreach
from fristed.casework.cases.actions.loading_grey_zone import load_grey_zone
from fristed.foundation.identity.facts import Actor
from fristed.methods.reconstruction.outreach.building import build_outreach_register


def load_invented_outreach(*, seed: int, by: Actor, at: datetime) -> int:
    """Build outreach of 2023 and 2024 and load it into a register that has cases.

    Nobody in it is real. It gives the number of rows, raises what the verbs of the rooms raise, and
    stores all of it or nothing.
    """
    register = build_outreach_register(seed)
    with transaction.atomic():
        grey_zone = load_grey_zone(register.grey_zone, seed=seed, by=by, at=at)
        return grey_zone + load_outreach(register, seed=seed, by=by, at=at)
