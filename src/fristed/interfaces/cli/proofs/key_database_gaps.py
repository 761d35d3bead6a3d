"""The two gaps between the key database and the main one: killed in each, nothing is lost and nothing left.

A program of its own seals and shreds in a data directory that is thrown away. Children of it are killed
(SIGKILL): at a point between the two commits, and anywhere. After each, every row must have its key and open,
every sealing that was acknowledged must be there, and what is left over must be swept after an hour.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.proofs.apart import answer_of, environment_of
from fristed.interfaces.cli.proofs.measured import Measured

FULL, QUICK = 400, 40
"""How many children are killed."""


def key_database_gaps(command: FristedCommand, *, quick: bool) -> Measured:
    """Kill between the two commits and anywhere; count rows without a key, lost sealings, keys left over."""
    with TemporaryDirectory() as data:
        found = run_program(Path(data), kills=QUICK if quick else FULL)
    command.say(f"{found['killed']} killed, {found['acknowledged']} sealings acknowledged.")
    return Measured(len(found["faults"]), "faults", found["killed"], FULL, "; ".join(found["faults"][:3]))


def run_program(data: Path, *, kills: int, fault: str = "") -> dict[str, Any]:
    """Run the program in a data directory of its own, on SQLite; ``fault`` plants one.

    Raises
    ------
    CommandError
        If the program itself fails.
    """
    return answer_of(environment_of(data), "crash_keys", f"--kills={kills}", fault=fault)
