"""What the tests of access share."""

from __future__ import annotations

import pytest

from fristed.interfaces.web import middleware
from tests.unit.interfaces.web.visitors import AT


@pytest.fixture(autouse=True, scope="session")
def _pages_are_built(front_end: None) -> None:
    """Stop at once where the web pages have not been built."""


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every test happen on the same day, whatever day it is run on."""
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)
