"""The addresses of casework for clients; each has a row in :mod:`fristed.interfaces.web.routes`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from fristed.interfaces.api.casework.api import api

ROOT = "api-root"


def addresses_of_casework() -> list[URLPattern | URLResolver]:
    """Give the addresses that the API has, each once, without a page of its own at the top."""
    found = {str(one.pattern): one for one in reversed(api.urls[0]) if getattr(one, "name", "") != ROOT}
    return list(reversed(found.values()))
