"""``fristed prove``: measure what Fristed promises."""

from __future__ import annotations

import json
from time import perf_counter
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.proofs.evidence import keep, kept, stamped, write_page
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
        parser.add_argument(
            "--again", action="store_true", help="with --all: measure anew what was kept, too"
        )
        parser.add_argument(
            "--write", action="store_true", help="write the rows into docs/security/evidence.md"
        )

    def handle(
        self, *, property: str | None, quick: bool, json: bool, again: bool, write: bool, **options: Any
    ) -> None:
        """Measure and print one row per property."""
        names = [property] if property else list(PROPERTIES)
        rows = [self.row_of(name, quick=quick, again=again or bool(property)) for name in names]
        self.stdout.write(as_json(rows) if json else as_lines(rows))
        if write:
            self.say(f"Written into {write_page(rows)}.")
        if not all(row["held"] for row in rows):
            raise CommandError("Not every property held.", returncode=1)

    def row_of(self, name: str, *, quick: bool, again: bool) -> dict[str, Any]:
        """Give what was kept of a full run of this very program, or measure; one that fails is a row, too."""
        found = None if quick or again else kept(name)
        if found:
            self.say(f"{name} was measured on {found['date']} with this program; it is not measured again.")
            return found
        row = stamped(self.measured(name, quick=quick), at=door_clock(), quick=quick)
        if not quick:
            keep(row)
        return row

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
        f"among {row['size']} (target {row['target_size']}) in {row['seconds']} s {row['reason']}".rstrip()
        for row in rows
    )
