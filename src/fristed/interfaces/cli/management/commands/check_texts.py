"""``fristed check_texts``: hold all texts of a report against its hidden counts, in a program of its own."""

from __future__ import annotations

from json import dumps
from typing import Any

from django.core.management.base import CommandParser

from fristed.interfaces.cli.checking import CheckRefused, check_now
from fristed.interfaces.cli.commands import FristedCommand


class Command(FristedCommand):
    """Check the texts of a report together."""

    help = "Hold all texts of a year's report against its hidden counts, as an editor has asked."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the year and the form of the answer."""
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, required=True, help="year of the report")
        parser.add_argument("--json", action="store_true", help="how many were found, or why not, as JSON")

    def handle(self, *, year: int, json: bool, **options: Any) -> None:
        """Check, and say how many typed numbers give something away."""
        try:
            found = check_now(year)
        except CheckRefused as refusal:
            if json:
                self.stdout.write(dumps({"refused": refusal.reason}))
            raise
        if json:
            self.stdout.write(dumps({"found": len(found)}))
        self.say(f"{len(found)} typed numbers in the texts of {year} give something away.")
