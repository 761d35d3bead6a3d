"""What the tests of the door for programs share."""

from __future__ import annotations

from pathlib import Path

import pytest

from fristed.interfaces.web import middleware
from tests.unit.interfaces.web.visitors import AT


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: object) -> None:
    """Let every test happen on the same day, in a data directory that is not a demo."""
    monkeypatch.setattr(middleware, "door_clock", lambda: AT)
    settings.DATA = tmp_path  # type: ignore[attr-defined]
