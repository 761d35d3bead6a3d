"""Every route answered: strict headers on each answer, and hidden like absent, byte for byte.

What is expected stands here by itself; nothing of the middleware is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import HttpResponse
from django.test import Client

from fristed.casework.cases import queries
from fristed.foundation.audit import actions as trail
from fristed.foundation.identity.rules import Permission
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.proofs.apart import measured, run_apart
from fristed.interfaces.cli.proofs.machines import ROOT, Machine, machine_of
from fristed.interfaces.cli.proofs.measured import Measured
from fristed.interfaces.cli.proofs.settled import PEOPLE, Settled, browser_of, settle, who
from fristed.interfaces.web import middleware
from fristed.interfaces.web.pages import cases
from fristed.interfaces.web.routes import Route, all_routes

EXPECTED = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; img-src 'self' data:; script-src 'self'; style-src 'self'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
NEVER = ("Server", "X-Powered-By")
UNFOUND = "noindex, nofollow"
QUICK_PEOPLE = 4
METHODS = ("get", "post", "put", "delete", "options")
WANTED_STATUSES = {200, 302, 404, 405, 500, 503}
FAULTS = ("no-store-dropped", "forbidden-says-403", "filter-dropped")
ABSENT = "ZZZZZ-ZZZZZ"
# Who may see which kind of thing at all; written by hand, apart from roles and rules.
MAY_SEE = {
    "cases": {"bo", "gro"},
    "cases/imports": {"bo"},
    "retention": {"bo", "gro"},
    "grey-zone": {"aud", "hege"},
    "leaks": {"dina"},
    "moves": {"aud", "hege", "cem", "ivar"},
    "calls": {"aud"},
    "conferences": {"aud", "hege", "bo"},
    "repatriation": {"cem", "ivar", "bo", "gro"},
    "reception": {"cem", "ivar", "bo", "gro"},
    "housing": {"bo", "gro", "hilde"},
    "housing/dwellings": {"gro", "hilde", "pia"},
    "mentors": {"bo", "gro"},
    "outreach/assignments": {"aud", "hege", "bo", "gro", "cem", "ivar", "eli"},
    "outreach/quick": {"aud", "hege"},
    "outreach/witness": {"bo", "gro"},
    "outreach/posts": {"hege"},
}
# The same for clients of the API, by their service: what a note or a task is, nobody is told by a wrong key.
CLIENTS = ("MR", "SU", "KT")
MAY_BE_TOLD = {"cases": {"KT"}, "moves": {"MR", "SU"}}
DAY = "2026-01-05"
BODIES: Mapping[str, object] = {
    "/contacts": {"on_date": DAY},
    "/notes": {"on_date": DAY, "visibility": "service", "text": "x"},
    "/notes/0000000000000000": {"on_date": DAY, "text": "x"},
    "/tasks": {"kind": "call", "due_date": "2031-01-05"},
    "/accept": {"existing": ABSENT},
    "/decline": {"reason": "no_capacity"},
}
FILLED = {
    "year": "2024",
    "number": "2",
    "form": "csv",
    "key": "saker-antall",
    "part": "tabell-02",
    "name": "preview",
    "version": "1",
    "wanted": "tabell-02",
    "rest": "v2/navigation",
}
Answer = tuple[int, bytes, dict[str, str]]


def headers(command: FristedCommand, *, quick: bool) -> Measured:
    """Ask for every route; count answers whose headers are not as they should be, word for word."""
    found = run_apart("headers", size=QUICK_PEOPLE if quick else len(PEOPLE) + 1)
    return measured(found, "wrong headers", found["size"])


def hidden_and_absent(command: FristedCommand, *, quick: bool) -> Measured:
    """Ask for what is there and what is not; count answers that tell the one from the other."""
    found = run_apart("hidden", size=QUICK_PEOPLE if quick else len(PEOPLE) + 1)
    return measured(found, "answers that give existence away", found["size"])


def dynamic_routes() -> list[Route]:
    """Give every route but that of static files, which no view answers."""
    return [route for route in all_routes() if not route.path.startswith("/static/")]


def address_of(route: Route, reference: str = ABSENT) -> str:
    """Fill in what varies in a path; what is not known here is filled with a word that nothing is called."""
    return re.sub(r"<(\w+)>", lambda found: FILLED.get(found[1], reference), route.path)


def directives(text: str) -> str:
    """Give a content security policy with its directives in order."""
    return "; ".join(sorted(part.strip() for part in text.split(";") if part.strip()))


def faults_of(answer: HttpResponse, *, address: str) -> Iterator[str]:
    """Say which headers of an answer are not as they should be."""
    headers = {**answer.headers}
    if "Content-Security-Policy" in headers:
        headers["Content-Security-Policy"] = directives(headers["Content-Security-Policy"])
    for name, value in EXPECTED.items():
        if headers.get(name) != value:
            yield f"{address} {answer.status_code}: {name} is {headers.get(name)!r}"
    yield from (f"{address}: {name} is sent" for name in NEVER if name in headers)
    is_shown = address.startswith("/published/") and answer.status_code < 400
    if not is_shown and headers.get("X-Robots-Tag") != UNFOUND:
        yield f"{address} {answer.status_code}: may be found by search engines"


def headers_trial(size: int, fault: str) -> dict[str, Any]:
    """Ask for every route by every method, for people and strangers, and where things break."""
    settled = settle(door_clock())
    if fault == "no-store-dropped":
        middleware.HEADERS.pop("Cache-Control")
    faults: list[str] = []
    statuses: set[int] = set()
    asked = 0
    for username in ("", *PEOPLE)[:size]:
        client = browser_of(username)
        for method, address in _requests(settled):
            answer = getattr(client, method)(address)
            asked += 1
            statuses.add(answer.status_code)
            faults += faults_of(answer, address=f"{method.upper()} {address}".replace("GET ", ""))
            if answer.status_code == 302 and "/sign-in/" not in str(answer.headers.get("Location")):
                client = browser_of(username)  # it may have signed itself out
    for broken in (_unexpected, _without_a_trail):
        answer = broken(browser_of("bo"), f"/cases/{settled.references['cases']}/")
        asked += 1
        statuses.add(answer.status_code)
        faults += faults_of(answer, address=broken.__name__)
    faults += [f"no answer was a {status}" for status in sorted(WANTED_STATUSES - statuses)]
    return {"faults": faults, "size": asked}


def _requests(settled: Settled) -> Iterator[tuple[str, str]]:
    addresses = [address_of(route) for route in dynamic_routes()]
    addresses += [f"/cases/{settled.references['cases']}/", "/nothing-at-all/", "/cases/new"]
    for address in addresses:
        for method in METHODS:
            yield method, address


def _patched(where: object, name: str, new: Callable[..., Any], client: Client, address: str) -> HttpResponse:
    kept = getattr(where, name)
    setattr(where, name, new)
    try:
        return client.get(address)  # type: ignore[return-value]
    finally:
        setattr(where, name, kept)


def _failing(kind: type[Exception]) -> Callable[..., Any]:
    def fail(*_args: Any, **_named: Any) -> Any:
        raise kind("planted")

    return fail


def _unexpected(client: Client, address: str) -> HttpResponse:
    return _patched(cases, "render", _failing(RuntimeError), client, address)


def _without_a_trail(client: Client, address: str) -> HttpResponse:
    return _patched(cases, "render", _failing(trail.TrailUnavailable), client, address)


def told(answer: HttpResponse) -> Answer:
    """Give all of an answer that a visitor sees."""
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Security-Policy"}
    headers["Content-Security-Policy"] = directives(answer.headers.get("Content-Security-Policy", ""))
    return answer.status_code, answer.content, headers


def kind_of(route: Route, references: Mapping[str, str]) -> str:
    """Say which kind of thing a route with a reference is about; nothing where nobody has said."""
    path = route.path.strip("/")
    kinds = [kind for kind in references if path.startswith(f"{kind}/<reference>")]
    return max(kinds, key=len, default="")


def hidden_trial(size: int, fault: str) -> dict[str, Any]:
    """Ask, as everybody, for what is there and for what is not: whoever gets no page gets the same bytes.

    Only those on the list by hand may get another answer to what is there than to what is not.
    """
    settled = settle(door_clock())
    if fault == "filter-dropped":
        everything = queries.rows_within_reach(who("bo"), Permission.CASE_READ)
        vars(queries)[queries.rows_within_reach.__name__] = lambda *_asked: everything
    if fault == "forbidden-says-403":
        _say_403()
    faults: list[str] = []
    asked = same = 0
    routes = [route for route in dynamic_routes() if "<reference>" in route.path]
    by_token = [route for route in routes if route.path.startswith(f"{ROOT}/")]
    routes = [route for route in routes if route not in by_token]
    unknown = [route for route in routes if not kind_of(route, settled.references)]
    faults += [f"nobody tries {route.path}: say what its reference names" for route in unknown]
    for username in ("", *PEOPLE)[:size]:
        client = browser_of(username)
        for route in (one for one in routes if one not in unknown):
            there = settled.references[kind_of(route, settled.references)]
            for method in ("get", "post"):
                shown = getattr(client, method)(address_of(route, there))
                absent = getattr(client, method)(address_of(route))
                asked += 1
                if _as_absent(shown, absent, there):
                    same += 1
                elif username not in MAY_SEE[kind_of(route, settled.references)]:
                    faults.append(f"{username or 'a stranger'} {method} {route.path}: {shown.status_code}")
    for service in ("", *CLIENTS)[:size]:
        machine = machine_of(service) if service else Machine("")
        for route in by_token:
            asked += 1
            if _is_told_apart(machine, route, settled) and service not in MAY_BE_TOLD[_kind(route)]:
                faults.append(f"a client of {service or 'nobody'} {route.path}")
    if not same:
        faults.append("nothing was hidden from anybody")
    return {"faults": faults, "size": asked}


def _kind(route: Route) -> str:
    return route.path.removeprefix(f"{ROOT}/").partition("/")[0]


def _is_told_apart(client: Machine, route: Route, settled: Settled) -> bool:
    """Whether a client gets another answer to what is there than to what is not, by any method."""
    there, path = settled.references[_kind(route)], route.path.removeprefix(ROOT).replace("<key>", "0" * 16)
    body = next((one for end, one in BODIES.items() if path.endswith(end)), None)
    for method in ("get", "post", "put"):
        if method.upper() not in route.methods:
            continue
        shown = client.ask(method, path.replace("<reference>", there), body)
        absent = client.ask(method, path.replace("<reference>", ABSENT), body)
        status, content, headers = told(shown)
        if (status, content.replace(there.encode(), ABSENT.encode()), headers) != told(absent):
            return True
    return False


def _as_absent(shown: HttpResponse, absent: HttpResponse, reference: str) -> bool:
    """Whether two answers are the same, but for the address asked for, which strangers are sent to."""
    status, content, headers = told(shown)
    headers = {name: value.replace(reference, ABSENT) for name, value in headers.items()}
    return (status, content, headers) == told(absent)


def _say_403() -> None:
    """Plant the fault: what is forbidden is told apart from what is missing."""
    kept = middleware.SignInRequiredMiddleware.process_exception

    def told_apart(self: Any, request: Any, exception: Exception) -> HttpResponse | None:
        answer = kept(self, request, exception)
        if answer is not None and ABSENT not in request.path:
            answer.status_code = 403
        return answer

    middleware.SignInRequiredMiddleware.process_exception = told_apart  # type: ignore[method-assign]
