"""``fristed migrate``: bring both databases to this version, the keys first, and make the root key."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections

from fristed.foundation.vault.keyring import set_up_keys
from fristed.foundation.vault.root_key import OWNER_ONLY, RootKeyUnfit
from fristed.foundation.vault.router import KEYS


class Command(DjangoMigrate):
    """Migrate every database where none is named; Django's own command takes one at a time."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Let ``--database`` be left out for all of them."""
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        """Check the databases that are migrated."""
        named = options["database"]
        return {"tags": None, "databases": [named] if named else list(connections)}

    def handle(self, *args: Any, database: str | None, **options: Any) -> None:
        """Migrate, then make the root key of a new installation."""
        for alias in [database] if database else [KEYS, *(one for one in connections if one != KEYS)]:
            super().handle(*args, database=alias, **options)
        if not database:
            self._set_up_keys(**options)

    def _set_up_keys(self, *, verbosity: int, plan: bool, check_unapplied: bool, **_options: Any) -> None:
        if plan or check_unapplied:
            return
        for one in connections.all():
            keep_to_owner(one.settings_dict["NAME"])
        try:
            made = set_up_keys()
        except RootKeyUnfit as unfit:
            raise CommandError(str(unfit), returncode=1) from unfit
        if made and verbosity:
            self.stderr.write(
                "The root key has been made. Without it nothing sealed can be opened: keep a copy apart."
            )


def keep_to_owner(name: object) -> None:
    """Let nobody but its owner read the file of a database, or what SQLite keeps beside it."""
    if isinstance(name, Path) and name.exists() and os.name == "posix":
        for file in (name, *name.parent.glob(f"{name.name}-*")):
            file.chmod(OWNER_ONLY)
