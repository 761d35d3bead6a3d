"""Clients of the casework API for tests: asked for by one, confirmed by another, and with a token."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from fristed.foundation.identity.clients.actions import ask_for_client, confirm_client, issue_token
from fristed.foundation.identity.clients.queries import client_behind
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import actor_of
from fristed.foundation.identity.rules import Permission
from fristed.interfaces.cli.proofs.machines import case_to_send
from tests.unit.interfaces.web.visitors import AT, account_of

ROOT = "/api/casework/v1"
ALL = ("case.register", "case.follow_up")


@dataclass
class Machine:
    """A client and its token."""

    key: str
    token: str
    browser: Client = field(default_factory=Client)

    def actor(self) -> Actor:
        """Give the client as it may act."""
        return client_behind(self.token, at=AT)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """Send a request with the token."""
        data = "" if body is None else json.dumps(body)
        sent: dict[str, Any] = {"data": data, "content_type": "application/json"} if method != "get" else {}
        given = {
            "Authorization": f"Bearer {self.token}",
            **{name.replace("_", "-"): v for name, v in headers.items()},
        }
        answer = getattr(self.browser, method)(f"{ROOT}{path}", headers=given, **sent)
        assert isinstance(answer, HttpResponse)
        return answer

    def get(self, path: str) -> HttpResponse:
        """Read."""
        return self.ask("get", path)

    def post(self, path: str, body: Any = None, *, key: str = "") -> HttpResponse:
        """Send once, with a key of its own where none is given."""
        return self.ask("post", path, body, Idempotency_Key=key or new_key())

    def put(self, path: str, body: Any, *, seen: str) -> HttpResponse:
        """Change what has been seen."""
        return self.ask("put", path, body, If_Match=seen)


def new_key() -> str:
    """Give a key for a request."""
    return secrets.token_hex(16)


def owner() -> Actor:
    """Give the system owner, who has the token made."""
    return actor_of(account_of("finn"))


def machine(service: str = "KT", scopes: tuple[str, ...] = ALL) -> Machine:
    """Give a client of a service: somebody who looks after clients asks, a leader of the service confirms."""
    asker = Actor(
        None,
        "asker",
        "",
        service,
        frozenset({str(Permission.CLIENTS_KEEP)}),
    )
    key = ask_for_client(
        name=f"Fagsystem {service}",
        service=service,
        scopes=scopes,
        ends_at=AT + timedelta(days=90),
        by=asker,
        at=AT,
    )
    confirm_client(key=key, by=replace(asker, username="leader"), at=AT)
    return Machine(key, issue_token(key=key, by=owner(), at=AT))


def a_case(service: str = "KT", **changes: Any) -> dict[str, Any]:
    """Give the body of a case as the trials send it, on a day of the tests."""
    return {**case_to_send(service), "first_contact_date": "2026-11-20", **changes}


def registered(one: Machine, service: str = "KT") -> str:
    """Register a case through the API; give its reference."""
    answer = one.post("/cases", a_case(service))
    assert answer.status_code == 201, answer.content
    return str(answer.json()["reference"])


def noted(one: Machine, case: str, text: str = "She will call on Monday.") -> str:
    """Write a note through the API; give its key."""
    body = {"on_date": "2026-11-20", "visibility": "service", "text": text}
    answer = one.post(f"/cases/{case}/notes", body)
    assert answer.status_code == 201, answer.content
    return str(answer.json()["key"])
