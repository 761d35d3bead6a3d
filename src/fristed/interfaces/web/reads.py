"""Putting on record what a page is about to show, before it is shown."""

from __future__ import annotations

import re
from datetime import timedelta

from fristed.foundation.audit.actions import record_read
from fristed.foundation.audit.reading import REFUSED
from fristed.interfaces.web.requests import HouseRequest

REFERENCE = re.compile(r"[2-9A-Z]{5}-[2-9A-Z]{5}")
WHILE_WAITING = timedelta(minutes=10)
"""A page that looks again by itself is one reading for this long."""


def put_on_record(
    request: HouseRequest,
    event: str,
    *,
    subject: str = "",
    again_after: timedelta | None = None,
    **facts: str | int,
) -> None:
    """Write a durable line about what is about to be shown: names of filters and counts, never a value.

    Raises
    ------
    TrailUnavailable
        If it cannot be written; the door then answers that nothing can be shown.
    """
    record_read(
        event=event, by=request.actor, at=request.at, subject=subject, facts=facts, again_after=again_after
    )


def record_refusal(request: HouseRequest) -> None:
    """Write that somebody asked for what is not there, or not for that person.

    What was asked for is kept only if it has the form of a reference, whether such a case exists or not:
    anything else may be text that somebody typed, and telling them apart would tell what exists.
    """
    match = request.resolver_match
    asked = str(match.kwargs.get("reference", "")) if match else ""
    page = (match.view_name or "") if match else ""
    put_on_record(request, REFUSED, subject=asked if REFERENCE.fullmatch(asked) else "", page=page)
