"""Migrations are named, linear, complete, and can be taken on a filled database and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from fristed.casework.cases.actions import register_case
from fristed.casework.cases.fact_queries import case_facts
from fristed.casework.exchange.queries import case_file_to_check, case_uploads_of
from fristed.foundation.audit.append_only import REFUSAL, TABLE
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.audit.queries import verify_chain
from fristed.foundation.identity.queries import SYSTEM
from fristed.statistics.leak_finding.queries import files_to_attack, uploads_of
from fristed.statistics.releases.models import SecondaryWish, StoredRelease
from fristed.statistics.releases.payload import sha256_of, write_release
from fristed.statistics.releases.policies import policy
from fristed.statistics.releases.queries import certificate_of, protection_of, stored_release
from tests.spec.cast import AUD, actor, at_ten, plain_case
from tests.unit.interfaces.web.releases import sample_release

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
    MigrationExecutor(connection).migrate([("audit", "0001_trail")])
    register_case(draft=plain_case("MR", DAY), by=AUD, at=at_ten(DAY))
    call_command("migrate", verbosity=0)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608  constants only
    assert AuditLine.objects.count() == 1
    assert verify_chain().is_whole


def as_it_was(migration: str) -> Any:
    """Take the room of releases back to a migration; give its stored releases as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate([("releases", migration)])
    room = MigrationExecutor(connection).loader.project_state([("releases", migration)]).apps
    return room.get_model("releases", "StoredRelease").objects


def old_row(version: str, **more: str) -> dict[str, Any]:
    """Give a release as it was stored before certificates, records and policies were stored with it."""
    text = write_release(sample_release())
    row = {"year": 2024, "policy": "safe", "policy_version": version, "layout": "layout-2024"}
    seals = {"facts_sha256": "0" * 64, "payload": text, "payload_sha256": sha256_of(text)}
    return {**row, **seals, "computed_at": at_ten(DAY), "computed_by": "dina", **more}


@pytest.mark.django_db(transaction=True)
def test_a_release_from_before_certificates_is_read_as_one_without(back_at_the_newest: None) -> None:
    as_it_was("0001_releases").create(**old_row(policy("safe").version))
    call_command("migrate", verbosity=0)
    assert stored_release(2024, "safe") == sample_release()
    assert certificate_of(2024, "safe") is None
    assert protection_of(2024, "safe", reader=SYSTEM) is None


@pytest.mark.django_db(transaction=True)
def test_a_release_with_certificate_and_record_is_kept_when_these_are_taken_away(
    back_at_the_newest: None,
) -> None:
    as_it_was("0002_protection_and_wishes").create(
        **old_row("2", certificate='{"worlds": []}', protection='{"years": []}')
    )
    call_command("migrate", verbosity=0)
    assert certificate_of(2024, "safe") == {"worlds": []}
    SecondaryWish.objects.create(
        year=2024, policy="safe", key="table 2 KT 2024 male", wished_at=at_ten(DAY), wished_by="dina"
    )
    assert as_it_was("0001_releases").get().payload == write_release(sample_release())
    call_command("migrate", verbosity=0)
    assert stored_release(2024, "safe") == sample_release()
    assert certificate_of(2024, "safe") is None
    assert not SecondaryWish.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_old_releases_get_the_policy_of_their_own_version_and_no_other(back_at_the_newest: None) -> None:
    in_force = policy("safe")
    old = as_it_was("0002_protection_and_wishes")
    old.create(**old_row("a version before"))
    old.create(**old_row(in_force.version))
    old.create(**old_row(in_force.version, policy="a policy that is gone"))
    call_command("migrate", verbosity=0)
    kept = {(row.policy, row.policy_version): row for row in StoredRelease.objects.all()}
    filled = kept.pop(("safe", in_force.version))
    assert filled.policy_sha256 == sha256_of(filled.policy_content)
    assert {(row.policy_content, row.policy_sha256) for row in kept.values()} == {("", "")}
    found = stored_release(2024, "safe")
    assert found is not None
    assert found.kept_policy == in_force


BEFORE_HANDED_IN = [("handed_in", None), ("exchange", "0001_case_uploads"), ("leak_finding", "0001_uploads")]


def uploads_as_they_were() -> Any:
    """Take uploads back to where each room kept its own; give the models as they were then."""
    MigrationExecutor(connection).migrate(BEFORE_HANDED_IN)
    return MigrationExecutor(connection).loader.project_state(BEFORE_HANDED_IN[1:]).apps


def old_uploads(rooms: Any) -> None:
    """Fill the tables as they were: a file that waits, is checked, is stored, is refused, and tables."""
    cases, files = rooms.get_model("exchange", "CaseUpload"), rooms.get_model("exchange", "UploadedCaseFile")
    of_bo = {"account_id": 5, "service": "KT", "file_sha256": "a" * 64, "uploaded_at": at_ten(DAY)}
    waits = cases.objects.create(reference="waits", file_name="a.csv", task_id="t1", **of_bo)
    files.objects.create(upload=waits, content=b"gender")
    done = {"answered_at": at_ten(DAY), **of_bo}
    cases.objects.create(reference="checked", file_name="b.csv", found='{"rows": 1}', **done)
    cases.objects.create(reference="stored", file_name="c.csv", stored_at=at_ten(DAY), **done)
    cases.objects.create(reference="refused", file_name="d.csv", refusal='["empty", []]', **done)
    tables = rooms.get_model("leak_finding", "Upload").objects
    of_dina = {"account_id": 7, "uploaded_at": at_ten(DAY)}
    asked = tables.create(reference="tables", title="My tables", task_id="t2", **of_dina)
    for name in ("spec.toml", "counts.csv"):
        asked.files.create(name=name, content=name.encode())
    tables.create(
        reference="found", title="Found", findings='{"rows": []}', answered_at=at_ten(DAY), **of_dina
    )


def everything_in(rooms: Any) -> dict[str, list[dict[str, Any]]]:
    """Give all rows of uploads as they were, but for the numbers the database gives."""
    found = {}
    for room, model in (
        ("exchange", "CaseUpload"),
        ("exchange", "UploadedCaseFile"),
        ("leak_finding", "Upload"),
        ("leak_finding", "UploadedFile"),
    ):
        rows = rooms.get_model(room, model).objects.order_by("pk")
        found[model] = [
            {name: bytes(value) if name == "content" else value for name, value in row.items()}
            for row in rows.values(*(f.name for f in rows.model._meta.fields if not f.primary_key))
        ]
        for row, kept in zip(rows, found[model], strict=True):
            if "upload" in kept:
                kept["upload"] = row.upload.reference
    return found


@pytest.mark.django_db(transaction=True)
def test_uploads_are_carried_over_to_the_room_they_share_and_back_without_a_loss(
    back_at_the_newest: None,
) -> None:
    rooms = uploads_as_they_were()
    old_uploads(rooms)
    before = everything_in(rooms)
    call_command("migrate", verbosity=0)
    bo = actor("bo", "KT", "case_worker", account_id=5)
    states = {one.reference: one.state for one in case_uploads_of(bo, at=at_ten(DAY))}
    assert states == {"waits": "failed", "checked": "checked", "stored": "stored", "refused": "refused"}
    file, service = case_file_to_check("waits", by=SYSTEM)
    assert (file.name, file.content, file.sha256 != "", service) == ("a.csv", b"gender", True, "KT")
    assert [one.content for one in files_to_attack("tables", by=SYSTEM)] == [b"spec.toml", b"counts.csv"]
    dina = actor("dina", None, "statistician", account_id=7)
    assert {one.title: one.state for one in uploads_of(dina, at=at_ten(DAY))} == {
        "My tables": "failed",
        "Found": "found",
    }
    assert everything_in(uploads_as_they_were()) == before


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
