"""What the views share: once, the version that was seen, and the line before anything is done in a case."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus

from ninja import HeaderEx, P, PathEx

from fristed.foundation.identity.clients.facts import KeptAnswer
from fristed.foundation.identity.clients.once import carry_out_once
from fristed.foundation.identity.clients.refusals import InProgress, OtherRequest
from fristed.interfaces.api.casework.addressed import KEY, REFERENCE
from fristed.interfaces.api.casework.coded import REQUEST_KEY, VERSION
from fristed.interfaces.api.problems import Problem
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

InPath = PathEx[str, P(pattern=REFERENCE, description="The number of a case or a move.")]
KeyInPath = PathEx[str, P(pattern=KEY, description="The key of a note or a task.")]
RequestKey = HeaderEx[
    str,
    P(
        alias="Idempotency-Key",
        pattern=REQUEST_KEY,
        description=(
            "What the client calls this request, chosen at random. Sent again within 24 hours with the same "
            "body it gives the same answer and does nothing more."
        ),
    ),
]
SeenVersion = HeaderEx[
    str,
    P(alias="If-Match", pattern=VERSION, description="The ETag of the version that the writer has seen."),
]
SEEN = re.compile(r'"([1-9][0-9]{0,5})"')


def about_to(request: HouseRequest, *, reference: str = "") -> None:
    """Put on record, durably, that a client is about to do something, as opening a form on a page does."""
    name = (request.resolver_match.view_name or "") if request.resolver_match else ""
    if reference:
        put_on_record(request, "case.step_read", subject=reference, step=name)
    else:
        put_on_record(request, "case.form_read")


def once(request: HouseRequest, key: str, verb: Callable[[], str]) -> KeptAnswer:
    """Carry a request out once; give what it made, now or before.

    Raises
    ------
    Problem
        If the key was used for another request, or the same one is being carried out now.
    """
    sent = b" ".join((str(request.method).encode(), request.path.encode(), request.body))
    try:
        return carry_out_once(key=key, sent=sent, verb=verb, by=request.actor, at=request.at)
    except OtherRequest:
        said = "This Idempotency-Key was used for another request. Nothing was done."
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, said) from None
    except InProgress:
        said = "The same request is being carried out now. Ask again with the same key."
        raise Problem(HTTPStatus.CONFLICT, said, retry_after_seconds=1) from None


def version_seen(header: str) -> int:
    """Give the number of the version that was seen, from the header that names it."""
    found = SEEN.fullmatch(header)
    return int(found[1]) if found else 0


def tag_of(version: int) -> str:
    """Give the ETag of a version."""
    return f'"{version}"'
