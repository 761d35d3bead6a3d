"""``fristed due``: do what falls due by the clock, once, by hand."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import require_ready_database
from fristed.interfaces.cli.due import run_due


class Command(FristedCommand):
    """Fire alarms and reminders that are due, and send mails."""

    help = "Do once what the task worker does each minute: alarms, reminders, mails."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add that it is done once, and how it is told."""
        super().add_arguments(parser)
        parser.add_argument("--once", action="store_true", help="once; the only way, said for clarity")
        parser.add_argument("--json", action="store_true", help="print what was done as JSON")

    def handle(self, **options: Any) -> None:
        """Go through the list, and end with 1 where something could not be done."""
        require_ready_database()
        found = run_due(at=door_clock())
        if options["json"]:
            self.stdout.write(json.dumps([asdict(ran) for ran in found]))
        else:
            for ran in found:
                self.stdout.write(f"{ran.name}: {ran.failed or ran.many}")
        if any(ran.failed for ran in found):
            raise CommandError("Not everything that was due could be done.", returncode=1)
