"""``fristed check-certificate``: check the certificate of a print by a policy, without a solver."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.commands import FristedCommand
from fristed.methods.disclosure.certificate import check_certificate
from fristed.methods.disclosure.print_reading import read_print
from fristed.statistics.releases.policies import POLICY_IDS, policy
from fristed.statistics.releases.rules import rule_of


class Command(FristedCommand):
    """Say what is wrong with a certificate, one line each; end with 1 if anything is."""

    help = "Check a certificate against its print; ends with 0 only if it shows the print to be safe."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the two files and the policy to check by."""
        super().add_arguments(parser)
        parser.add_argument("printed", type=Path, metavar="PRINT", help="the print, as downloaded")
        parser.add_argument("certificate", type=Path, metavar="CERTIFICATE", help="its certificate")
        parser.add_argument("--policy", choices=POLICY_IDS, default="safe", help="publication policy")
        parser.add_argument(
            "--exempt", action="append", default=[], metavar="CELL", help="small cell that may be printed"
        )

    def handle(
        self, *, printed: Path, certificate: Path, policy: str, exempt: list[str], **options: Any
    ) -> None:
        """Check, and say what was found."""
        faults = _faults(_text(printed), _text(certificate), policy, exempt)
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError("The certificate does not show that the print is safe.", returncode=1)
        self.stdout.write(f"The certificate shows that the print is safe by the policy {policy}.")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise CommandError(f"{path.name} cannot be read.", returncode=2) from fault


def _faults(printed: str, certificate: str, name: str, exempt: list[str]) -> list[str]:
    try:
        what, made = read_print(printed), json.loads(certificate)
    except (ValueError, RecursionError) as fault:
        raise CommandError(f"This is no print and certificate: {fault}", returncode=2) from fault
    asked = policy(name)
    return check_certificate(
        what, made, rule_of(asked), policy=(asked.id, asked.version), exempt=frozenset(exempt)
    )
