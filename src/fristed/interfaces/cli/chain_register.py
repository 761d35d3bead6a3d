"""The invented register of the protection chain: built from a seed, and loaded by the verbs of its rooms."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.housing.actions import load_housing
from fristed.casework.repatriation.actions import load_journeys
from fristed.foundation.identity.facts import Actor
from fristed.methods.reconstruction.chain.building import build_chain_register


def load_chain(*, seed: int, by: Actor, at: datetime) -> int:
    """Build the chain of 2023 and 2024 and load it into a register that has cases.

    Nobody in it is real, and all of it is over. It gives the number of applications, raises what the verbs of
    the rooms raise, and stores all of it or nothing.
    """
    register = build_chain_register(seed)
    with transaction.atomic():
        journeys = load_journeys(register.journeys, seed=seed, by=by, at=at)
        return journeys + load_housing(register.housing, register.places, seed=seed, by=by, at=at)
