"""``fristed numbers``: every number of the running text, by its definition, as one release prints it."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandParser

from fristed.interfaces.cli.commands import FristedCommand, add_year_and_policy
from fristed.interfaces.cli.register import release_for
from fristed.statistics.releases.facts import PublishedNumber


def row_of(number: PublishedNumber) -> dict[str, Any]:
    """Give one number as it is printed; for a contradiction also what the source printed."""
    row: dict[str, Any] = {
        "value": number.value,
        "status": number.status,
        "definition": dict(number.definition),
    }
    if number.published is not None and number.status == "contradiction":
        row["published"] = number.published
    return row


class Command(FristedCommand):
    """Print the numbers of the running text."""

    help = "Print the numbers of the running text of a report year under a policy."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add year and policy; the answer is JSON with or without ``--json``."""
        super().add_arguments(parser)
        add_year_and_policy(parser)
        parser.add_argument("--json", action="store_true", help="JSON (the only form)")

    def handle(self, *, year: int, policy: str, **options: Any) -> None:
        """Write ``{id: {value, status, definition}}`` to standard output."""
        numbers = release_for(self, year=year, policy=policy).numbers
        rows = {name: row_of(number) for name, number in numbers.items()}
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
