"""Asks the casework API all that its description allows and much that it does not; prints what it found.

A program of its own in an empty data directory, on whatever database the environment names:
``python -m tests.properties.asking_everything 25``. All checks of schemathesis are on, and links are
followed. A refusal by a rule of the register is no fault: what is well formed may still be refused with 422,
or with 412 where somebody else has written since; never with 400.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import timedelta
from typing import Any

import django
import schemathesis
from django.conf import settings
from django.core.management import call_command
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.transport.wsgi import WSGITransport

CONFIG: dict[str, Any] = {
    "seed": 4,
    "suppress-health-check": ["all"],
    "checks": {
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "401", "403", "404", "409", "412", "422", "429"]
        },
        "missing_required_header": {"expected-statuses": ["400", "401", "403", "404", "422", "428"]},
    },
}


NOTE = {"on_date": "2026-01-05", "text": "Will call again."}
TAKEN: dict[str, dict[str, Any]] = {
    "registerCase": {
        "first_contact_date": "2026-01-05",
        "main_concern": "negative_social_control",
        "concern_basis": "told",
        "gender": "female",
        "age_band": "16_17",
        "countries": ["SO"],
        "country_ground": "parents",
        "referrer": "person_concerned",
        "abroad_case": False,
    },
    "addContact": {"on_date": "2026-01-06"},
    "writeNote": {**NOTE, "visibility": "service"},
    "changeNote": NOTE,
    "setTask": {"kind": "call", "due_date": "2027-05-01"},
}


def main(size: int) -> None:
    """Set up a house with a client in it, ask everything, and print the faults."""
    django.setup()
    call_command("migrate", verbosity=0)
    settings.API_CALLS = 10**9
    settings.LOGGING_CONFIG = None
    print(json.dumps(asked(size)))


def asked(size: int) -> dict[str, Any]:
    """Give what was found: the faults, and how many answers there were of each status."""
    faults: list[str] = []
    statuses: Counter[str] = Counter()
    phases: Counter[str] = Counter()
    for event in from_schema(_schema(size)).execute():
        if isinstance(event, events.ScenarioFinished):
            phases[str(event.phase)] += len(event.recorder.interactions)
            for one in event.recorder.interactions.values():
                statuses[str(one.response.status_code) if one.response else "none"] += 1
            faults += _failures(event)
        if isinstance(event, events.NonFatalError | events.FatalError):
            what = getattr(event, "value", None) or getattr(event, "exception", event)
            faults.append(f"error {getattr(event, 'label', '')}: {what!r}")
    return {"faults": sorted(set(faults)), "statuses": statuses, "asked": phases}


def _failures(event: events.ScenarioFinished) -> list[str]:
    found = []
    for checks in event.recorder.checks.values():
        for check in checks:
            if check.failure_info is not None:
                failure = check.failure_info.failure
                sent = (check.failure_info.code_sample or "")[:600]
                found.append(
                    f"{event.phase} {event.label} {check.name}: {failure.title}: {failure.message} [{sent}]"
                )
    return found


IN_PROCESS = ("max_redirects", "verify", "cert", "proxies")


def _without_a_network(send: Any) -> Any:
    """Leave out what has no meaning in a process: the library leaves it in where it has no session."""

    def sent(self: Any, case: Any, **named: Any) -> Any:
        return send(self, case, **{name: one for name, one in named.items() if name not in IN_PROCESS})

    return sent


def _likely(_context: Any, case: Any) -> Any:
    """Let half of the well-formed requests be of a kind that the rules of the register take.

    What is drawn at random is nearly always refused by one of them, and nothing would follow from it.
    """
    name = case.operation.definition.raw.get("operationId")
    is_well_formed = case.meta is not None and case.meta.generation.mode.is_positive
    if is_well_formed and name in TAKEN and len(str(case.body)) % 2:
        case.body = {**TAKEN[name]}
    return case


def _schema(size: int) -> Any:
    # What belongs to Django is there only once it has been set up.
    from fristed.config.wsgi import application  # noqa: PLC0415
    from fristed.interfaces.api.casework.description import description  # noqa: PLC0415

    config = SchemathesisConfig.from_dict(
        {**CONFIG, "headers": {"Authorization": f"Bearer {_token()}"}, "generation": {"max-examples": size}}
    )
    schema = schemathesis.openapi.from_dict(description(), config=config)
    schema.app = application
    schemathesis.hook("map_case")(_likely)
    WSGITransport.send = _without_a_network(WSGITransport.send)  # type: ignore[method-assign]
    return schema


def _token() -> str:
    """Let the cast move in, and give the envoys a client, with something that waits for their answer."""
    from fristed.foundation.identity.clients.actions import (  # noqa: PLC0415
        ask_for_client,
        confirm_client,
        issue_token,
    )
    from fristed.interfaces.cli.commands import door_clock  # noqa: PLC0415
    from fristed.interfaces.cli.proofs.settled import settle, who  # noqa: PLC0415

    at = door_clock()
    settle(at)
    key = ask_for_client(
        name="Asks everything",
        service="SU",
        scopes=("case.register", "case.follow_up"),
        ends_at=at + timedelta(days=1),
        by=who("finn"),
        at=at,
    )
    confirm_client(key=key, by=who("ivar"), at=at)
    return issue_token(key=key, by=who("finn"), at=at)


if __name__ == "__main__":
    main(int(sys.argv[1]))
