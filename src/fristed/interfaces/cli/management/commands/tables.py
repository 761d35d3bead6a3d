"""``fristed tables``: the protected tables of one release, as CSV or JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser

from fristed.interfaces.cli.commands import FristedCommand, add_year_and_policy
from fristed.interfaces.cli.register import release_for
from fristed.statistics.releases.facts import PublishedCell

COLUMNS = ("table", "service", "year", "dimension", "category_code", "count", "percent", "flag")


def rows_of(cells: Iterable[PublishedCell]) -> list[dict[str, Any]]:
    """Give each cell as a row of :data:`COLUMNS`; why a cell is hidden stays inside the house."""
    return [{column: asdict(cell)[column] for column in COLUMNS} for cell in cells]


class Command(FristedCommand):
    """Print tables 1-19 of a year under a policy."""

    help = "Print tables 1-19 of a report year under a policy."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add year, policy and format."""
        super().add_arguments(parser)
        add_year_and_policy(parser)
        parser.add_argument("--format", choices=("csv", "json"), default="csv")

    def handle(self, *, year: int, policy: str, format: str, **options: Any) -> None:
        """Write the rows to standard output."""
        rows = rows_of(release_for(self, year=year, policy=policy).cells)
        if format == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        writer = csv.DictWriter(self.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
