"""A client may make so many calls in a minute and no more, whichever process answers."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory

from fristed.interfaces.api.calls import SECONDS, client_of, require_calls_left
from fristed.interfaces.api.problems import Problem
from fristed.interfaces.web import middleware
from tests.unit.interfaces.web.visitors import AT

LIMIT = 3
MINUTE = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _few_calls(settings: Any, tmp_path: Path) -> None:
    """Allow few calls, counted in a directory of the test's own."""
    place = str(tmp_path / "calls")
    settings.API_CALLS, settings.CALLS = LIMIT, place
    settings.CACHES = {**settings.CACHES, "calls": {**settings.CACHES["calls"], "LOCATION": place}}


def calls_that_pass(how_many: int, client: str = "198.51.100.7", *, at: datetime = MINUTE) -> int:
    """Give how many of so many calls are let through."""
    passed = 0
    for _ in range(how_many):
        try:
            require_calls_left(client, at=at)
        except Problem:
            continue
        passed += 1
    return passed


def test_a_client_makes_its_calls_and_no_more() -> None:
    assert calls_that_pass(LIMIT + 2) == LIMIT


def test_the_next_minute_begins_anew_and_the_refusal_says_when() -> None:
    late = MINUTE + timedelta(seconds=SECONDS - 7)
    assert calls_that_pass(LIMIT, at=late) == LIMIT
    with pytest.raises(Problem) as refused:
        require_calls_left("198.51.100.7", at=late)
    assert (refused.value.status, refused.value.retry_after_seconds) == (429, 7)
    assert calls_that_pass(1, at=late + timedelta(seconds=6)) == 0
    assert calls_that_pass(1, at=late + timedelta(seconds=7)) == 1


def test_one_client_does_not_use_up_the_calls_of_another() -> None:
    assert calls_that_pass(LIMIT + 1) == LIMIT
    assert calls_that_pass(LIMIT + 1, "198.51.100.8") == LIMIT


IN_A_PROCESS_OF_ITS_OWN = """
import sys
from django.conf import settings
from datetime import datetime
settings.configure(
    API_CALLS=int(sys.argv[1]), CALLS=sys.argv[2], SECRET_KEY="s",
    CACHES={
        "calls": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": sys.argv[2],
        }
    },
)
from fristed.interfaces.api.calls import require_calls_left
from fristed.interfaces.api.problems import Problem
passed = 0
for _ in range(40):
    try:
        require_calls_left("198.51.100.7", at=datetime.fromisoformat(sys.argv[3]))
        passed += 1
    except Problem:
        pass
print(passed)
"""


def test_processes_that_answer_at_the_same_time_count_together(tmp_path: Path) -> None:
    words = [sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN, "50", str(tmp_path), MINUTE.isoformat()]
    programs = [subprocess.Popen(words, stdout=subprocess.PIPE) for _ in range(3)]
    passed = [int(program.communicate()[0]) for program in programs]
    assert sum(passed) == 50


def test_what_is_kept_does_not_say_who_called(tmp_path: Path) -> None:
    calls_that_pass(1)
    kept = [path for path in (tmp_path / "calls").rglob("*") if path.is_file()]
    assert len(kept) == 2
    for path in kept:
        assert "198.51" not in path.name
        assert b"198.51" not in path.read_bytes()


@pytest.mark.parametrize(
    ("direct", "forwarded", "client"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9, 203.0.113.10", "203.0.113.10"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("", "", ""),
        ("127.0.0.1", "not an address", ""),
    ],
)
def test_a_client_is_an_address_and_only_the_trusted_proxy_names_another(
    settings: Any, direct: str, forwarded: str, client: str
) -> None:
    settings.TRUSTED_PROXY = "127.0.0.1"
    request = RequestFactory().get("/", REMOTE_ADDR=direct, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_of(request) == client


@pytest.mark.django_db
def test_whoever_asks_too_often_is_told_in_the_shape_of_every_refusal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)
    answers = [Client().get("/api/v2/config") for _ in range(LIMIT + 1)]
    assert [answer.status_code for answer in answers] == [200] * LIMIT + [429]
    refused = answers[-1]
    said = json.loads(refused.content)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert set(said) == {"type", "title", "status", "detail", "instance"}
    assert (said["status"], said["title"]) == (429, "Too Many Requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= SECONDS
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    told = json.loads(answers[0].content)
    assert (told["maxCallsPerTimeWindow"], told["timeWindow"]) == (LIMIT, SECONDS)


@pytest.mark.django_db
def test_the_catalogue_is_counted_too_and_the_pages_for_people_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)
    assert [Client().get("/catalog.ttl").status_code for _ in range(LIMIT + 1)][-1] == 429
    assert Client().get("/published/").status_code == 200


def test_old_addresses_that_come_in_the_new_way_are_clients_of_their_own() -> None:
    callers = [RequestFactory().get("/", REMOTE_ADDR=f"::ffff:198.51.100.{end}") for end in (7, 8)]
    assert [client_of(request) for request in callers] == ["198.51.100.7", "198.51.100.8"]
