"""Answers that are not pages of their own."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

from fristed.interfaces.api.problems import PREFIX, Problem, problem_answer, unavailable


def wrong_method(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    """Say in words that the address cannot be opened that way; to programs in their own shape."""
    if request.path.startswith(PREFIX):
        refusal = problem_answer(request, Problem(HTTPStatus.METHOD_NOT_ALLOWED, "Nothing is changed here."))
        refusal.headers["Allow"] = ", ".join(allowed)
        return refusal
    return HttpResponseNotAllowed(allowed, render_to_string("405.html", request=request))


def damaged(request: HttpRequest) -> HttpResponse:
    """Say that stored statistics are not what was stored, so none of them is shown; to strangers as well."""
    page = render_to_string("fristed/statistics/damaged.html", request=request)
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)


def trail_unavailable(request: HttpRequest) -> HttpResponse:
    """Say that nothing can be shown now; the page is the same for everybody and names nothing."""
    if request.path.startswith(PREFIX):
        return problem_answer(request, unavailable())
    page = render_to_string("503.html")
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "60"})
