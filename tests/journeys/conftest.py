"""What the journeys share: one site and one browser for all, and nothing that leaves this machine."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browsing import Watch, browser
from tests.journeys.site import Site, fill, serving


def filled_once(*, beside: Path) -> Path:
    """Fill a demo in the directory that the workers share, or wait for the one who does."""
    place = beside / "filled"
    ready = place.with_suffix(".ready")
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(mode=0o700)
            fill(place)
            ready.touch()
    return place


def own_copy(places: pytest.TempPathFactory) -> Path:
    """Copy the filled demo to a directory of one's own."""
    data: Path = places.mktemp("site") / "data"
    own = places.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    shutil.copytree(filled_once(beside=shared), data)
    return data


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A filled demo, served; it is filled once in a run and each worker has a copy of its own."""
    with serving(own_copy(tmp_path_factory)) as running:
        yield running


@pytest.fixture(scope="module")
def site_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A filled demo for one file of journeys alone, where nobody else registers anything."""
    with serving(own_copy(tmp_path_factory)) as running:
        yield running


@pytest.fixture(scope="module")
def watched_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A filled demo for one file of journeys alone, which keeps what it gives to whom."""
    with serving(own_copy(tmp_path_factory), "tests.journeys.watched") as running:
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
