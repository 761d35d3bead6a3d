"""Who comes with a token: looked up in the same time right or wrong, and counted where it is wrong."""

from __future__ import annotations

import re
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from fristed.foundation.audit.actions import TrailUnavailable
from fristed.foundation.identity.access.net import acts
from fristed.foundation.identity.clients.actions import record_wrong_token
from fristed.foundation.identity.clients.queries import client_behind
from fristed.foundation.identity.clients.refusals import NoSuchToken
from fristed.interfaces.api.calls import (
    client_of,
    count_wrong_try,
    require_calls_left,
)
from fristed.interfaces.api.casework.addressed import KEY, REFERENCE
from fristed.interfaces.api.door import require_bounded
from fristed.interfaces.api.problems import Problem, not_here, problem_answer, unavailable
from fristed.interfaces.web.reads import record_refusal
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.routes import Row

FORMS = {"reference": re.compile(REFERENCE), "key": re.compile(KEY)}
"""What may stand in an address; nothing else is looked up."""
NOTHING_HERE = "There is nothing here, or nothing for this client."
WITHOUT_A_BODY = ("GET", "DELETE")
"""Whatever else comes must be JSON where it has a body: also a method that is used later."""


def let_in(request: HouseRequest, row: Row) -> HttpResponse | None:
    """Let a client in, or give the answer that it is not let in with; the actor is fixed here."""
    try:
        _require_client(request)
        _require_method(request, row)
        require_bounded(request)
        _require_json(request)
        _require_form(request)
    except Problem as problem:
        return problem_answer(request, problem)
    except TrailUnavailable:
        return problem_answer(request, unavailable())
    return None


def _require_client(request: HouseRequest) -> None:
    kind, _space, token = str(request.headers.get("Authorization", "")).partition(" ")
    try:
        if kind.lower() != "bearer":
            raise NoSuchToken
        request.actor = client_behind(token.strip(), at=request.at)
    except NoSuchToken:
        if token:
            # Nobody guesses 256 bits; what is kept small is what is written about it. A right token of a
            # neighbour behind the same address still opens.
            count_wrong_try(client_of(request), at=request.at)
            record_wrong_token(at=request.at)
        raise Problem(HTTPStatus.UNAUTHORIZED, "A token that holds is needed here.") from None
    require_calls_left(f"client {request.actor.account_id}", at=request.at)
    acts(request.actor)


def _require_method(request: HttpRequest, row: Row) -> None:
    if request.method not in row.methods:
        raise Problem(
            HTTPStatus.METHOD_NOT_ALLOWED,
            "The address is not used that way.",
            headers={"Allow": ", ".join(row.methods)},
        )


def _require_json(request: HttpRequest) -> None:
    if request.method not in WITHOUT_A_BODY and request.body and request.content_type != "application/json":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json.")


def _require_form(request: HouseRequest) -> None:
    match = request.resolver_match
    for name, value in (match.kwargs if match else {}).items():
        if not FORMS[name].fullmatch(str(value)):
            record_refusal(request)
            raise not_here(NOTHING_HERE)


def not_allowed(request: HouseRequest) -> HttpResponse:
    """Say that the client may not do this anywhere; nothing of any case follows from it."""
    said = "This client may not do this: its role or its scopes do not allow it."
    return problem_answer(request, Problem(HTTPStatus.FORBIDDEN, said))
