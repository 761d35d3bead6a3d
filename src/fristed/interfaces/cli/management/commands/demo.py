"""``fristed demo``: a filled register, both editions of the annual report, and the running site."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.addresses import is_loopback
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.demo import REPORT_YEAR, build_demo
from fristed.interfaces.cli.official import SAFE, official_release
from fristed.interfaces.cli.register import compute_now, print_edition
from fristed.statistics.annual_report.actions import FORMATS, WHOLE, report_file_name
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.policies import POLICY_IDS


def code_mark() -> str:
    """Hash all code and data that releases and reports are made from, so that a demo never shows old ones."""
    digest = hashlib.sha256()
    package = settings.CHECKOUT / "src" / "fristed"
    for floor in ("methods", "casework", "statistics"):
        for path in sorted((package / floor).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


class Command(FristedCommand):
    """Build the demo and serve it."""

    help = "Fill a demo register, print the annual report 2024 and serve the site on this machine."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add where to serve."""
        super().add_arguments(parser)
        parser.add_argument("--address", default="127.0.0.1", help="a loopback address")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on")
        parser.add_argument("--no-serve", action="store_true", help="stop when register and report are made")

    def handle(self, *, address: str, port: int, no_serve: bool, **options: Any) -> None:
        """Do what is missing, say where the report lies, then serve."""
        if not is_loopback(address):
            raise CommandError(f"A demo is served on this machine only, not on {address}.", returncode=1)
        build_demo(settings.DATA, say=self.say)
        files, whole = self.report_files(), self.whole_reports()
        for path in files:
            if path.name in whole:
                self.stdout.write(str(path))
        self.say(f"{len(files)} files; those of single chapters, tables and figures lie beside the reports.")
        if not no_serve:
            call_command("serve", address=address, port=port)

    def whole_reports(self) -> set[str]:
        """Give the names of the files that hold a whole report."""
        return {report_file_name(policy, REPORT_YEAR, form) for policy in POLICY_IDS for form in WHOLE}

    def report_files(self) -> list[Path]:
        """Give the files of both editions; print again what is missing or was made by other code."""
        place, mark = settings.DATA / "report", code_mark()
        made_from = place / "made-from.txt"
        known, *names = made_from.read_text().splitlines() if made_from.exists() else [""]
        if known == mark and all((place / name).exists() for name in names):
            return [place / name for name in names]
        files: list[Path] = []
        for policy in POLICY_IDS:
            self.say(f"Counting, protecting and printing the edition «{policy}» …")
            files += print_edition(self.release(policy), out=place, formats=FORMATS)
        made_from.write_text("\n".join([mark, *(path.name for path in files)]))
        return files

    def release(self, policy: str) -> Release:
        """Give what an edition prints: the safe one is official, the other shows what was printed once."""
        if policy == SAFE:
            return official_release(REPORT_YEAR, at=door_clock(), say=self.say)
        return compute_now(year=REPORT_YEAR, policy=policy)
