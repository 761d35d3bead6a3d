"""``fristed forms``: print and keep the forms of a published version, in a program of its own."""

from __future__ import annotations

from json import dumps
from typing import Any

from django.core.management.base import CommandParser

from fristed.interfaces.cli.commands import FristedCommand, add_year_and_policy
from fristed.interfaces.cli.printing import PrintingRefused, print_forms


class Command(FristedCommand):
    """Print and keep the forms."""

    help = "Print a published version in every form and keep the files with their hashes."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add year, policy, version and the form of the answer."""
        super().add_arguments(parser)
        add_year_and_policy(parser)
        parser.add_argument("--version-number", type=int, required=True, help="version that is printed")
        parser.add_argument("--json", action="store_true", help="what was kept, or why not, as JSON")

    def handle(self, *, year: int, policy: str, version_number: int, json: bool, **options: Any) -> None:
        """Print and say what was kept, or why it was refused."""
        try:
            outcome = print_forms(year=year, policy=policy, version=version_number)
        except PrintingRefused as refusal:
            if json:
                self.stdout.write(dumps({"refused": refusal.reason}))
            raise
        if json:
            self.stdout.write(dumps({"forms": outcome}))
        self.say(f"The forms of {year} {policy}, version {version_number}: {outcome}.")
