"""The API as a whole: its parts, and every refusal in one shape."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import override
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel

from fristed.casework.cases.actions import RegistrationRefused
from fristed.casework.cases.messages import message_of
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.journal.refusals import ChangedMeanwhile
from fristed.foundation.audit.actions import TrailUnavailable
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.refusals import Refused
from fristed.interfaces.api.casework import cases, happenings, moves, notes, tasks
from fristed.interfaces.api.casework.bearer import NOTHING_HERE, not_allowed
from fristed.interfaces.api.casework.calling import tag_of
from fristed.interfaces.api.casework.shapes import ChangedNote, FieldProblem, Note, OwnText
from fristed.interfaces.api.problems import Problem, not_here, problem_answer, unavailable
from fristed.interfaces.web.reads import put_on_record, record_refusal
from fristed.interfaces.web.requests import HouseRequest

log = logging.getLogger(__name__)
VERSION = "1.0.0"
Answered = Callable[[HttpRequest, Any], HttpResponse]


def _made() -> NinjaAPI:
    api = NinjaAPI(
        title="Fristed: casework",
        version=VERSION,
        description="Cases of one service, for the machine of another system with a token.",
        openapi_url=None,
        docs_url=None,
        urls_namespace="casework",
    )
    for room in (cases, notes, tasks, moves, happenings):
        api.add_router("", room.router)
    for kind, answer in ANSWERS.items():
        api.add_exception_handler(kind, answer)
    return api


def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem_answer(request, problem)


def _not_found(request: HttpRequest, _missing: Exception) -> HttpResponse:
    """Say the same of what is not there and of what is not for this client, when that is on record."""
    return _on_record(request, not_here(NOTHING_HERE))


def _on_record(request: HttpRequest, problem: Problem) -> HttpResponse:
    try:
        record_refusal(cast(HouseRequest, request))
    except TrailUnavailable:
        return problem_answer(request, unavailable())
    return problem_answer(request, problem)


def _not_permitted(request: HttpRequest, _refusal: NotPermitted) -> HttpResponse:
    try:
        record_refusal(cast(HouseRequest, request))
    except TrailUnavailable:
        return problem_answer(request, unavailable())
    return not_allowed(cast(HouseRequest, request))


def _not_as_described(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say which fields are not as the description says; no value is repeated."""
    missing_version = any(
        one["type"] == "missing" and tuple(one["loc"])[-1] == "If-Match" for one in error.errors
    )
    if missing_version and len(error.errors) == 1:
        said = "Say with If-Match which version you have seen."
        return problem_answer(request, Problem(HTTPStatus.PRECONDITION_REQUIRED, said))
    found = [
        FieldProblem(field=".".join(str(part) for part in one["loc"]), code=str(one["type"])).model_dump()
        for one in error.errors
    ]
    said = "The request is not as the description says."
    return problem_answer(request, Problem(HTTPStatus.BAD_REQUEST, said, more={"errors": found}))


def _not_readable(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem_answer(request, Problem(HTTPStatus.BAD_REQUEST, "The request is not well formed."))


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    with override("en"):
        found = [(field, code, str(refusal.MESSAGES[code])) for field, code in refusal.problems]
    return _refusal(request, found)


def _not_registered(request: HttpRequest, refusal: RegistrationRefused) -> HttpResponse:
    with override("en"):
        found = [(one.field, one.code, message_of(one)) for one in refusal.problems]
    return _refusal(request, found)


def _refusal(request: HttpRequest, found: list[tuple[str, str, str]]) -> HttpResponse:
    errors = [
        FieldProblem(field=field, code=code, message=message).model_dump() for field, code, message in found
    ]
    said = "A rule refuses this. Nothing was changed."
    return problem_answer(request, Problem(HTTPStatus.UNPROCESSABLE_ENTITY, said, more={"errors": errors}))


def _changed_meanwhile(request: HttpRequest, changed: ChangedMeanwhile) -> HttpResponse:
    """Tell the second editor both versions; theirs has been opened on record."""
    sent = ChangedNote.model_validate_json(request.body)
    put_on_record(cast(HouseRequest, request), "journal.read", subject=_reference(request))
    theirs = Note.of(changed.theirs)
    more = {"theirs": _plain(theirs), "yours": _plain(OwnText(on_date=sent.on_date, text=sent.text))}
    said = "Somebody else has written a version since the one you saw. Nothing was stored or lost."
    headers = {"ETag": tag_of(theirs.version)}
    return problem_answer(request, Problem(HTTPStatus.PRECONDITION_FAILED, said, more=more, headers=headers))


def _reference(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs.get("reference", "")) if request.resolver_match else ""


def _plain(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json")


def _without_the_trail(request: HttpRequest, _broken: TrailUnavailable) -> HttpResponse:
    return problem_answer(request, unavailable())


def _broken(request: HttpRequest, _fault: Exception) -> HttpResponse:
    log.exception("The casework API could not answer")
    said = "Something broke here; it has been noted."
    return problem_answer(request, Problem(HTTPStatus.INTERNAL_SERVER_ERROR, said))


ANSWERS: dict[type[Exception], Answered] = {
    Problem: _problem,
    ValidationError: _not_as_described,
    HttpError: _not_readable,
    SuspiciousOperation: _not_readable,
    Http404: _not_found,
    CaseNotFound: _not_found,
    NotPermitted: _not_permitted,
    ChangedMeanwhile: _changed_meanwhile,
    RegistrationRefused: _not_registered,
    Refused: _refused,
    TrailUnavailable: _without_the_trail,
    Exception: _broken,
}
api = _made()
