"""Every page that shows what is sensitive has a durable line before the first byte of it is made.

The lines are counted by a connection of one's own, so that only what has been committed counts: when the
first template of the answer begins to be written, and when the answer is there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from django.conf import settings
from django.template.backends.django import Template
from ninja import NinjaAPI

from fristed.foundation.audit import actions as trail
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.proofs.answers import address_of, dynamic_routes, kind_of
from fristed.interfaces.cli.proofs.apart import measured, run_apart
from fristed.interfaces.cli.proofs.machines import case_to_send, machine_of, note_to_send
from fristed.interfaces.cli.proofs.measured import Measured
from fristed.interfaces.cli.proofs.settled import PEOPLE, Settled, browser_of, settle
from fristed.interfaces.web import reads

FULL, QUICK = 2_000, 200
FAULTS = ("audit-after-render",)
SENSITIVE = ("/cases/", "/grey-zone/", "/retention/")
"""Where what is sensitive is shown; written by hand, apart from the zones of the table of routes."""
SHOWS_NOTHING = ("/cases/imports/template.",)

LOOKS_AGAIN = "/cases/imports/"
"""Pages that look again by themselves while they wait: for ten minutes that is one reading, with one line."""


def read_audit(command: FristedCommand, *, quick: bool) -> Measured:
    """Open sensitive pages; count those that were shown without an earlier durable line."""
    return measured(run_apart("reading", size=QUICK if quick else FULL), "answers not on record before", FULL)


def lines_on_disk() -> int:
    """Count the lines that are committed."""
    with closing(sqlite3.connect(f"file:{settings.DATABASES['default']['NAME']}?mode=ro", uri=True)) as found:
        (count,) = found.execute("SELECT count(*) FROM audit_auditline").fetchone()
    return int(count)


def reading_trial(size: int, fault: str) -> dict[str, Any]:
    """Open page after page, as everybody, until so many have shown something."""
    settled, seen = settle(door_clock()), _watch_templates()
    if fault == "audit-after-render":
        _write_no_lines()
    faults: list[str] = []
    shown = turn = 0
    looked: set[tuple[str, str]] = set()
    requests = list(_requests(settled))
    faults += _by_machine(settled, seen)
    while shown < size and turn < 20 * size:
        username, address = requests[turn % len(requests)]
        turn += 1
        seen.clear()
        before = lines_on_disk()
        answer = browser_of(username).get(address)
        if answer.status_code not in (200, 422):
            continue
        if address.startswith(LOOKS_AGAIN) and (username, address) in looked:
            continue
        looked.add((username, address))
        shown += 1
        began_with = seen[0] if seen else lines_on_disk()
        if began_with <= before:
            faults.append(f"{address} for {username} was shown before a line")
    return {"faults": faults, "size": shown}


def _by_machine(settled: Settled, seen: list[int]) -> list[str]:
    """Let a client read and write through the API; name what was answered before a line was on disk."""
    one, case = machine_of("KT"), str(settled.references["cases"])
    made = one.ask("post", "/cases", case_to_send("KT")).json()["reference"]
    note = one.ask("post", f"/cases/{made}/notes", note_to_send("x")).json()["key"]
    read = ("/cases", f"/cases/{case}", f"/cases/{made}/notes", f"/cases/{made}/notes/{note}", "/events")
    asked: list[tuple[str, str, object]] = [("get", path, None) for path in read]
    asked += [("get", f"/cases/{made}/tasks", None), ("get", "/moves/inbox", None)]
    asked += [
        ("post", "/cases/search", {}),
        ("post", f"/cases/{made}/contacts", {"on_date": str(settled.day)}),
    ]
    faults = []
    for method, path, body in asked:
        seen.clear()
        before = lines_on_disk()
        answer = one.ask(method, path, body)
        if answer.status_code not in (200, 201):
            faults.append(f"{method} {path} by a client ended in {answer.status_code}")
        elif not seen or seen[0] <= before:
            faults.append(f"{path} for a client was answered before a line")
    return faults


def _requests(settled: Settled) -> Iterator[tuple[str, str]]:
    for route in dynamic_routes():
        is_sensitive = route.path.startswith(SENSITIVE) and not route.path.startswith(SHOWS_NOTHING)
        if not is_sensitive or "GET" not in route.methods:
            continue
        kind = kind_of(route, settled.references)
        for username in PEOPLE:
            yield username, address_of(route, settled.references.get(kind, ""))


def _watch_templates() -> list[int]:
    """Note how many lines are on disk whenever a template begins to be written."""
    seen: list[int] = []
    kept = Template.render

    def watched(self: Any, *args: Any, **named: Any) -> Any:
        seen.append(lines_on_disk())
        return kept(self, *args, **named)

    Template.render = watched  # type: ignore[method-assign]
    made = NinjaAPI.create_response

    def watched_too(self: Any, *args: Any, **named: Any) -> Any:
        seen.append(lines_on_disk())
        return made(self, *args, **named)

    NinjaAPI.create_response = watched_too  # type: ignore[method-assign]
    return seen


def _write_no_lines() -> None:
    """Plant the fault: say that a line is durable, as if it were to be written after the page."""
    vars(reads)["record_read"] = lambda **_named: vars(trail)["_count_a_durable_line"]()
