"""Whether the database is there and fits this version, asked before any command uses it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.exceptions import NodeNotFoundError
from django.db.migrations.executor import MigrationExecutor

from fristed.foundation.backups.places import RESTORING


def is_missing() -> bool:
    """Whether the data directory has no database; a server's is taken to be there."""
    return connection.vendor == "sqlite" and not (settings.DATA / "fristed.sqlite3").exists()


def has_unapplied_migrations() -> bool:
    """Whether the database, or that of the keys, lacks tables or columns that this code needs."""
    return any(_is_behind(one) for one in connections.all())


def _is_behind(one: BaseDatabaseWrapper) -> bool:
    """Whether one database is not there or lacks something; a file that is missing is not made by asking."""
    name = one.settings_dict["NAME"]
    if isinstance(name, Path) and not name.exists():
        return True
    try:
        executor = MigrationExecutor(one)
    except NodeNotFoundError:
        return True
    graph = executor.loader.graph
    has_a_part_of_a_folded_chain = executor.loader.disk_migrations.keys() - graph.nodes.keys()
    return bool(has_a_part_of_a_folded_chain or executor.migration_plan(graph.leaf_nodes()))


def require_ready_database() -> None:
    """Refuse where the database is missing or older than this code; none is made or changed by asking.

    Raises
    ------
    CommandError
        With what to do.
    """
    if (settings.DATA / RESTORING).exists():
        raise CommandError("A backup was not put back as a whole; run `fristed restore` again.", returncode=1)
    if is_missing() or has_unapplied_migrations():
        raise CommandError(
            f"The database is not ready; run `fristed migrate --data {settings.DATA}` first.", returncode=1
        )
