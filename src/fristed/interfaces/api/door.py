"""What every answer of this door has in common: bounds, refusals in their shape, and open to every page."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from fristed.interfaces.api.calls import client_of, require_calls_left
from fristed.interfaces.api.problems import Problem, bad_value, problem_answer
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.releases.payload import DamagedRelease
from fristed.statistics.releases.storing_policy import DamagedPolicy

LONGEST_QUERY = 4_000
"""Characters after the question mark. Whoever needs more sends the query with POST."""
LARGEST_BODY = 64 * 1024
View = Callable[..., HttpResponse]

log = logging.getLogger(__name__)


def open_to_programs(view: View) -> View:
    """Let a view answer programs on any page; it reads no cookie and tells nothing of what broke.

    No token against forgery is asked for: nothing is changed here, and who asks makes no difference.
    """

    @csrf_exempt
    @wraps(view)
    def answered(request: HouseRequest, **named: Any) -> HttpResponse:
        response = _answer(view, request, named)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        return response

    return answered


def _answer(view: View, request: HouseRequest, named: dict[str, Any]) -> HttpResponse:
    try:
        require_calls_left(client_of(request), at=request.at)
        require_bounded(request)
        return view(request, **named)
    except Problem as problem:
        return problem_answer(request, problem)
    except SuspiciousOperation:
        return problem_answer(request, bad_value("The request is not well formed."))
    except (DamagedRelease, DamagedPolicy):
        log.exception("The statistics API could not answer %s", request.path)
        said = "The stored statistics do not match the hash that was kept, and are not shown."
        return problem_answer(request, Problem(HTTPStatus.SERVICE_UNAVAILABLE, said))
    except Exception:  # whatever broke is told to the log, and its shape to the program
        log.exception("The statistics API could not answer %s", request.path)
        broken = Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Something broke here; it has been noted.")
        return problem_answer(request, broken)


def require_bounded(request: HttpRequest) -> None:
    """Refuse a question or a body that is larger than anybody needs."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise bad_value(f"The query string is longer than {LONGEST_QUERY} characters; use POST.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The body is larger than {LARGEST_BODY} bytes.")


def json_answer(content: Any, language: str) -> HttpResponse:
    """Write JSON in UTF-8."""
    return HttpResponse(
        json.dumps(content, ensure_ascii=False, separators=(",", ":")),
        content_type="application/json",
        headers={"Content-Language": language},
    )
