"""How many questions each page asks of its databases: written down, so that a change is seen in the diff."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from fristed.casework.cases.actions import register_case
from fristed.casework.consultations.actions import set_safe_contact
from fristed.casework.consultations.facts import ContactRule
from fristed.casework.journal.actions import write_entry
from fristed.foundation.identity.queries import actor_of
from fristed.interfaces.web import middleware
from fristed.interfaces.web.routes import row_of
from tests.access.test_routes import DAY, addresses, references, shape
from tests.spec.cast import plain_case
from tests.unit.casework.journal.writers import CANARY, draft
from tests.unit.interfaces.web.visitors import AT, account_of, visitor

__all__ = ["references"]
pytestmark = [pytest.mark.ci, pytest.mark.django_db(databases=["default", "keys"])]
BASELINE = Path(__file__).with_name("queries.json")
MOST = 12
# What opening sealed words adds to a page, however many: the line in the trail, the keys, the fields.
OPENING = 5
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@pytest.fixture(autouse=True)
def _one_day(front_end: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page be opened on the same day, whatever day it is."""
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect what both databases are asked until the block ends, transactions begun and ended aside."""
    found: list[str] = []
    with ExitStack() as stack:
        watched = [
            stack.enter_context(CaptureQueriesContext(connections[name])) for name in ("default", "keys")
        ]
        yield found
    asked = [query["sql"] for one in watched for query in one.captured_queries]
    found += [sql for sql in asked if not sql.startswith(CONTROL)]


def questions(client: Client, address: str) -> int:
    """Open a page twice, so that what is read once for a process is there, and count what the second asks."""
    client.get(address)
    with counted() as found:
        answer = client.get(address)
    assert answer.status_code == HTTPStatus.OK, address
    return len(found)


def test_each_page_asks_as_much_as_is_written_down_and_no_page_more_than_twelve(
    references: dict[str, str],
) -> None:
    found: dict[str, int] = {}
    for address, people in addresses(references).items():
        if people and row_of(resolve(address.partition("?")[0]).view_name).zone == "case":
            # Several addresses of one shape: the one that asks most counts.
            name, number = shape(address, references), questions(visitor(sorted(people)[0]), address)
            found[name] = max(number, found.get(name, 0))
    if os.environ.get("FRISTED_WRITE_BASELINE"):
        BASELINE.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")
    assert found == json.loads(BASELINE.read_text("utf-8"))
    assert {name: number for name, number in found.items() if number > MOST} == {}


def test_a_case_full_of_words_opens_them_all_in_one_call() -> None:
    aud = actor_of(account_of("aud"))
    reference = register_case(draft=plain_case("MR", DAY), by=aud, at=AT).reference
    rule = ContactRule(call_back="no", phone_watched="yes", words="Only at school.")
    set_safe_contact(reference=reference, rule=rule, seen_version=0, by=aud, at=AT)
    for _ in range(3):
        write_entry(reference=reference, draft=draft(), by=aud, at=AT)
    client = visitor("aud")
    assert questions(client, f"/cases/{reference}/") <= MOST + OPENING
    page = client.get(f"/cases/{reference}/").content.decode()
    assert "Only at school." in page
    assert CANARY in page


def test_a_page_that_asks_once_more_is_seen(references: dict[str, str]) -> None:
    client, asked = visitor("aud"), connections["default"].cursor
    few = questions(client, "/cases/")
    client.get("/cases/")
    with counted() as found:
        client.get("/cases/")
        asked().execute("SELECT 1")
    assert len(found) == few + 1
