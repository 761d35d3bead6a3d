"""Clients of the casework API for trials: asked for by one, confirmed by another, with a token."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client

from fristed.foundation.identity.clients.actions import ask_for_client, confirm_client, issue_token
from fristed.foundation.identity.clients.rules import SCOPES
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.proofs.settled import REFERRERS, who

ROOT = "/api/casework/v1"
LEADERS = {"MR": "hege", "KT": "gro", "SU": "ivar"}


@dataclass
class Machine:
    """A client and its token; without one, a stranger."""

    token: str
    browser: Client = field(
        default_factory=lambda: Client(SERVER_NAME="localhost", raise_request_exception=False)
    )

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Send a request below the root of the API; every one has a key and says what it has seen."""
        given = {
            "Authorization": f"Bearer {self.token}",
            "Idempotency-Key": headers.get("key") or secrets.token_hex(16),
            "If-Match": headers.get("seen", '"1"'),
        }
        if not self.token:
            given.pop("Authorization")
        sent: dict[str, Any] = {}
        if method != "get":
            sent = {"data": "" if body is None else json.dumps(body), "content_type": "application/json"}
        return getattr(self.browser, method)(f"{ROOT}{path}", headers=given, **sent)


def machine_of(service: str) -> Machine:
    """Give a client of a service that may all that a client may."""
    at, scopes = door_clock(), [str(scope) for scope in SCOPES]
    ends_at = at + timedelta(days=1)
    key = ask_for_client(name="Trial", service=service, scopes=scopes, ends_at=ends_at, by=who("finn"), at=at)
    confirm_client(key=key, by=who(LEADERS[service]), at=at)
    return Machine(issue_token(key=key, by=who("finn"), at=at))


def case_to_send(service: str) -> dict[str, Any]:
    """Give the body of a case with nothing remarkable in it."""
    return {
        "first_contact_date": str(door_clock().date() - timedelta(days=1)),
        "main_concern": "negative_social_control",
        "concern_basis": "told",
        "gender": "female",
        "age_band": "16_17",
        "countries": ["SO"],
        "country_ground": "parents",
        "referrer": REFERRERS[service],
        "abroad_case": False,
    }


def note_to_send(text: str, visibility: str = "service") -> dict[str, Any]:
    """Give the body of a note."""
    day = str(door_clock().date() - timedelta(days=1))
    return {"on_date": day, "text": text, **({"visibility": visibility} if visibility else {})}
