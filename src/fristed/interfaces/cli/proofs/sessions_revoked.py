"""Whether ending somebody's sessions holds at once: no page begun after, and none still being made, is given.

A program of its own serves pages from a data directory that is thrown away, in the very application that the
web server runs. In each race some visitors of one session read without pause while the session is ended. What
was finished before the ending returned may be on its way; anything later must show nothing.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.proofs.apart import answer_of, environment_of
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
    environment = environment_of(data, FRISTED_SECOND_FACTOR="offered")
    return answer_of(environment, "race_sessions", f"--races={races}", fault=fault)
