"""One line for each answer: method, name of the route, status, time. No address, no question, no sender."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

from fristed.foundation.logs import note, note_fault

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def route_of(request: HttpRequest) -> str:
    """Give the name of the route, which is the same for every case; nothing for an address that is none."""
    match = request.resolver_match
    return (match.view_name if match else "") or ""


class RequestLogMiddleware:
    """Writes the line when the answer is ready."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then write."""
        started = perf_counter()
        response = self.get_response(request)
        note(
            "request",
            logger="fristed.requests",
            method=request.method or "",
            route=route_of(request),
            status=response.status_code,
            milliseconds=round((perf_counter() - started) * 1000),
        )
        return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, with a number that the line in the log has; nothing of the fault itself."""
    number = note_fault(sys.exc_info()[1], route=route_of(request), method=request.method or "", status=500)
    return HttpResponse(render_to_string("500.html", {"fault": number}), status=500)
