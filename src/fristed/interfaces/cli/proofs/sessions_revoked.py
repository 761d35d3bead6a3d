"""Whether ending somebody's sessions holds at once: no page begun after, and none still being made, is given.

A program of its own serves pages from a data directory that is thrown away, in the very application that the
web server runs. In each race some visitors of one session read without pause while the session is ended. What
was finished before the ending returned may be on its way; anything later must show nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.proofs.measured import Measured

FULL, QUICK = 10_000, 200
"""How many races are run."""


def sessions_revoked(command: FristedCommand, *, quick: bool) -> Measured:
    """Run races between reading and ending the session; count the pages given too late."""
    with TemporaryDirectory() as data:
        found = run_races(Path(data), races=QUICK if quick else FULL)
    command.say(
        f"{found['races']} races, {found['given']} pages given before, "
        f"{found['under_way']} being made when the sessions ended."
    )
    reason = "" if found["under_way"] else "no page was being made when a session ended"
    late = found["late"] if found["under_way"] else 1
    return Measured(late, "pages given after", found["races"], FULL, reason)


def run_races(data: Path, *, races: int, fault: str = "") -> dict[str, Any]:
    """Run the program in a data directory of its own, on SQLite; ``fault`` plants one.

    Raises
    ------
    CommandError
        If the program itself fails.
    """
    apart = ("FRISTED_DATABASE_URL", "FRISTED_KEYS_DATABASE_URL", "FRISTED_ROOT_KEY_FILE")
    environment = {name: value for name, value in os.environ.items() if name not in apart}
    words = ["race_sessions", f"--races={races}", *([f"--fault={fault}"] if fault else [])]
    ended = subprocess.run(
        [*settings.COMMAND_LINE, *words],
        env={**environment, "FRISTED_DATA": str(data), "FRISTED_SECOND_FACTOR": "offered"},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise CommandError(f"The races did not run: {ended.stderr[-500:]}", returncode=1)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found
