"""Migrations are named, linear, complete, and can be taken on a filled database and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

from fristed.casework.cases.actions import register_case
from fristed.casework.cases.fact_queries import case_facts
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.queries import verify_chain
from fristed.foundation.backups.places import applied_migrations, known_migrations
from fristed.foundation.identity.access.part_policies import spread_over
from fristed.interfaces.cli.database import has_unapplied_migrations
from tests.sealed import REFUSAL, TABLE
from tests.spec.cast import AUD, at_ten, plain_case

ROOMS = [config.label for config in apps.get_app_configs() if config.name.startswith("fristed.")]
DAY = date(2024, 3, 4)


@pytest.fixture
def back_at_the_newest() -> Iterator[None]:
    """Bring the database back to where the other tests expect it, whatever happened."""
    yield
    call_command("migrate", verbosity=0)


@pytest.mark.parametrize("room", ROOMS)
def test_migrations_follow_each_other_in_one_line_and_have_names(room: str) -> None:
    loader = MigrationLoader(None)
    names = sorted(name for app, name in loader.disk_migrations if app == room)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert len(loader.graph.leaf_nodes(room)) <= 1
    assert not [name for name in names if re.search(r"_auto_|_initial$", name)]


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.ci
@pytest.mark.django_db(transaction=True)
def test_the_register_can_be_taken_away_and_made_again(back_at_the_newest: None) -> None:
    register_case(draft=plain_case("MR", DAY), by=AUD, at=at_ten(DAY))
    executor = MigrationExecutor(connection)
    executor.migrate([("cases", None)])
    assert "cases_case" not in connection.introspection.table_names()
    call_command("migrate", verbosity=0)
    assert list(case_facts()) == []
    register_case(draft=plain_case("MR", DAY), by=AUD, at=at_ten(DAY))
    assert len(list(case_facts())) == 1


@pytest.mark.django_db(transaction=True)
def test_the_seal_is_set_on_a_trail_that_has_lines_already(back_at_the_newest: None) -> None:
    MigrationExecutor(connection).migrate([("audit", "0001_lines_checkpoints_verdicts")])
    register_case(draft=plain_case("MR", DAY), by=AUD, at=at_ten(DAY))
    call_command("migrate", verbosity=0)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608  constants only
    assert AuditLine.objects.count() == 1
    assert verify_chain().is_whole


# What each room's chain was before it was folded: a database of that time has these rows and no others.
BEFORE_FOLDING = {
    "access": ["0001_access_room", "0002_ties_by_reference"],
    "audit": [
        "0001_trail",
        "0002_append_only",
        "0003_lines_by_subject",
        "0004_checkpoints_and_verdicts",
        "0005_append_only_beside",
    ],
    "cases": [
        "0001_register",
        "0002_year_confirmations",
        "0003_case_imports",
        "0004_access_fields",
        "0005_row_security",
    ],
    "exchange": [
        "0001_case_uploads",
        "0002_case_storing",
        "0003_uploads_carried_over",
        "0004_without_own_uploads",
    ],
    "identity": ["0001_accounts_and_roles", "0002_directorates"],
    "leak_finding": ["0001_uploads", "0002_uploads_carried_over", "0003_without_own_uploads"],
    "releases": [
        "0001_releases",
        "0002_protection_and_wishes",
        "0003_rules_and_requests",
        "0004_prints",
        "0005_wished_instead",
        "0006_official_releases",
        "0007_printed_forms",
        "0008_tried_beside_versions",
        "0009_signed_seals",
    ],
    "report_editing": ["0001_editors_desk", "0002_order_figures_and_parties"],
}


# Steps that have come after the folding, which such a database has had by now as well.
SINCE_FOLDING = {("cases", "0003_counted_once"), ("identity", "0002_roles_outside_the_register")}


def recorded(*rooms: str) -> set[tuple[str, str]]:
    """Give what the database says that it has had of these rooms, or of all."""
    rows = MigrationRecorder(connection).migration_qs.values_list("app", "name")
    return {(app, name) for app, name in rows if not rooms or app in rooms}


def as_before_folding(**left_out: str) -> None:
    """Let the database say that it has had the old chains, but for a step that is left out of a room."""
    rows = MigrationRecorder(connection).migration_qs
    for row in rows.filter(app__in=BEFORE_FOLDING):
        if (row.app, row.name) not in SINCE_FOLDING:
            row.delete()
    for app, names in BEFORE_FOLDING.items():
        for name in names:
            if name != left_out.get(app):
                rows.create(app=app, name=name)


@pytest.mark.django_db(transaction=True)
def test_a_database_that_has_had_the_old_chains_is_up_to_date_and_nothing_is_done_to_it(
    back_at_the_newest: None,
) -> None:
    register_case(draft=plain_case("MR", DAY), by=AUD, at=at_ten(DAY))
    as_before_folding()
    assert not has_unapplied_migrations()
    assert set(applied_migrations("default")) == set(known_migrations())
    with CaptureQueriesContext(connection) as asked:
        call_command("migrate", verbosity=0)
    changed = [one["sql"] for one in asked if re.match(r"CREATE|ALTER|DROP", one["sql"])]
    assert changed == []
    assert len(list(case_facts())) == 1
    assert recorded() >= set(MigrationLoader(None).disk_migrations)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("room", "step"), [("releases", "0009_signed_seals"), ("audit", "0001_trail")])
def test_a_database_that_has_had_a_part_of_an_old_chain_is_not_taken_for_a_new_one(
    room: str, step: str
) -> None:
    try:
        as_before_folding(**{room: step})
        assert has_unapplied_migrations()
    finally:
        as_before_folding()
        call_command("migrate", verbosity=0)


SPREAD = """CREATE POLICY reach_read ON t FOR SELECT USING ({seen})
CREATE POLICY reach_add ON t FOR INSERT WITH CHECK ({changed})
CREATE POLICY reach_change ON t FOR UPDATE USING ({changed}) WITH CHECK ({changed})
CREATE POLICY reach_remove ON t FOR DELETE USING ({changed})
ALTER TABLE t ENABLE ROW LEVEL SECURITY"""
SEEN = "EXISTS (SELECT 1 FROM cases_case whole WHERE whole.id = t.case_id)"
CHANGED = f"(SELECT coalesce(current_setting('fristed.door', true), '')) = '' AND {SEEN}"


def test_migrations_do_not_rest_on_what_the_house_may_change() -> None:
    # The policies of the second net do not change; the test after this one holds them to that.
    live = re.compile(r"^\s*(?:from|import) fristed\b(?!.*\.part_policies import)", re.MULTILINE)
    found = [
        one.name for one in Path("src/fristed").glob("**/migrations/0*.py") if live.search(one.read_text())
    ]
    assert found == []


def test_the_net_that_rooms_spread_in_their_first_migrations_never_changes() -> None:
    assert "\n".join(spread_over(("t",))) == SPREAD.format(seen=SEEN, changed=CHANGED)


@pytest.mark.django_db
def test_the_newest_state_of_the_database_has_the_seal() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            {
                "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
                "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass",
            }[connection.vendor],
            [TABLE],
        )
        found = {name for (name,) in cursor.fetchall()}
    assert {"audit_no_update", "audit_no_delete"} <= found or {"audit_no_change"} <= found


@pytest.mark.django_db
def test_no_table_of_the_register_points_at_an_account() -> None:
    for model in apps.get_app_config("cases").get_models():
        targets = {
            column.related_model._meta.app_label
            for column in model._meta.concrete_fields
            if column.is_relation and column.related_model is not None
        }
        assert targets <= {"cases"}
