"""Planting values that a proof looks for afterwards, each sealed for an owner of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.actions import seal
from fristed.foundation.vault.facts import FieldName, Owner

CANARY = FieldName("canaries", "text", "1")


def planted(values: Iterable[str], *, service: str, by: Actor, at: datetime) -> tuple[Owner, ...]:
    """Seal each value for an owner of its own; give the owners in order.

    ``opened(owner=owner, field=CANARY, …)`` gives a value back. A search of dumps and files for the values
    must find none of them.
    """
    owners = []
    for number, value in enumerate(values, 1):
        owner = Owner(service, f"CANARY-{number}")
        seal(owner=owner, field=CANARY, plain=value, by=by, at=at)
        owners.append(owner)
    return tuple(owners)
