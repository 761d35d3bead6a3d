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

from fristed.interfaces.web import middleware
from fristed.interfaces.web.routes import row_of
from tests.access.test_routes import addresses, references, shape
from tests.unit.interfaces.web.visitors import AT, visitor

__all__ = ["references"]
pytestmark = [pytest.mark.ci, pytest.mark.django_db(databases=["default", "keys"])]
BASELINE = Path(__file__).with_name("queries.json")
MOST = 12
# Pages on which a leader or a reviewer looks at what several people may or did; nobody takes a call on them.
OF_OVERSIGHT = {
    "/audit/review/<key>/",
    "/cases/<reference>/access/",
    "/oversight/",
    "/retention/<reference>/",
    "/retention/<reference>/certificate/",
}
# Pages that several rooms make together, and that are still to be divided or to ask less.
STILL_MORE = {
    "/calls/<reference>/",
    "/cases/<reference>/",
    "/cases/<reference>/journal/",
    "/cases/<reference>/moves/team/",
    "/cases/<reference>/papers/advice/",
    "/cases/<reference>/papers/summary/",
    "/cases/<reference>/safe-contact/",
    "/conferences/<reference>/",
    "/intake/",
    "/moves/",
    "/my-day/",
    "/moves/<reference>/",
    "/moves/<reference>/accept/",
}
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


def test_each_page_asks_as_much_as_is_written_down_and_a_page_of_a_case_no_more_than_twelve(
    references: dict[str, str],
) -> None:
    found = {
        shape(address, references): questions(visitor(sorted(people)[0]), address)
        for address, people in addresses(references).items()
        if people and row_of(resolve(address.partition("?")[0]).view_name).zone == "case"
    }
    if os.environ.get("FRISTED_WRITE_BASELINE"):
        BASELINE.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")
    assert found == json.loads(BASELINE.read_text("utf-8"))
    assert {name for name, number in found.items() if number > MOST} <= OF_OVERSIGHT | STILL_MORE


def test_a_page_that_asks_once_more_is_seen(references: dict[str, str]) -> None:
    client, asked = visitor("aud"), connections["default"].cursor
    few = questions(client, "/cases/")
    client.get("/cases/")
    with counted() as found:
        client.get("/cases/")
        asked().execute("SELECT 1")
    assert len(found) == few + 1
