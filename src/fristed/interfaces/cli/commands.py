"""What our commands share: options, the clock of the door, and errors that end with the right code."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from fristed.foundation.demo_mark import InUse, OnlyInADemo
from fristed.foundation.identity.rules import NotPermitted
from fristed.statistics.releases.policies import POLICY_IDS


class FristedCommand(BaseCommand):
    """A command with ``--data`` that says what was wrong in one line and ends with 1."""

    requires_system_checks: list[str] = []  # noqa: RUF012  Django's own attribute, read by its base class

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the data directory, which settings have already read."""
        parser.add_argument("--data", type=Path, default=settings.DATA, help="data directory")

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run, and turn a refusal into one line on standard error."""
        try:
            return super().execute(*args, **options)
        except (InUse, OnlyInADemo, NotPermitted) as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        except BrokenPipeError:
            # The reader has seen enough, as `head` has; nothing more is written, not even at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None

    def say(self, text: str) -> None:
        """Tell how far the work has come, on standard error."""
        self.stderr.write(text, self.style.SUCCESS if self.stderr.isatty() else None)


def add_year_and_policy(parser: CommandParser) -> None:
    """Add ``--year`` and ``--policy``."""
    parser.add_argument("--year", type=int, required=True, help="report year")
    parser.add_argument("--policy", choices=POLICY_IDS, default="safe", help="publication policy")


def door_clock() -> datetime:
    """Read the clock; a door does so once and passes the time on."""
    return datetime.now(UTC)  # noqa: TID251  this is the door
