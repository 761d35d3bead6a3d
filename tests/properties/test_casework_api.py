"""The casework API keeps to its description whatever it is asked, on both databases; all checks are on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fristed.interfaces.cli.proofs.apart import environment_of
from fristed.interfaces.cli.proofs.clusters import own_cluster

SIZE = 5
"""Requests drawn for each operation, beside those that the description leads to, and walks by links."""
WANTED = {"200", "201", "400", "401", "404", "405", "415", "422"}
"""Answers without which nothing much was asked."""
ROOM = Path(__file__).resolve().parents[2]


def asked(environment: dict[str, str]) -> dict[str, Any]:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.properties.asking_everything", str(SIZE)],
        env={**environment, "FRISTED_ALLOWED_HOSTS": "*", "PYTHONPATH": str(ROOM)},
        cwd=ROOM,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return found


def require_sound(found: dict[str, Any]) -> None:
    assert found["faults"] == []
    assert found["statuses"].keys() >= WANTED
    assert all(found["asked"][phase] for phase in ("coverage", "fuzzing", "stateful"))


@pytest.mark.ci
def test_nothing_is_found_on_sqlite(tmp_path: Path) -> None:
    require_sound(asked(environment_of(tmp_path)))


@pytest.mark.ci
def test_nothing_is_found_on_postgresql(tmp_path: Path) -> None:
    with own_cluster("fristed", "fristed_keys") as cluster:
        more = {
            "FRISTED_DATABASE_URL": cluster.address("fristed"),
            "FRISTED_KEYS_DATABASE_URL": cluster.address("fristed_keys"),
        }
        found = asked(environment_of(tmp_path, **more))
    require_sound(found)
