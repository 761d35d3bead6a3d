"""``fristed outreach``: count, protect and store the statistics of outreach of a year."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.commands import FristedCommand, add_year_and_policy, door_clock
from fristed.statistics.outreach.computing import compute_outreach
from fristed.statistics.outreach.protecting import OutreachNotSafe
from fristed.statistics.outreach.refusals import OutreachRefused


class Command(FristedCommand):
    """Compute the numbers of the work that is no case, of a year, once."""

    help = "Count, protect and store the statistics of outreach of a year that is over."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the year and the policy."""
        super().add_arguments(parser)
        add_year_and_policy(parser)

    def handle(self, *, year: int, policy: str, **options: Any) -> None:
        """Compute, or say why not."""
        try:
            compute_outreach(year=year, policy=policy, data=settings.DATA, by=SYSTEM, at=door_clock())
        except (OutreachRefused, OutreachNotSafe) as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        self.say(f"Stored the statistics of outreach of {year} under {policy}.")
