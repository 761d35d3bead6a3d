"""``fristed catalogues``: extract, compile and check the translations, without the gettext programs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.commands import FristedCommand
from fristed.interfaces.web.catalogues import compile_all, extract_all, faults


class Command(FristedCommand):
    """Keep the translations in step with what the pages say."""

    help = "Extract, compile and check the translation catalogues."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what to do; several may be asked for at once."""
        super().add_arguments(parser)
        parser.add_argument("--extract", action="store_true", help="bring the catalogues up to date")
        parser.add_argument("--check", action="store_true", help="find what is missing, left over or fuzzy")
        parser.add_argument("--compile", action="store_true", help="compile what the site reads")

    def handle(self, **options: Any) -> None:
        """Do what was asked, in the order extract, check, compile."""
        if not (options["extract"] or options["check"] or options["compile"]):
            raise CommandError("Say --extract, --check or --compile.", returncode=2)
        if options["extract"]:
            extract_all()
        if options["check"]:
            self.check_all()
        if options["compile"]:
            self.say(f"{compile_all()} catalogues compiled.")

    def check_all(self) -> None:
        """Print each fault on a line of its own; end with 1 when there is any."""
        found = faults()
        for fault in found:
            self.stdout.write(f"{fault.language}: {fault.what}: {fault.message}")
        if found:
            raise CommandError(f"{len(found)} faults in the catalogues.", returncode=1)
        self.say("The catalogues are whole.")
