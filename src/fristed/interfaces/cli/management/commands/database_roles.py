"""``fristed database-roles``: the role of the web process in PostgreSQL, as statements to run once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from fristed.foundation.identity.access.row_security import roles_sql
from fristed.interfaces.cli.commands import FristedCommand


class Command(FristedCommand):
    """Print the statements; nothing is run."""

    help = "Print what an administrator of PostgreSQL runs to hold the web process by row-level security."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the form and the name of the role."""
        super().add_arguments(parser)
        parser.add_argument(
            "--sql", action="store_true", help="print the statements (there is no other form)"
        )
        parser.add_argument("--web", default="fristed_web", help="name of the role of the web process")

    def handle(self, *, web: str, **options: Any) -> None:
        """Print the statements for the database in the settings."""
        if not (web.isascii() and web.isidentifier() and web == web.lower()):
            raise CommandError("A role has a name of small letters, digits and _.", returncode=2)
        database = settings.DATABASES["default"]
        if not str(database["ENGINE"]).endswith("postgresql"):
            self.say("The database in the settings is SQLite, which has no roles; these are for PostgreSQL.")
        name = "fristed" if not str(database["ENGINE"]).endswith("postgresql") else str(database["NAME"])
        self.stdout.write(roles_sql(database=name, web=web))
