"""What a verb may leave behind, counted in one question to a database: who is refused leaves nothing."""

from __future__ import annotations

from django.db import connections, router
from django.db.models import Model


def counted(*tables: type[Model]) -> tuple[int, ...]:
    """Count the rows of tables that lie in one database."""
    [database] = {router.db_for_read(table) or "" for table in tables}
    names = [table._meta.db_table for table in tables]
    counts = ", ".join(f'(SELECT count(*) FROM "{name}")' for name in names)  # noqa: S608  our own tables
    with connections[database].cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return tuple(cursor.fetchone())
