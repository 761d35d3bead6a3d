"""Whatever breaks: the page says a number, the log says where, neither says the value; no mail tells."""

from __future__ import annotations

import ast
import io
import logging
from collections.abc import Callable, Iterator
from datetime import date
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError
from django.http import HttpRequest
from django.test import Client
from django.urls import get_resolver

import fristed
from fristed.casework.cases.actions import register_case
from fristed.foundation.logs import AllowedLines
from fristed.foundation.notifying.mails import the_mail
from fristed.interfaces.web import middleware
from fristed.interfaces.web.pages import cases
from tests.spec.cast import AUD, at_ten, plain_case
from tests.unit.interfaces.web.visitors import text_of, visitor

pytestmark = pytest.mark.django_db
CANARY = "Kanarifugl Uvanlig Navnsen"
DAY = date(2026, 11, 2)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger writes, as it would go out."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(AllowedLines())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def failing(kind: type[Exception]) -> Callable[..., Any]:
    def fail(*_args: Any, **_named: Any) -> Any:
        held_in_the_frame = CANARY
        raise kind(held_in_the_frame)

    return fail


def forgiving(username: str) -> Client:
    """Give a browser that shows what a visitor would see when something breaks."""
    client = visitor(username)
    client.raise_request_exception = False
    return client


LAYERS = {
    "query": (cases, "case_page", RuntimeError),
    "database": (cases, "work_on", DatabaseError),
    "shaping": (cases, "shown_case", KeyError),
    "template": (cases, "render", ValueError),
    "middleware": (middleware, "actor_of", TypeError),
}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_fault_in_any_layer_shows_a_number_and_nothing_of_the_case(
    layer: str, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = register_case(draft=plain_case("MR", DAY), by=AUD, at=at_ten(DAY)).reference
    module, name, kind = LAYERS[layer]
    client = forgiving("aud")
    monkeypatch.setattr(module, name, failing(kind))
    answer = client.get(f"/cases/{reference}/?q={CANARY}", headers={"Referer": f"http://testserver/{CANARY}"})
    assert answer.status_code == 500
    [line] = [one for one in log.getvalue().splitlines() if '"event": "fault"' in one]
    number = line.split('"fault": "')[1].split('"')[0]
    assert number in text_of(answer)
    assert kind.__name__ in line
    assert '"route": "case-detail"' in line
    for told in (log.getvalue(), text_of(answer), str(answer.headers)):
        assert "Kanari" not in told
        assert reference not in told
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_request_is_noted_by_route_without_question_sender_body_or_reference(log: io.StringIO) -> None:
    reference = register_case(draft=plain_case("MR", DAY), by=AUD, at=at_ten(DAY)).reference
    client = visitor("aud")
    client.get(f"/cases/{reference}/?q={CANARY}", headers={"Referer": f"http://testserver/{CANARY}"})
    client.post(f"/cases/{reference}/contact/", {"on_date": CANARY})
    client.get(f"/no-such-page/{CANARY}/")
    told = log.getvalue()
    assert '"route": "case-detail"' in told
    assert '"route": "case-contact"' in told
    assert '"status": 404' in told
    assert "Kanari" not in told
    assert reference not in told


def test_the_title_of_a_case_page_tells_neither_reference_nor_concern() -> None:
    reference = register_case(draft=plain_case("MR", DAY), by=AUD, at=at_ten(DAY)).reference
    client = visitor("aud")
    titles = set()
    for step in ("", "contact/", "concern/", "agencies/", "details/", "correct/", "close/"):
        page = text_of(client.get(f"/cases/{reference}/{step}"))
        title = page.split("<title>")[1].split("</title>")[0]
        assert reference not in title
        assert "kontroll" not in title.lower()
        titles.add(title)
    assert len(titles) > 1


@pytest.mark.ci
def test_no_fault_is_mailed_and_one_place_alone_could_send_a_mail(settings: Any, log: io.StringIO) -> None:
    client = forgiving("aud")
    settings.ADMINS = [("Finn", "finn@example.org")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(middleware, "actor_of", failing(RuntimeError))
        assert client.get("/cases/").status_code == 500
    assert mail.outbox == []
    mailing = []
    for path in Path(fristed.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            of = [getattr(node, "module", None) or "", *names]
            mailing += [
                f"{path.parent.name}/{path.name}"
                for name in of
                if name.startswith(("django.core.mail", "smtplib"))
            ]
    # The one place takes its words from ``mails.py``, which is given a language and nothing else.
    assert set(mailing) == {"notifying/actions.py"}
    assert list(signature(the_mail).parameters) == ["language"]


def test_the_page_for_faults_is_ours() -> None:
    answer = get_resolver().resolve_error_handler(500)(HttpRequest())
    assert answer.status_code == 500
