"""What the tests of the web door share."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from fristed.interfaces.cli.management.commands import audit
from fristed.interfaces.web import middleware
from tests.unit.interfaces.web.visitors import AT


@pytest.fixture(autouse=True, scope="session")
def _pages_are_built(front_end: None) -> None:
    """Stop at once where the web pages have not been built."""


@pytest.fixture(autouse=True)
def _own_data_directory(tmp_path: Path, settings: object) -> None:
    """Give each test a data directory of its own that is not a demo."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _bokmal() -> None:
    """Begin each test in the language the site begins in."""
    translation.activate("nb")


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test happen on the same day, whatever day it is run on, through both of its doors."""
    for door in (middleware, audit):
        monkeypatch.setattr(door, "door_clock", lambda: AT)
