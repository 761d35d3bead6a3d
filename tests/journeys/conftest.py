"""What the journeys share: one site and one browser for all, and nothing that leaves this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Watch, browser
from tests.journeys.site import Site, fill, serving


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A filled demo, served."""
    data: Path = tmp_path_factory.mktemp("site")
    fill(data)
    with serving(data) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running browser."""
    with browser() as started:
        yield started


@pytest.fixture
def watch() -> Iterator[Watch]:
    """A watch that must have seen nothing when the journey ends."""
    watching = Watch()
    yield watching
    assert watching.outside == []
    assert watching.faults == []
