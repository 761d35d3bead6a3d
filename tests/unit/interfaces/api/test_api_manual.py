"""The examples of the reference page are run, here by a client that needs no network."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from fristed.config import settings as as_installed
from fristed.interfaces.api.calls import SECONDS
from fristed.interfaces.api.forms import FORMS
from fristed.interfaces.api.parts import MOST_CELLS
from tests.unit.interfaces.api.shelves import full_release, publish

PAGE = Path(__file__).resolve().parents[4] / "docs" / "reference" / "statistics-api.md"
MANUAL = PAGE.read_text("utf-8")
HERE = "http://127.0.0.1:8000"
EXAMPLES = re.findall(r"^curl .*$", MANUAL, re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A line of the page, taken apart."""

    words: list[str]

    @property
    def address(self) -> str:
        return next(word for word in self.words if word.startswith(HERE))

    @property
    def body(self) -> str:
        return self.words[self.words.index("-d") + 1] if "-d" in self.words else ""

    def told(self) -> HttpResponse:
        path = self.address.removeprefix(HERE)
        if self.body:
            return Client().post(path, self.body, content_type="application/json")
        return Client().get(path)


@pytest.mark.django_db
@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_of_the_page_is_answered(line: str) -> None:
    publish(full_release())
    answer = Example(shlex.split(line)).told()
    assert answer.status_code == 200
    assert answer.content


def test_the_page_says_what_the_door_does() -> None:
    assert len(EXAMPLES) == 8
    assert f"{MOST_CELLS:,} cells" in MANUAL
    assert f"({as_installed.API_CALLS} in {SECONDS} seconds)" in MANUAL
    for form in FORMS:
        assert f"`{form}`" in MANUAL
