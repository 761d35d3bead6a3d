"""``fristed outcomes``: count, protect and store the tables of outcomes of a year that has ended."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.statistics.outcomes.computing import compute_outcomes
from fristed.statistics.outcomes.protecting import OutcomesNotSafe
from fristed.statistics.outcomes.refusals import OutcomesRefused


class Command(FristedCommand):
    """Compute the tables of outcomes of a year, once."""

    help = "Count, protect and store the tables of outcomes of a year that has ended."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the year."""
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, required=True, help="a year that has ended")

    def handle(self, *, year: int, **options: Any) -> None:
        """Compute, or say why not."""
        try:
            compute_outcomes(year=year, by=SYSTEM, at=door_clock())
        except (OutcomesRefused, OutcomesNotSafe) as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        self.say(f"Stored the tables of outcomes of {year}.")
