"""Machines for the tests of backups: data directories in which programs of their own run."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings

APART = (
    "FRISTED_DATABASE_URL",
    "FRISTED_KEYS_DATABASE_URL",
    "FRISTED_ROOT_KEY_FILE",
    "FRISTED_TRAIL_KEY_FILE",
)
FILLING = """
import django; django.setup()
from datetime import UTC, datetime
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.vault.planting import planted
planted([f"text {n}" for n in range(20)], service="MR", by=SYSTEM, at=datetime(2026, 3, 2, tzinfo=UTC))
"""


@dataclass(frozen=True)
class Machine:
    """A data directory, and the environment of the programs that run in it."""

    data: Path
    environment: dict[str, str]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command; give how it ended."""
        return subprocess.run(
            [*settings.COMMAND_LINE, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def python(self, text: str) -> None:
        """Run some lines."""
        subprocess.run([settings.COMMAND_LINE[0], "-c", text], env=self.environment, check=True)


def machine(data: Path, **more: str) -> Machine:
    """Give a machine with this data directory."""
    kept = {name: value for name, value in os.environ.items() if name not in APART}
    named = {"FRISTED_DATA": str(data), "DJANGO_SETTINGS_MODULE": "fristed.config.settings"}
    return Machine(data, {**kept, **named, **more})


def filled(data: Path, **more: str) -> Machine:
    """Give a machine with accounts, sealed fields, a trail and a printed file."""
    data.mkdir()
    found = machine(data, **more)
    assert found.run("migrate").returncode == 0
    found.python(FILLING)
    (data / "report").mkdir()
    (data / "report" / "report.pdf").write_bytes(b"%PDF printed")
    return found


def empty(data: Path, *, like: Machine, **more: str) -> Machine:
    """Give an empty machine to which the root key has been carried."""
    data.mkdir()
    shutil.copy2(like.data / "root_key", data)
    return machine(data, **more)


def key_pair(file: Path) -> str:
    """Make a key of age in a file; give its public half."""
    identity: Any = pyrage.x25519.Identity.generate()
    file.write_text(f"# a key for this test\n{identity}\n")
    return str(identity.to_public())


def rows_in(file: Path) -> dict[str, list[Any]]:
    """Give all rows of a SQLite file, in order."""
    with closing(sqlite3.connect(file)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {n: sorted(map(repr, database.execute(f'SELECT * FROM "{n}"'))) for n in names}  # noqa: S608
