"""Telling clients that something has happened: an id and a time, signed, and not a word of what or where.

Events are told in their order, one after the other; what cannot be told is tried again, and again, with
longer waits between, and holds up what comes after it for that client alone. So everything is told at least
once, and an id that was told before can be passed over. The scheme is that of standardwebhooks.com.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable
from datetime import datetime
from time import monotonic

import httpx
from django.conf import settings
from standardwebhooks import Webhook

from fristed.foundation.identity.clients.actions import note_not_told, note_told
from fristed.foundation.identity.clients.facts import TargetToTell
from fristed.foundation.identity.clients.queries import targets_to_tell
from fristed.foundation.identity.clients.targets import NotToldThere, Place, place_of
from fristed.foundation.identity.facts import Actor
from fristed.interfaces.api.casework.events import Happened, events_behind

SECONDS = 10.0
MOST_AT_ONCE = 100
TURN_SECONDS = 20.0
"""Events told to one client, and time taken by all, in one turn: a slow host holds up no alarm."""
Send = Callable[[Place, bytes, dict[str, str]], int]


def tell_clients(*, by: Actor, at: datetime, send: Send | None = None) -> int:
    """Tell every client whose turn it is what it has not been told yet; give how many events were told.

    Raises
    ------
    NotPermitted
        If the actor does not fire what falls due.
    """
    until = monotonic() + TURN_SECONDS
    targets = targets_to_tell(at=at)
    return sum(_tell(target, by=by, at=at, send=send or _sent, until=until) for target in targets)


def _tell(target: TargetToTell, *, by: Actor, at: datetime, send: Send, until: float) -> int:
    page = events_behind(target.actor, target.told_to, limit=MOST_AT_ONCE)
    told = 0
    for event in page.events:
        if monotonic() > until:
            return told
        if not _is_taken(target, event, at=at, send=send):
            note_not_told(target=target.key, by=by, at=at)
            return told
        told += 1
        if not note_told(target=target.key, told_to=event.position, by=by, at=at):
            # Revoked, or set anew, while it was told.
            return told
    if page.looked_to > target.told_to:
        note_told(target=target.key, told_to=page.looked_to, by=by, at=at)
    return told


def _is_taken(target: TargetToTell, event: Happened, *, at: datetime, send: Send) -> bool:
    """Send one event; whether the other side has taken it."""
    body = json.dumps({"id": str(event.position), "at": event.at.isoformat()})
    name = f"event-{event.position}"
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Fristed",
        "webhook-id": name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(target.secret).sign(msg_id=name, timestamp=at, data=body),
    }
    try:
        return 200 <= send(place_of(target.address), body.encode(), headers) < 300
    except (NotToldThere, httpx.HTTPError, OSError):
        return False


def _sent(place: Place, body: bytes, headers: dict[str, str]) -> int:
    """Send, to the very address that has been looked at, by TLS with the host's own name; give the status."""
    where = f"[{place.ip}]" if ":" in place.ip else place.ip
    context = ssl.create_default_context(cafile=settings.WEBHOOK_CA or None)
    with (
        httpx.Client(verify=context, timeout=SECONDS, follow_redirects=False, trust_env=False) as client,
        client.stream(
            "POST",
            f"https://{where}:{place.port}{place.path}",
            content=body,
            headers={**headers, "Host": f"{place.host}:{place.port}"},
            extensions={"sni_hostname": place.host},
        ) as answer,
    ):
        return answer.status_code
