"""Two people who decide what a service may hold, for tests that need something decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from fristed.foundation.identity.facts import Actor
from fristed.foundation.legal_basis.actions import confirm_basis, propose_basis
from fristed.foundation.legal_basis.registry import registry
from tests.spec.cast import actor, at_ten

FIRST = date(2024, 3, 4)
AT = at_ten(FIRST)
BASIS = "The person has asked to be followed up."
LAW = "Barnevernsloven § 1-1"


def leader_of(service: str) -> Actor:
    """Give the leader of a service."""
    return actor(f"leader_{service.lower()}", service, "service_leader", account_id=70)


OWNER = actor("finn", None, "system_owner", account_id=6)


def proposal(service: str, field: str, setting: str, **changes: Any) -> dict[str, Any]:
    """Give what is proposed, with nothing wrong in it, changed as asked."""
    purpose = registry()[field].purposes[0] if field and setting == "on" else ""
    given = {"service": service, "field": field, "setting": setting, "purpose": purpose}
    return given | {"basis": BASIS, "law": LAW, "from_date": FIRST, "to_date": None} | changes


def decide(service: str, field: str, setting: str, *, at: datetime = AT, **changes: Any) -> str:
    """Decide by two persons; give the key."""
    given = proposal(service, field, setting, **{"from_date": at.date()} | changes)
    key = propose_basis(**given, by=leader_of(service), at=at)
    confirm_basis(key=key, by=OWNER, at=at)
    return key


def allow(service: str, mode: str, *fields: str, at: datetime = AT) -> None:
    """Switch on a mode and fields for a service."""
    decide(service, "", mode, at=at)
    for field in fields:
        decide(service, field, "on", at=at)
