"""``fristed trial``: one trial of a proof, in an empty data directory; used by ``fristed prove``."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from fristed.foundation.backups.engines import is_empty
from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.proofs.trials import FAULTS, TRIALS


class Command(FristedCommand):
    """Run one trial and print what was found; never where there is a register."""

    help = "Run one trial in an empty data directory of its own (used by `fristed prove`)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add which trial, how much of it, and a fault to plant."""
        super().add_arguments(parser)
        parser.add_argument("name", choices=sorted(TRIALS), help="which trial")
        parser.add_argument("--size", type=int, required=True, help="how much of it")
        parser.add_argument("--fault", choices=FAULTS, default="", help="plant a fault, to prove the proof")

    def handle(self, *, name: str, size: int, fault: str, **options: Any) -> None:
        """Set up, run, print JSON."""
        if not settings.DATA.is_dir() or not all(is_empty(one) for one in settings.DATABASES.values()):
            raise CommandError("This is for an empty data directory of its own.", returncode=1)
        call_command("migrate", verbosity=0)
        self.stdout.write(json.dumps(TRIALS[name](size, fault)))
