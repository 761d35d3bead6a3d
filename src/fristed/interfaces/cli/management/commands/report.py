"""``fristed report``: print the annual report of one release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from fristed.interfaces.cli.commands import FristedCommand, add_year_and_policy
from fristed.interfaces.cli.register import print_edition, release_to_print
from fristed.methods.classifications import LANGUAGES, Language
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
        said = "bokmål unless another is given; may be given several times"
        parser.add_argument("--language", choices=LANGUAGES, action="append", help=said)

    def handle(
        self,
        *,
        year: int,
        policy: str,
        out: Path,
        format: list[str] | None,
        language: list[Language] | None,
        **options: Any,
    ) -> None:
        """Write the files and say where they lie."""
        release = release_to_print(self, year=year, policy=policy)
        languages: tuple[Language, ...] = tuple(dict.fromkeys(language or ("nb",)))
        for path in print_edition(release, out=out, formats=tuple(format or FORMATS), languages=languages):
            self.stdout.write(str(path))
