"""``fristed compute``: count, protect and store one release, in a program of its own."""

from __future__ import annotations

from json import dumps
from typing import Any

from django.core.management.base import CommandParser

from fristed.interfaces.cli.commands import FristedCommand, add_year_and_policy
from fristed.interfaces.cli.register import ReleaseRefused, compute_now


class Command(FristedCommand):
    """Compute and store a release."""

    help = "Count, protect and store the release of a year under a policy."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add year, policy and the form of the answer."""
        super().add_arguments(parser)
        add_year_and_policy(parser)
        parser.add_argument("--frozen", type=int, help="number of the frozen facts to count")
        parser.add_argument("--json", action="store_true", help="what was stored, or why not, as JSON")

    def handle(
        self, *, year: int, policy: str, json: bool, frozen: int | None = None, **options: Any
    ) -> None:
        """Compute and say what was stored, or why it was refused."""
        try:
            release = compute_now(year=year, policy=policy, frozen=frozen)
        except ReleaseRefused as refusal:
            if json:
                self.stdout.write(dumps({"refused": refusal.reason, "about": refusal.about}))
            raise
        if json:
            self.stdout.write(dumps({"stored": [year, policy]}))
        self.say(f"Stored release {release.year} {release.policy}.")
