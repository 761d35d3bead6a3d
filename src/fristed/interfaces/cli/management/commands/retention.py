"""``fristed retention``: what is due for destruction, a list of it for review, and certificates."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.casework.cases.rules import day_of
from fristed.casework.persons.retention import held_in
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import REGISTERING_SERVICES
from fristed.foundation.vault.retention.actions import NothingDue, propose_destruction
from fristed.foundation.vault.retention.certificate import seal_of
from fristed.foundation.vault.retention.classes import retention_classes
from fristed.foundation.vault.retention.rules import Due, destruction_list
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import require_ready_database


class Command(FristedCommand):
    """Show what is due, propose it, or check a certificate. Approving is for people, on the site."""

    help = "List what is due for destruction, propose it for review, or check a certificate."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what to do, for which service, on which day."""
        super().add_arguments(parser)
        does = parser.add_subparsers(dest="does", required=True)
        listed = does.add_parser("list", help="what is due on a day")
        listed.add_argument("--service", choices=sorted(REGISTERING_SERVICES), help="one service")
        listed.add_argument("--on", type=date.fromisoformat, help="a day, as 2026-11-29 (today)")
        listed.add_argument("--propose", action="store_true", help="store it for review, a list per service")
        listed.add_argument("--json", action="store_true", help="as JSON")
        does.add_parser("classes", help="the retention classes, with basis and source")
        check = does.add_parser("check", help="check a certificate against its own hash")
        check.add_argument("file", help="a certificate as JSON")

    def handle(self, *, does: str, **options: Any) -> None:
        """Do one of them."""
        if does == "classes":
            self.classes()
        elif does == "check":
            self.check_certificate(options["file"])
        else:
            require_ready_database()
            self.due(**options)

    def classes(self) -> None:
        """Print the classes."""
        for code, one in retention_classes().items():
            self.stdout.write(
                f"{code}: {one.what}; {one.years} years after {one.event}; {one.people} people. {one.basis}"
            )

    def due(
        self, *, service: str | None, on: date | None, propose: bool, json: bool, **_options: Any
    ) -> None:
        """Print what is due; store it for review where that is asked for."""
        day = on or day_of(door_clock())
        records = []
        for one in [service] if service else sorted(REGISTERING_SERVICES):
            found = destruction_list(held_in(one, on_date=day), on_date=day)
            reference = self.proposed(one, day) if propose and found else None
            records += [_record(due, reference) for due in found]
        self.stdout.write(_as_json(records) if json else "\n".join(_line(one) for one in records))
        self.say(f"{len(records)} due on {day}.")

    def proposed(self, service: str, day: date) -> str | None:
        """Store a list of a service, unless all of it stands on one."""
        try:
            return propose_destruction(
                held=held_in(service, on_date=day), service=service, on_date=day, by=SYSTEM, at=door_clock()
            )
        except NothingDue:
            return None

    def check_certificate(self, file: str) -> None:
        """Compare a certificate with its hash."""
        try:
            with open(file, encoding="utf-8") as opened:  # noqa: PTH123
                content = json.load(opened)
            right = content["sha256"] == seal_of(content)
        except (OSError, ValueError, KeyError, TypeError) as unfit:
            raise CommandError(f"This is no certificate: {unfit}", returncode=1) from unfit
        if not right:
            raise CommandError("The certificate has been changed.", returncode=1)
        self.stdout.write(f"The certificate is as it was made: {len(content['destroyed'])} rows.")


def _record(due: Due, reference: str | None) -> dict[str, Any]:
    return {
        "service": due.owner.service,
        "reference": due.owner.reference,
        "class": due.retention_class,
        "event_date": due.event_date.isoformat(),
        "due_date": due.due_date.isoformat(),
        "list": reference,
    }


def _line(one: dict[str, Any]) -> str:
    return f"{one['service']} {one['reference']} {one['class']} due {one['due_date']}"


def _as_json(records: list[dict[str, Any]]) -> str:
    return json.dumps(records, indent=1)
