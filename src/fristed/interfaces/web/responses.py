"""Answers that are not pages of their own."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string


def wrong_method(request: HttpRequest, allowed: Sequence[str]) -> HttpResponse:
    """Say in words that the address cannot be opened that way."""
    return HttpResponseNotAllowed(allowed, render_to_string("405.html", request=request))
