"""Pages whose libraries are large and which few ask for: loaded in a web process when first asked for."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.utils.module_loading import import_string

from fristed.interfaces.web.requests import HouseRequest

PROVIDER = "fristed.interfaces.web.pages.provider"
"""Signing in at a provider brings a client of the web and libraries of keys and tokens: 7 MB a process."""


def provider_page(name: str) -> Callable[[HouseRequest], HttpResponse]:
    """Give a page of signing in at the provider of identities."""

    def page(request: HouseRequest) -> HttpResponse:
        answer: HttpResponse = import_string(f"{PROVIDER}.{name}")(request)
        return answer

    page.__name__ = name
    return page
