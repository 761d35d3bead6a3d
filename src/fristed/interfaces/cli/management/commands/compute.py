"""``fristed compute``: count, protect and store one release, in a program of its own."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from fristed.interfaces.cli.commands import FristedCommand, add_year_and_policy
from fristed.interfaces.cli.register import compute_now


class Command(FristedCommand):
    """Compute and store a release."""

    help = "Count, protect and store the release of a year under a policy."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add year and policy."""
        super().add_arguments(parser)
        add_year_and_policy(parser)

    def handle(self, *, year: int, policy: str, **options: Any) -> None:
        """Compute and say what was stored."""
        release = compute_now(year=year, policy=policy)
        self.say(f"Stored release {release.year} {release.policy}.")
