"""``fristed report``: print the annual report of one release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from fristed.interfaces.cli.commands import FristedCommand, add_year_and_policy
from fristed.interfaces.cli.register import print_edition, release_to_print
from fristed.statistics.annual_report.actions import FORMATS


class Command(FristedCommand):
    """Write the report files of a year under a policy."""

    help = "Print the annual report of a year under a policy."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add year, policy, place and formats."""
        super().add_arguments(parser)
        add_year_and_policy(parser)
        parser.add_argument("--out", type=Path, required=True, help="directory for the files")
        parser.add_argument("--format", choices=FORMATS, action="append", help="may be given several times")

    def handle(self, *, year: int, policy: str, out: Path, format: list[str] | None, **options: Any) -> None:
        """Write the files and say where they lie."""
        release = release_to_print(self, year=year, policy=policy)
        for path in print_edition(release, out=out, formats=tuple(format or FORMATS)):
            self.stdout.write(str(path))
