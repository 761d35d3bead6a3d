"""What went wrong, in the shape that PxWebApi publishes: problem details as in RFC 9457."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest, HttpResponse

PREFIX = "/api/"
"""Whatever is asked for under this path gets its refusals in this shape."""


NOTHING_MORE: Mapping[str, Any] = MappingProxyType({})


class Problem(Exception):
    """A request that cannot be answered; the detail is written for whoever wrote the request.

    ``more`` are further members of the answer, ``headers`` further headers.
    """

    def __init__(
        self,
        status: HTTPStatus,
        detail: str,
        *,
        retry_after_seconds: int | None = None,
        more: Mapping[str, Any] = NOTHING_MORE,
        headers: Mapping[str, str] = NOTHING_MORE,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry_after_seconds = retry_after_seconds
        self.more, self.headers = more, headers


def bad_value(detail: str) -> Problem:
    """Say that something in the request has no meaning here."""
    return Problem(HTTPStatus.BAD_REQUEST, detail)


def not_here(detail: str) -> Problem:
    """Say that there is nothing of that name."""
    return Problem(HTTPStatus.NOT_FOUND, detail)


def unavailable() -> Problem:
    """Say that nothing can be put on record now, so that nothing can be shown or done."""
    said = "Nothing can be put on record now, so nothing is shown or done."
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, said, retry_after_seconds=60)


def problem_answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Write a problem; what was asked with is not repeated, the path alone."""
    said = {
        "type": "about:blank",
        "title": problem.status.phrase,
        "status": problem.status.value,
        "detail": problem.detail,
        "instance": request.path,
        **problem.more,
    }
    after = problem.retry_after_seconds
    return HttpResponse(
        json.dumps(said, ensure_ascii=False),
        status=problem.status.value,
        content_type="application/problem+json",
        headers={**problem.headers, **({} if after is None else {"Retry-After": str(after)})},
    )
