"""Whether the database is there and fits this version, asked before any command uses it."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def is_missing() -> bool:
    """Whether the data directory has no database; a server's is taken to be there."""
    return connection.vendor == "sqlite" and not (settings.DATA / "fristed.sqlite3").exists()


def has_unapplied_migrations() -> bool:
    """Whether the database lacks tables or columns that this code needs."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def require_ready_database() -> None:
    """Refuse where the database is missing or older than this code; none is made or changed by asking.

    Raises
    ------
    CommandError
        With what to do.
    """
    if is_missing() or has_unapplied_migrations():
        raise CommandError(
            f"The database is not ready; run `fristed migrate --data {settings.DATA}` first.", returncode=1
        )
