"""The addresses of casework for clients; each has a row in :mod:`fristed.interfaces.web.routes`.

What answers there brings a library that checks bodies: 12 MB in a web process. It is loaded when the first
client comes, so that a process which serves people alone does without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

Page = Callable[..., HttpResponse]
API = "fristed.interfaces.api.casework.api.api"
ROOT = "api-root"
LOADING = Lock()
# Written here as they are written in the API; a test holds the two against each other.
ADDRESSES: Mapping[str, str] = {
    "cases": "casework-cases",
    "cases/search": "casework-search",
    "cases/<reference>": "casework-case",
    "cases/<reference>/contacts": "casework-contacts",
    "cases/<reference>/notes": "casework-notes",
    "cases/<reference>/notes/<key>": "casework-note",
    "cases/<reference>/tasks": "casework-tasks",
    "cases/<reference>/tasks/<key>/done": "casework-task-done",
    "moves/inbox": "casework-inbox",
    "moves/<reference>": "casework-move",
    "moves/<reference>/accept": "casework-move-accept",
    "moves/<reference>/decline": "casework-move-decline",
    "events": "casework-events",
    "target": "casework-target",
}


def addresses_of_casework() -> list[URLPattern]:
    """Give the addresses that the API has, each once, without a page of its own at the top."""
    return [path(address, _page(address), name=name) for address, name in ADDRESSES.items()]


def answering() -> Mapping[str, URLPattern]:
    """Give what the API has at each address; who comes first waits until it is loaded, once."""
    with LOADING:
        return _loaded()


@cache
def _loaded() -> Mapping[str, URLPattern]:
    found = {
        str(one.pattern): one
        for one in reversed(import_string(API).urls[0])
        if getattr(one, "name", "") != ROOT
    }
    return dict(reversed(found.items()))


def _page(address: str) -> Page:
    @csrf_exempt
    def page(request: HttpRequest, **parts: str) -> HttpResponse:
        answer: HttpResponse = answering()[address].callback(request, **parts)
        return answer

    return page
