"""The examples of the reference page are run, and what it says of numbers is so."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from fristed.foundation.identity.clients.rules import ANSWERS_KEPT, MOST_TRIES
from fristed.interfaces.api.calls import WRONG_TRIES
from fristed.interfaces.api.casework.addresses import addresses_of_casework
from fristed.interfaces.api.casework.coded import MOST
from fristed.interfaces.api.door import LARGEST_BODY
from fristed.interfaces.web import middleware
from tests.unit.interfaces.api.casework.machines import ROOT, machine
from tests.unit.interfaces.web.visitors import AT

PAGE = Path(__file__).resolve().parents[5] / "docs" / "reference" / "casework-api.md"
MANUAL = PAGE.read_text("utf-8")
HERE = "http://127.0.0.1:8000"
EXAMPLES = re.findall(r"^curl .*$", MANUAL, re.MULTILINE)


@pytest.mark.django_db
def test_every_example_does_what_it_is_there_for(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)
    settings.WEBHOOK_HOSTS = ["archive.example.no"]
    one, names = machine(), {"TOKEN": ""}
    names["TOKEN"] = one.token
    for example in EXAMPLES:
        for name, value in names.items():
            example = example.replace(f"${name}", value)
        words = shlex.split(example)
        given = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
        body = words[words.index("-d") + 1] if "-d" in words else None
        method = words[words.index("-X") + 1] if "-X" in words else "POST" if body else "GET"
        address = next(word for word in words if word.startswith(HERE)).removeprefix(HERE)
        answer = one.browser.generic(
            method, address, body or "", content_type="application/json", headers=given
        )
        assert answer.status_code in (200, 201), (example, answer.content)
        said = json.loads(answer.content)
        if address == f"{ROOT}/cases":
            names["CASE"] = said["reference"]
        if address.endswith("/notes"):
            names["NOTE"] = said["key"]


def test_the_page_names_every_address() -> None:
    for one in addresses_of_casework():
        path = re.sub(r"<(\w+)>", r"{\1}", str(one.pattern))
        assert f"`/{path}`" in MANUAL or f"`/{path.rpartition('/')[2]}`" in MANUAL, path


def test_what_the_page_says_of_numbers_is_so() -> None:
    said = re.sub(r"\s+", " ", MANUAL)
    assert f"after {WRONG_TRIES} in a minute" in said
    assert f"`limit` ({MOST} at most)" in said
    assert f"within {ANSWERS_KEPT.total_seconds() // 3600:.0f} hours" in said
    assert f"larger than {LARGEST_BODY // 1024} kB" in said
    assert f"after {MOST_TRIES} failures" in said
