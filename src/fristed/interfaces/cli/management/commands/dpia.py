"""``fristed dpia``: the assessment of consequences for privacy, written from the configuration of today."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import override

from fristed.casework.cases.rules import day_of
from fristed.foundation.legal_basis.queries import service_state
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import require_ready_database
from fristed.interfaces.web.legal_basis.dpia import as_markdown, assessment_of
from fristed.methods.classifications import LANGUAGES, registering_services


class Command(FristedCommand):
    """Print the text, or write it to a file."""

    help = "Write the assessment of consequences for privacy (DPIA) from the configuration."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add service, day, language and file."""
        super().add_arguments(parser)
        parser.add_argument("--service", choices=sorted(registering_services()), help="one service (all)")
        parser.add_argument("--on", type=date.fromisoformat, help="a day, as 2026-11-29 (today)")
        parser.add_argument("--language", choices=LANGUAGES, default="nb", help="bokmål unless given")
        parser.add_argument("--out", type=Path, help="a file; printed where none is given")

    def handle(
        self, *, service: str | None, on: date | None, language: str, out: Path | None, **_options: Any
    ) -> None:
        """Write the text."""
        require_ready_database()
        day = on or day_of(door_clock())
        services = [service] if service else registering_services()
        states = [service_state(one, on_date=day) for one in services]
        with override(language):
            text = as_markdown(assessment_of(states, on_date=day))
        if out is None:
            self.stdout.write(text, ending="")
        else:
            out.write_text(text, "utf-8")
            self.stdout.write(str(out))
