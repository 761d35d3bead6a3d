"""Keeping the vault on the command line: state, sweep, exchange of keys, what is due; two databases."""

from __future__ import annotations

import json
import secrets
import sqlite3
import stat
from contextlib import closing
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections
from django_tasks_db.models import DBTaskResult

from fristed.casework.cases.actions import close_case, register_case
from fristed.config.settings import SQLITE_OF_KEYS
from fristed.foundation.vault.actions import opened, seal
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.keys.models import CaseKey
from fristed.foundation.vault.models import SealedField
from fristed.foundation.vault.planting import CANARY, planted
from fristed.foundation.vault.retention.certificate import seal_of
from fristed.foundation.vault.root_key import make_root_key, read_root_keys
from fristed.interfaces.cli import database
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.management.commands import migrate as migrating
from fristed.interfaces.cli.management.commands import vault as vault_command
from fristed.interfaces.cli.management.commands.migrate import keep_to_owner
from tests.spec.cast import AUD, at_ten, plain_case

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 4)
NAME = FieldName("persons", "name", "1")
DUE = ("retention", "list", "--on=2034-03-04")


@pytest.fixture(autouse=True)
def _root(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A root key for this test alone; the data directory of the tests has no file of a database."""
    settings.ROOT_KEY_FILE = tmp_path / "root_key"  # type: ignore[attr-defined]
    make_root_key(tmp_path / "root_key")
    monkeypatch.setattr(database, "is_missing", lambda: False)


def said(*words: str) -> str:
    """Run a command; give what it printed."""
    out = StringIO()
    call_command(*words, stdout=out, stderr=StringIO())
    return out.getvalue()


def closed_case() -> Owner:
    """A case that was closed in March 2024."""
    reference = register_case(draft=plain_case("MR", DAY), by=AUD, at=at_ten(DAY)).reference
    owner = Owner("MR", reference)
    seal(owner=owner, field=NAME, plain="Nobody", by=AUD, at=at_ten(DAY))
    close_case(reference=reference, on_date=DAY, by=AUD, at=at_ten(DAY))
    return owner


def test_canaries_are_planted_and_can_be_read_back() -> None:
    owners = planted(["one", "two"], service="MR", by=AUD, at=door_clock())
    read = [opened(owner=one, field=CANARY, by=AUD, at=door_clock()) for one in owners]
    assert read == ["one", "two"]


def test_the_state_is_told_and_a_row_without_its_key_ends_with_one() -> None:
    closed_case()
    assert "rows without a key: 0" in said("vault", "state")
    CaseKey.objects.all().delete()
    with pytest.raises(CommandError, match="older than the main one"):
        said("vault", "state")


def test_every_key_can_be_exchanged(tmp_path: Path) -> None:
    owner = closed_case()
    before = read_root_keys(tmp_path / "root_key")
    said("vault", "rotate-root")
    assert read_root_keys(tmp_path / "root_key") != before
    said("vault", "rotate-service", "--service=MR")
    said("vault", "rotate-cases", "--service=MR")
    said("vault", "rotate-pseudonyms", "--service=MR")
    assert SealedField.objects.get().key_version == 2
    assert opened(owner=owner, field=NAME, by=AUD, at=door_clock()) == "Nobody"
    said("vault", "rotate-cases", "--service=MR")
    assert SealedField.objects.get().key_version == 2, "its key is new"
    with pytest.raises(CommandError, match="Nothing is sealed"):
        said("vault", "rotate-service", "--service=SU")


def test_a_sweep_asks_for_the_next_one_once() -> None:
    for _ in range(2):
        said("vault", "sweep", "--again")
    [waiting] = DBTaskResult.objects.all()
    assert waiting.run_after > door_clock() + timedelta(minutes=50)


def test_a_lost_root_key_is_one_line(tmp_path: Path) -> None:
    closed_case()
    (tmp_path / "root_key").unlink()
    with pytest.raises(CommandError, match="cannot be read"):
        said("vault", "rotate-root")
    with pytest.raises(CommandError, match="missing"):
        said("migrate", "--verbosity=0")


def test_what_is_due_is_listed_and_proposed_once() -> None:
    owner = closed_case()
    assert said("retention", "list", "--on=2034-03-03").strip() == ""
    assert f"MR {owner.reference} case_identity due 2034-03-04" in said(*DUE, "--service=MR")
    [row] = json.loads(said(*DUE, "--propose", "--json"))
    assert row["list"]
    [again] = json.loads(said(*DUE, "--propose", "--json"))
    assert again["list"] is None


def test_the_classes_are_told() -> None:
    assert "case_place" in said("retention", "classes")


def test_a_certificate_that_was_changed_is_found(tmp_path: Path) -> None:
    content = {"destroyed": [], "kept": 1}
    file = tmp_path / "certificate.json"
    file.write_text(json.dumps({**content, "sha256": seal_of(content)}))
    assert "as it was made" in said("retention", "check", str(file))
    file.write_text(json.dumps({**content, "kept": 2, "sha256": seal_of(content)}))
    with pytest.raises(CommandError, match="has been changed"):
        said("retention", "check", str(file))
    file.write_text("[]")
    with pytest.raises(CommandError, match="no certificate"):
        said("retention", "check", str(file))


def test_each_table_is_in_its_own_database() -> None:
    tables = {alias: set(connections[alias].introspection.table_names()) for alias in connections}
    assert {"vault_keys_casekey", "vault_keys_keyroom"} <= tables["keys"]
    assert not any(name.startswith("vault_keys") for name in tables["default"])
    assert {name for name in tables["keys"] if not name.startswith("vault_keys")} <= {"django_migrations"}


def test_the_files_of_a_database_are_for_its_owner_alone(tmp_path: Path) -> None:
    files = [tmp_path / f"keys.sqlite3{end}" for end in ("", "-wal", "-shm")]
    for file in files:
        file.touch(0o644)
    keep_to_owner(files[0])
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_migrating_keeps_each_database_to_its_owner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept: list[object] = []
    monkeypatch.setattr(migrating, "keep_to_owner", kept.append)
    call_command("migrate", verbosity=0)
    assert kept == [one.settings_dict["NAME"] for one in connections.all()]


def test_a_server_has_no_file_to_keep() -> None:
    keep_to_owner("a server's")


def test_rotation_of_many_tells_how_far_it_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    planted(["x"] * 3, service="MR", by=AUD, at=at_ten(DAY))
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(vault_command.Command, "tell", lambda _self, done, of: told.append((done, of)))
    said("vault", "rotate-cases", "--service=MR", "--older-than=1")
    assert told == [(3, 3)]


def test_a_deleted_key_is_written_over_in_its_file(tmp_path: Path) -> None:
    """With the settings of the key database, and as a check without them."""
    left = {}
    for name, pragmas in (("ours", SQLITE_OF_KEYS), ("none", "PRAGMA secure_delete=OFF;")):
        file, key = tmp_path / name, secrets.token_bytes(48)
        with closing(sqlite3.connect(file)) as open_file:
            open_file.executescript(pragmas)
            open_file.execute("CREATE TABLE wrapped (value BLOB)")
            open_file.execute("INSERT INTO wrapped VALUES (?)", (key,))
            open_file.commit()
            assert key in file.read_bytes()
            open_file.execute("DELETE FROM wrapped")
            open_file.commit()
            left[name] = any(key in one.read_bytes() for one in tmp_path.glob(f"{name}*"))
    assert left == {"ours": False, "none": True}
