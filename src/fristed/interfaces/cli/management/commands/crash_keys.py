"""``fristed crash_keys``: seal and shred in an empty data directory, and be killed; for a proof only."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.database import is_missing
from fristed.interfaces.cli.proofs.killing import FAULTS, kill_again_and_again


class Command(FristedCommand):
    """Run the children that are killed, and tell what was found; never where there is a register."""

    help = "Seal and shred in an empty data directory, killed again and again (used by `fristed prove`)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add how often, and a fault to plant."""
        super().add_arguments(parser)
        parser.add_argument("--kills", type=int, default=40, help="how many children are killed")
        parser.add_argument("--fault", choices=FAULTS, default="", help="plant a fault, to prove the proof")

    def handle(self, *, kills: int, fault: str, **options: Any) -> None:
        """Set up, run, print JSON."""
        if not settings.DATA.is_dir() or not is_missing():
            raise CommandError("This is for an empty data directory of its own.", returncode=1)
        call_command("migrate", verbosity=0)
        self.stdout.write(json.dumps(kill_again_and_again(kills, fault=fault)))
