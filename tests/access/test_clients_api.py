"""Every address of the casework API, by every method, for clients of all kinds and people; kept by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from fristed.casework.referrals.actions import propose_move, record_ground, send_move
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.clients.actions import revoke_client
from fristed.foundation.identity.clients.rules import SCOPES
from fristed.interfaces.api import calls
from tests.access.test_routes import FOR_CLIENTS
from tests.unit.interfaces.api.casework.machines import (
    ROOT,
    Machine,
    a_case,
    machine,
    new_key,
    noted,
    owner,
    registered,
)
from tests.unit.interfaces.web.visitors import AT, CAST, stranger, visitor

pytestmark = pytest.mark.django_db
NOTE = {"on_date": "2026-11-20", "text": "As agreed."}
TASK = {"kind": "call", "due_date": "2026-12-01"}
READ, REGISTER, FOLLOW_UP = "read", "register", "follow up"
SCOPE_FOR = {REGISTER: "case.register", FOLLOW_UP: "case.follow_up"}
MANUAL = Path(__file__).resolve().parents[2] / "docs" / "reference" / "casework-api.md"
# Each address and method: what is sent, how it ends for who may, and what one must be given for it.
TABLE: Mapping[tuple[str, str], tuple[Any, int, str]] = {
    ("get", "cases"): (None, 200, READ),
    ("post", "cases"): (a_case(), 201, REGISTER),
    ("post", "cases/search"): ({}, 200, READ),
    ("get", "cases/<reference>"): (None, 200, READ),
    ("post", "cases/<reference>/contacts"): ({"on_date": "2026-11-21"}, 201, FOLLOW_UP),
    ("get", "cases/<reference>/notes"): (None, 200, READ),
    ("post", "cases/<reference>/notes"): ({**NOTE, "visibility": "service"}, 201, FOLLOW_UP),
    ("get", "cases/<reference>/notes/<key>"): (None, 200, READ),
    ("put", "cases/<reference>/notes/<key>"): (NOTE, 200, FOLLOW_UP),
    ("get", "cases/<reference>/tasks"): (None, 200, FOLLOW_UP),
    ("post", "cases/<reference>/tasks"): (TASK, 201, FOLLOW_UP),
    ("post", "cases/<reference>/tasks/<task>/done"): (None, 200, FOLLOW_UP),
    ("get", "moves/inbox"): (None, 200, READ),
    ("get", "moves/<move>"): (None, 200, READ),
    ("post", "moves/<move>/accept"): ({"case": a_case()}, 200, FOLLOW_UP),
    ("post", "moves/<move>/decline"): ({"reason": "no_capacity"}, 200, FOLLOW_UP),
    ("get", "events"): (None, 200, READ),
    ("get", "target"): (None, 404, READ),
    ("put", "target"): ({"address": "https://a.example/"}, 422, READ),
    ("delete", "target"): (None, 204, READ),
}
PATHS = sorted({path for _method, path in TABLE})
METHODS = ("get", "post", "put", "delete", "patch", "head", "options")


@pytest.fixture
def world() -> dict[str, str]:
    """A case of KT with a note and a task, written by a client of its own, and what MR has sent to KT."""
    one, sender = machine("KT"), machine("MR")
    case = registered(one)
    task = one.post(f"/cases/{case}/tasks", TASK).json()["key"]
    sent = registered(sender, "MR")
    by = sender.actor()
    move = propose_move(
        reference=sent, kind="refer", service="KT", to=None, fields=["gender"], letter="", by=by, at=AT
    )
    record_ground(reference=move, ground="anonymous_consultation", by=by, at=AT)
    send_move(reference=move, by=by, at=AT)
    return {"<reference>": case, "<key>": noted(one, case), "<task>": task, "<move>": move}


def filled(path: str, world: Mapping[str, str]) -> str:
    for name, value in world.items():
        path = path.replace(name, value)
    return f"/{path}"


def each(world: Mapping[str, str]) -> Iterator[tuple[str, str, Any, int, str]]:
    for (method, path), (body, taken, needs) in TABLE.items():
        marks = {alias: transaction.savepoint(using=alias) for alias in ("default", "keys")}
        yield method, filled(path, world), body, taken, needs
        for alias, mark in marks.items():
            transaction.savepoint_rollback(mark, using=alias)


def asked(one: Machine, method: str, path: str, body: Any) -> HttpResponse:
    return one.ask(method, path, body, Idempotency_Key=new_key(), If_Match='"1"')


def told(answer: HttpResponse) -> tuple[int, Any]:
    said = answer.json()
    return answer.status_code, {name: said[name] for name in said if name != "instance"}


def test_the_table_names_every_address() -> None:
    named = {f"{ROOT}/{path}" for _method, path in TABLE}
    named = {path.replace("<task>", "<key>").replace("<move>", "<reference>") for path in named}
    assert named == FOR_CLIENTS


def test_a_client_of_the_service_with_all_scopes_gets_what_the_table_says(world: dict[str, str]) -> None:
    one = machine("KT")
    ended = {
        (m, path): asked(one, m, path, body).status_code for m, path, body, _taken, _needs in each(world)
    }
    assert ended == {(m, path): taken for m, path, _body, taken, _needs in each(world)}


def test_every_scope_is_tried_and_needed_somewhere() -> None:
    assert {str(one) for one in SCOPES} == set(SCOPE_FOR.values())
    assert {READ, *SCOPE_FOR} == {needs for _body, _taken, needs in TABLE.values()}


def test_the_manual_says_of_every_address_what_it_needs() -> None:
    needs: dict[str, set[str]] = {}
    for (_method, path), (_body, _taken, need) in TABLE.items():
        plain = path.replace("<task>", "<key>").replace("<move>", "<reference>")
        needs.setdefault(f"/{plain}".replace("<", "{").replace(">", "}"), set()).add(need)
    said: dict[str, set[str]] = {}
    for addresses, need in re.findall(
        r"^\| (`/.*?) \| [A-Z, ]+ \| .* \| (.*?) \|$", MANUAL.read_text("utf-8"), re.M
    ):
        first, *others = re.findall(r"`(/[^`]*)`", addresses)
        each_of = [first, *(first.rpartition("/")[0] + other for other in others)]
        words = {one.strip() for one in re.sub(r"\(.*\)", "", need).split(",")}
        for path in each_of:
            said.setdefault(path, set()).update(words)
    assert said == needs


@pytest.mark.parametrize(
    ("scopes", "has"), [((), {READ}), *(((scope,), {READ, need}) for need, scope in SCOPE_FOR.items())]
)
def test_a_scope_narrows_what_a_client_may(
    scopes: tuple[str, ...], has: set[str], world: dict[str, str]
) -> None:
    one = machine("KT", scopes)
    for method, path, body, taken, needs in each(world):
        opens_a_case = path.endswith("/accept")
        may = needs in has and not (opens_a_case and REGISTER not in has)
        answer = asked(one, method, path, body)
        assert answer.status_code == (taken if may else 403), (method, path)


def test_what_is_another_services_is_not_there(world: dict[str, str]) -> None:
    one, absent = (
        machine("SU"),
        dict.fromkeys(world, "ZZZZZ-ZZZZZ") | {"<key>": "0" * 16, "<task>": "0" * 16},
    )
    for (method, path), (body, _taken, _needs) in TABLE.items():
        if "<" not in path:
            continue
        shown = asked(one, method, filled(path, world), body)
        missing = asked(one, method, filled(path, absent), body)
        assert shown.status_code == 404, (method, path)
        assert told(shown) == told(missing), (method, path)


def test_nobody_else_comes_in(world: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "WRONG_TRIES", 10**6)
    gone = machine("KT")
    revoke_client(key=gone.key, by=owner(), at=AT)
    unknown = Machine("x", "fristed_" + "0" * 12 + "_" + "0" * 64)
    said = set()
    for method, path, body, _taken, _needs in each(world):
        for one in (gone, unknown, Machine("x", "")):
            answer = asked(one, method, path, body)
            said.add((answer.status_code, answer.json()["detail"]))
        assert getattr(stranger(), method)(f"{ROOT}{path}").status_code == 401
    assert said == {(401, "A token that holds is needed here.")}


@pytest.mark.parametrize("username", sorted(CAST))
def test_nobody_comes_in_who_has_signed_in(username: str) -> None:
    for address in ("/cases", "/events", "/moves/inbox"):
        assert visitor(username).get(f"{ROOT}{address}").status_code == 401


def test_no_session_opens_an_address_for_clients(world: dict[str, str]) -> None:
    person = visitor("bo")
    for path in PATHS:
        for method in METHODS:
            answer = getattr(person, method)(f"{ROOT}{filled(path, world)}")
            assert answer.status_code == 401, (method, path)


def test_a_method_that_is_not_in_the_table_is_refused_and_named() -> None:
    one = machine("KT")
    for path in PATHS:
        known = {method for method, named in TABLE if named == path}
        for method in set(METHODS) - known:
            answer = asked(one, method, f"/{path}", None)
            assert answer.status_code == 405, (method, path)
            assert {name.lower() for name in answer.headers["Allow"].split(", ")} == known


def test_no_token_opens_a_page_for_people() -> None:
    one = machine("KT")
    for address in ("/", "/cases/", "/staff/clients/", "/audit/"):
        answer = Client().get(address, headers={"Authorization": f"Bearer {one.token}"})
        assert answer.status_code == 302


def test_nothing_is_answered_without_a_line(world: dict[str, str]) -> None:
    one = machine("KT")
    for method, path, body, _taken, _needs in each(world):
        before = AuditLine.objects.count()
        asked(one, method, path, body)
        lines = AuditLine.objects.order_by("position")[before:]
        is_of_a_case = not path.endswith("/target")
        assert bool(lines) or not is_of_a_case, (method, path)
        assert {line.actor_username for line in lines} <= {f"client-{one.key}"}, (method, path)
