"""A register in use goes to every earlier state of every room and forward again: no row is lost or changed.

New migrations are tried by themselves. Of tables and columns that both states have, every row is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.backups.facts import TableMark
from fristed.foundation.backups.tables import mark_of
from fristed.foundation.identity.models import Account, RoleGrant
from fristed.foundation.notifying.codes import NoticeKind
from fristed.foundation.notifying.models import GivenNotice
from fristed.interfaces.cli.proofs.settled import settle
from tests.access.chain_roles import OUTSIDE_THE_REGISTER

pytestmark = pytest.mark.ci
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROOMS = {config.label for config in apps.get_app_configs() if config.name.startswith("fristed.")}
GRAPH = MigrationLoader(None).graph
STATES = sorted(
    {one for one in GRAPH.nodes if one[0] in ROOMS and one[0] != "vault_keys"} - {*GRAPH.leaf_nodes()}
)
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


def changed_by(step: Callable[[], None], newest: Columns) -> set[str]:
    """Take a step; name the tables of which rows were lost, added or changed."""
    # Types of permission and content belong to the framework, which adds to them after migrating.
    shared = in_both({t: c for t, c in columns().items() if not t.startswith(("auth_", "django_"))}, newest)
    before = marks(shared)
    assert before["cases_case"].rows > 0
    step()
    return {table for table, mark in marks(shared).items() if mark != before[table]}


def without_roles_outside_the_register() -> None:
    """Take away the roles that came with the chain of protection, with plans and with guidance."""
    RoleGrant.objects.filter(role__in=OUTSIDE_THE_REGISTER).delete()


def without_notices_of_the_chain() -> None:
    """Take away the notices that came with the chain of protection."""
    kinds = [one for one in NoticeKind if one.startswith(("journey_", "reception_", "place_", "stay_"))]
    GivenNotice.objects.filter(kind__in=kinds).delete()


# What a database in the first state of a room cannot have held: rows that its constraints do not know.
UNKNOWN_BEFORE = {"identity": without_roles_outside_the_register, "notifying": without_notices_of_the_chain}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("room", "state"), STATES)
def test_rows_are_kept_from_an_earlier_state_to_the_newest(
    room: str, state: str, back_at_the_newest: None
) -> None:
    settle(AT)
    UNKNOWN_BEFORE.get(room, lambda: None)()
    newest = columns()
    migrated((room, state))
    assert changed_by(lambda: migrated(*GRAPH.leaf_nodes()), newest) == set()


@pytest.mark.django_db(transaction=True)
def test_a_step_that_loses_a_row_or_changes_one_is_seen(back_at_the_newest: None) -> None:
    settle(AT)
    newest = columns()
    migrated(("audit", "0001_lines_checkpoints_verdicts"))

    def with_a_fault() -> None:
        AuditLine.objects.filter(position=1).delete()
        Account.objects.filter(pk=Account.objects.values("pk")[:1]).update(language="en")
        migrated(*GRAPH.leaf_nodes())

    assert changed_by(with_a_fault, newest) == {"audit_auditline", "identity_account"}


def test_there_are_states_to_come_from() -> None:
    assert {room for room, _state in STATES} >= {"audit", "cases"}
