"""``fristed prove``: measure what Fristed promises."""

from __future__ import annotations

import json
from time import perf_counter
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.cli.properties import PROPERTIES


class Command(FristedCommand):
    """Measure one property or all; end with 1 unless all held."""

    help = "Measure what Fristed promises; ends with 0 only if everything held."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add which properties to measure."""
        super().add_arguments(parser)
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("property", nargs="?", choices=sorted(PROPERTIES), help="one property")
        which.add_argument("--quick", action="store_true", help="every property, at the size of a quick look")
        which.add_argument("--all", action="store_true", help="every property, at full size")
        parser.add_argument("--json", action="store_true", help="rows as JSON")

    def handle(self, *, property: str | None, quick: bool, json: bool, **options: Any) -> None:
        """Measure and print one row per property."""
        rows = [self.measured(name, quick=quick) for name in ([property] if property else PROPERTIES)]
        self.stdout.write(as_json(rows) if json else as_lines(rows))
        if not all(row["held"] for row in rows):
            raise CommandError("Not every property held.", returncode=1)

    def measured(self, name: str, *, quick: bool) -> dict[str, Any]:
        """Measure one property and the time it took."""
        self.say(f"Measuring {name} …")
        started = perf_counter()
        found = PROPERTIES[name](self, quick=quick)
        return {
            "property": name,
            "held": found.held,
            "figure": found.figure,
            "unit": found.unit,
            "size": found.size,
            "target_size": found.target,
            "seconds": round(perf_counter() - started, 2),
            "reason": found.reason,
        }


def as_json(rows: list[dict[str, Any]]) -> str:
    """Give the rows as JSON."""
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_lines(rows: list[dict[str, Any]]) -> str:
    """Give one line per property."""
    return "\n".join(
        f"{'held ' if row['held'] else 'BROKEN'} {row['property']}: {row['figure']} {row['unit']} "
        f"among {row['size']} in {row['seconds']} s {row['reason']}".rstrip()
        for row in rows
    )
