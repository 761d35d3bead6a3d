"""A register in use goes to every earlier state of every room and forward again: no row is lost or changed.

New migrations are tried by themselves. Of tables and columns that both states have, every row is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from fristed.foundation.backups.facts import TableMark
from fristed.foundation.backups.tables import mark_of
from fristed.foundation.identity.models import RoleGrant
from fristed.interfaces.cli.proofs.settled import settle

pytestmark = pytest.mark.ci
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROOMS = {config.label for config in apps.get_app_configs() if config.name.startswith("fristed.")}
STATES = sorted(
    (app, name) for app, name in MigrationLoader(None).disk_migrations if app in ROOMS and app != "vault_keys"
)
# Rows that these migrations move from one table to another get new numbers; test_migrations.py compares them.
CARRIED_OVER = ("handed_in_handedin", "handed_in_handedinfile")
Columns = dict[str, tuple[str, ...]]


@pytest.fixture
def back_at_the_newest() -> Iterator[None]:
    """Bring the database back to where the other tests expect it, whatever happened."""
    yield
    call_command("migrate", verbosity=0)


def columns() -> Columns:
    """Give the columns of each table of the house."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if name != "django_migrations"]
        described = {n: connection.introspection.get_table_description(cursor, n) for n in names}
    return {name: tuple(column.name for column in found) for name, found in described.items()}


def marks(of: Columns) -> dict[str, TableMark]:
    """Give a mark of all rows in these columns, by table."""
    found = {}
    with connection.cursor() as cursor:
        for table, names in of.items():
            listed = ", ".join(connection.ops.quote_name(name) for name in sorted(names))
            cursor.execute(f"SELECT {listed} FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = mark_of(cursor.fetchall())
    return found


def in_both(one: Columns, other: Columns) -> Columns:
    """Give the columns that both states have."""
    return {
        table: kept
        for table in sorted({*one} & {*other})
        if (kept := tuple(name for name in one[table] if name in other[table]))
    }


def migrated(*targets: Any) -> None:
    MigrationExecutor(connection).migrate(list(targets))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("room", "state"), STATES)
def test_rows_are_kept_from_an_earlier_state_to_the_newest(
    room: str, state: str, back_at_the_newest: None
) -> None:
    settle(AT)
    # A role that did not exist in the first state.
    RoleGrant.objects.filter(role="directorate_contact").delete()
    newest = columns()
    migrated((room, state))
    # Types of permission and content belong to the framework, which adds to them after migrating.
    shared = in_both({t: c for t, c in columns().items() if not t.startswith(("auth_", "django_"))}, newest)
    before = marks(shared)
    assert before["cases_case"].rows > 0
    migrated(*MigrationExecutor(connection).loader.graph.leaf_nodes())
    changed = {table: mark for table, mark in marks(shared).items() if mark != before[table]}
    if room in ("exchange", "leak_finding"):
        changed = {table: mark for table, mark in changed.items() if table not in CARRIED_OVER}
    assert changed == {}


def test_a_lost_row_and_a_changed_one_would_be_seen() -> None:
    assert mark_of([(1, "a")]) != mark_of([])
    assert mark_of([(1, "a")]) != mark_of([(1, "b")])


def test_every_room_has_a_state_to_come_from() -> None:
    assert {room for room, _state in STATES} >= {"audit", "cases", "identity", "vault", "releases"}
