"""``fristed race_sessions``: end sessions while their pages are being made, to prove something."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from fristed.foundation.identity.actions import create_account
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import is_missing
from fristed.interfaces.cli.proofs.racing_sessions import run


class Command(FristedCommand):
    """Run the races; the proof ``sessions-revoked`` starts this in a directory of its own."""

    help = "Race reading against the ending of sessions; only in an empty data directory."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add how many races, and which fault is planted."""
        super().add_arguments(parser)
        parser.add_argument("--races", type=int, default=200, help="how many races")
        parser.add_argument("--fault", choices=("", "no-second-look"), default="", help="plant a fault")

    def handle(self, *, races: int, fault: str, **options: Any) -> None:
        """Make an account, run, and print what was found."""
        if not settings.DATA.is_dir() or not is_missing():
            raise CommandError("This is for an empty data directory of its own.", returncode=1)
        call_command("migrate", verbosity=0)
        actor = create_account(
            username="racer",
            display_name="Racer",
            service="KT",
            roles=["case_worker"],
            password=secrets.token_urlsafe(24),
            by=SYSTEM,
            at=door_clock(),
        )
        found = run(races=races, actor=actor, by=SYSTEM, clock=door_clock, fault=fault)
        record = {
            "races": found.races,
            "given": found.given,
            "under_way": found.under_way,
            "late": found.late,
        }
        self.stdout.write(json.dumps(record))
