"""How many calls one client may make, counted for all processes of a machine together.

Calls are counted in windows of a fixed length, in small files in the data directory and not in the database:
whoever asks for what is public makes the register write nothing. What is kept is a count under a keyed hash
of the address and the window, which says nothing of who called.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.files import locks
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from fristed.interfaces.api.problems import Problem

SECONDS = 60
"""The length of a window. How many calls are allowed in one is ``settings.API_CALLS``."""
CACHE = "calls"
WRONG_TRIES = 20
"""Wrong tokens that one address may come with in a window. There are 2 to the 256 to try."""
NETWORK = 64
"""The bits of an IPv6 address that tell one client from another; one client has all addresses under them."""


def client_of(request: HttpRequest) -> str:
    """Give who calls: the address, or what the trusted proxy says that it is."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if address == settings.TRUSTED_PROXY:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        address = forwarded.rpartition(",")[2].strip() or address
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(found, IPv6Address):
        return str(found)
    # A server that listens on IPv6 gives old addresses within one network: ::ffff:198.51.100.7.
    return str(found.ipv4_mapped or ip_network((found, NETWORK), strict=False))


def require_calls_left(client: str, *, at: datetime) -> None:
    """Count one call of a client.

    Raises
    ------
    Problem
        If the client has made all the calls of the window that ``at`` lies in; it says when the next begins.
    """
    window, gone = divmod(int(at.timestamp()), SECONDS)
    with _one_at_a_time():
        counted = _count(f"{client} {window}")
    if counted > settings.API_CALLS:
        said = f"More than {settings.API_CALLS} calls in {SECONDS} seconds; try again later."
        raise _too_many(said, SECONDS - gone)


def _too_many(said: str, seconds: int) -> Problem:
    return Problem(HTTPStatus.TOO_MANY_REQUESTS, said, retry_after_seconds=seconds)


def count_wrong_try(client: str, *, at: datetime) -> None:
    """Count that a client came with a token that opens nothing.

    Raises
    ------
    Problem
        If it has done so too often in the window.
    """
    window, gone = divmod(int(at.timestamp()), SECONDS)
    with _one_at_a_time():
        counted = _count(f"wrong {client} {window}")
    if counted > WRONG_TRIES:
        raise _too_many("Too many tokens that open nothing; try again later.", SECONDS - gone)


def _count(name: str) -> int:
    key = salted_hmac("fristed.calls", name, algorithm="sha256").hexdigest()
    counted: int = caches[CACHE].get(key, 0) + 1
    caches[CACHE].set(key, counted, timeout=2 * SECONDS)
    return counted


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let one process after the other count, so that no call is lost between reading and writing."""
    folder = Path(settings.CALLS)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("wb") as file:
        locks.lock(file, locks.LOCK_EX)
        yield
