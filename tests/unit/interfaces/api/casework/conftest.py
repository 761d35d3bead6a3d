"""What the tests of the casework API share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _calls_of_its_own(tmp_path: Path, settings: Any) -> None:
    """Count the calls of each test by themselves: accounts have the same numbers in all of them."""
    place = str(tmp_path / "calls")
    settings.CALLS = place
    settings.CACHES = {**settings.CACHES, "calls": {**settings.CACHES["calls"], "LOCATION": place}}
