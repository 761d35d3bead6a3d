"""``fristed export-cases``: take the coded rows of one service's register out, with a purpose."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import override

from fristed.casework.cases.rules import GUIDELINE_SINCE, day_of
from fristed.casework.exchange.actions import export_cases
from fristed.casework.exchange.exporting import ExportRefused
from fristed.casework.exchange.template import FORMS
from fristed.foundation.identity.queries import system_in
from fristed.foundation.identity.rules import REGISTERING_SERVICES
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import require_ready_database


class Command(FristedCommand):
    """Export coded rows: no reference, no day, no text."""

    help = (
        "Write the coded rows of a service's register to an .xlsx or .csv file. The purpose stands in the "
        "file and is kept; the audit trail tells that rows were taken out."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add whose rows, what for, which years, and where to."""
        super().add_arguments(parser)
        parser.add_argument("--service", choices=sorted(REGISTERING_SERVICES), required=True)
        parser.add_argument("--purpose", required=True, help="what the rows shall be used for, in words")
        parser.add_argument("--out", type=Path, required=True, help=".xlsx or .csv file to write")
        parser.add_argument("--year", type=int, action="append", help="repeatable; every year if left out")
        parser.add_argument("--json", action="store_true", help="what was written, as JSON")

    def handle(
        self,
        *,
        service: str,
        purpose: str,
        out: Path,
        year: list[int] | None,
        json: bool,
        **options: Any,
    ) -> None:
        """Write the file."""
        require_ready_database()
        at = door_clock()
        form = out.suffix.lower().removeprefix(".")
        if form not in FORMS:
            raise CommandError("Rows are written to an .xlsx or a .csv file.", returncode=2)
        years = year or range(GUIDELINE_SINCE.year, day_of(at).year + 1)
        with override("en"):
            try:
                file = export_cases(
                    years=years, purpose=purpose, form=form, service=service, by=system_in(service), at=at
                )
            except ExportRefused as refusal:
                raise CommandError(str(refusal), returncode=1) from refusal
        out.write_bytes(file.content)
        if json:
            self.stdout.write(dumps({"file": str(out), "service": service, "rows": file.rows}))
        self.say(f"{out}: {file.rows} rows.")
