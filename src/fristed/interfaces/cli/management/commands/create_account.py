"""``fristed create_account``: let somebody in, with a name, a service and roles."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Any

from django.core.management.base import CommandError, CommandParser

from fristed.foundation.identity.actions import AccountRefused, create_account
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import DIRECTORATES, ROLES, SERVICES
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import require_ready_database


def typed_password() -> str:
    """Ask for a password twice, without showing it."""
    try:
        password = getpass("Password: ")
        again = getpass("The same password again: ")
    except EOFError as nobody:
        raise CommandError(
            "Nobody typed a password; --password-stdin reads it from standard input.", returncode=1
        ) from nobody
    if password != again:
        raise CommandError("The two passwords are not the same; no account was made.", returncode=1)
    return password


class Command(FristedCommand):
    """Create an account; a password is never an argument, as others may see the arguments of a program."""

    help = "Create an account. The password is asked for, or read from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add who it is, where they work and what they may do."""
        super().add_arguments(parser)
        parser.add_argument("username", help="user name, in small letters")
        parser.add_argument("--name", required=True, help="the name shown to others")
        parser.add_argument("--service", choices=SERVICES, default="", help="the service they belong to")
        parser.add_argument(
            "--directorate", choices=DIRECTORATES, default="", help="the directorate they belong to"
        )
        parser.add_argument("--role", choices=tuple(ROLES), action="append", required=True, help="repeatable")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from one line of standard input"
        )

    def handle(
        self,
        *,
        username: str,
        name: str,
        service: str,
        directorate: str,
        role: list[str],
        password_stdin: bool,
        **options: Any,
    ) -> None:
        """Create the account and say what it may do."""
        require_ready_database()
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else typed_password()
        try:
            made = create_account(
                username=username,
                display_name=name,
                service=service,
                directorate=directorate,
                roles=role,
                password=password,
                by=SYSTEM,
                at=door_clock(),
            )
        except AccountRefused as refusal:
            raise CommandError(f"No account was made. {refusal}", returncode=1) from refusal
        may = ", ".join(sorted(made.permissions)) or "nothing"
        self.say(f"The account {made.username} has been made. It may do: {may}.")
