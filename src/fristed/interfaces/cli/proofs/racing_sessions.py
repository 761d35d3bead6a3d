"""Races between visitors who read and somebody who ends their session, in the web application itself."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.http import HttpRequest, HttpResponseBase

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.staff.sessions import end_sessions_of, open_session
from fristed.interfaces.web import middleware

PAGE = "/"
READERS = 2
LONGEST_PAUSE_SECONDS = 0.004
MOST_PAGES = 8
OK = "200"
# When the page of the request that runs now was finished, as far as its view knows.
_FINISHED: ContextVar[list[float]] = ContextVar("finished")


class FinishedMiddleware:
    """Stands next to the view: takes a little longer over each page, and notes when it was finished."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Make the page."""
        response = self.get_response(request)
        time.sleep(random.uniform(0, LONGEST_PAUSE_SECONDS))  # noqa: S311  no secret
        _FINISHED.get().append(time.perf_counter())
        return response


@dataclass(slots=True)
class Given:
    """One page that was given: when it was asked for and when it was finished."""

    asked: float
    finished: float
    has_data: bool


@dataclass(slots=True)
class Found:
    """What the races have shown."""

    races: int = 0
    given: int = 0
    under_way: int = 0
    late: int = 0


def application() -> WSGIHandler:
    """Give the web application, with the note next to the views."""
    mine = f"{__name__}.{FinishedMiddleware.__name__}"
    if mine not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, mine]
    return WSGIHandler()


def signed_in(account_id: int, *, at: datetime) -> str:
    """Open a session for an account as signing in does, and give its key."""
    account = ModelBackend().get_user(account_id)
    assert account is not None  # noqa: S101  the program has just made it
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(account_id)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    open_session(session_key=store.session_key, account_id=account_id, means="password", at=at)
    return str(store.session_key)


def visit(web: WSGIHandler, key: str) -> Given:
    """Ask for the page once."""
    environ: dict[str, Any] = {
        "PATH_INFO": PAGE,
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={key}",
        "HTTP_HOST": "localhost",
    }
    setup_testing_defaults(environ)
    said: list[str] = []
    finished: list[float] = []
    token = _FINISHED.set(finished)
    asked = time.perf_counter()
    answer = web(environ, lambda status, _headers, _error=None: said.append(status))  # type: ignore[arg-type]
    try:
        content = b"".join(answer)
    finally:
        answer.close()
        _FINISHED.reset(token)
    has_data = said[0].startswith(OK) and b"who__name" in content
    return Given(asked, finished[0] if finished else asked, has_data)


def read_without_pause(web: WSGIHandler, key: str, ready: threading.Barrier, pages: list[Given]) -> None:
    """Read until nothing is shown any more."""
    try:
        ready.wait()
        for _ in range(MOST_PAGES):
            pages.append(visit(web, key))
            if not pages[-1].has_data:
                return
    finally:
        connections.close_all()


def race(web: WSGIHandler, actor: Actor, *, by: Actor, at: datetime) -> tuple[float, list[Given]]:
    """Let visitors read while their session is ended; give when the ending returned, and the pages."""
    key = signed_in(actor.account_id or 0, at=at)
    ready, pages = threading.Barrier(READERS + 1), list[Given]()
    readers = [
        threading.Thread(target=read_without_pause, args=(web, key, ready, pages)) for _ in range(READERS)
    ]
    for reader in readers:
        reader.start()
    ready.wait()
    time.sleep(random.uniform(0, 10 * LONGEST_PAUSE_SECONDS))  # noqa: S311  no secret
    end_sessions_of(actor.account_id or 0, by=by, at=at)
    returned = time.perf_counter()
    for reader in readers:
        reader.join()
    return returned, pages


def run(*, races: int, actor: Actor, by: Actor, clock: Callable[[], datetime], fault: str) -> Found:
    """Run races; ``no-second-look`` leaves out the look before an answer is let out."""
    if fault == "no-second-look":
        setattr(middleware, "is_still_open", lambda _session: True)  # noqa: B010
    web, found = application(), Found()
    for _ in range(races):
        returned, pages = race(web, actor, by=by, at=clock())
        found.races += 1
        found.given += sum(page.has_data and page.finished <= returned for page in pages)
        found.under_way += sum(page.asked <= returned < page.finished for page in pages)
        found.late += sum(page.has_data and page.finished > returned for page in pages)
    return found
