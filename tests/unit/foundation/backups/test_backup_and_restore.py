"""A backup opens for two people, holds no root key, and is put back whole and verified, or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest

from fristed.foundation.backups.actions import prune_backups, restoring
from fristed.foundation.backups.facts import (
    BackupRefused,
    KeptFile,
    Manifest,
    TableMark,
    read_manifest,
    stamp_of,
)
from fristed.foundation.backups.places import known_migrations
from fristed.foundation.backups.printed import kept_files
from fristed.foundation.backups.sealing import identities_in, open_file, recipients_from, seal_file
from fristed.foundation.backups.tables import first_difference, mark_of
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli.proofs.clusters import own_cluster
from tests.unit.foundation.backups.machines import Machine, empty, filled, key_pair, machine, rows_in

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
BOTH = ("fristed.sqlite3", "keys.sqlite3")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A machine in use, two keys, and its backup."""
    place = tmp_path_factory.mktemp("backups")
    used = filled(place / "used")
    recipients = [f"--recipient={key_pair(place / name)}" for name in ("one.key", "two.key")]
    ended = used.run("backup", f"--to={place / 'kept'}", *recipients)
    assert ended.returncode == 0, ended.stderr
    key_pair(place / "stranger.key")
    return place


def restored(place: Path, on: Machine, *, key: str = "one.key", kept: str = "kept", **more: str) -> Any:
    words = [f"--{name.replace('_', '-')}={value}" for name, value in more.items()]
    return on.run("restore", f"--from={place / kept}", f"--identity={place / key}", *words)


def refusal(ended: Any) -> str:
    """Give the one sentence in which a command refused."""
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    return str(ended.stderr)


def damaged(house: Path, tmp_path: Path, how: Callable[[Path], None]) -> Path:
    """Give a copy of the backup in which something was done to one sealed file."""
    shutil.copytree(house / "kept", tmp_path / "kept")
    for name in ("one.key", "two.key", "stranger.key"):
        shutil.copy(house / name, tmp_path)
    [file] = (tmp_path / "kept").glob("*.main/database.age")
    how(file)
    return tmp_path


@pytest.mark.ci
@pytest.mark.parametrize("key", ["one.key", "two.key"])
def test_either_of_two_people_puts_every_row_and_file_back(house: Path, tmp_path: Path, key: str) -> None:
    new = empty(tmp_path / "new", like=machine(house / "used"))
    ended = restored(house, new, key=key)
    assert ended.returncode == 0, ended.stderr
    assert (new.data / "report" / "report.pdf").read_bytes() == b"%PDF printed"
    old_rows, new_rows = rows_in(house / "used" / BOTH[0]), rows_in(new.data / BOTH[0])
    for table in ("audit_auditline", "audit_audithead"):
        old_rows.pop(table)
        new_rows.pop(table)
    assert (old_rows, rows_in(house / "used" / BOTH[1])) == (new_rows, rows_in(new.data / BOTH[1]))
    assert new.run("prove", "audit-trail").returncode == 0
    assert "rows without a key: 0" in new.run("vault", "state").stdout


WRITING = """
import django; django.setup()
from fristed.casework.journal.actions import attach_file
from fristed.casework.journal.codes import Kind
from fristed.casework.journal.facts import EntryDraft
from fristed.foundation.handed_in.files import GivenFile
from fristed.foundation.identity.queries import SYSTEM, actor_named
from fristed.foundation.stripping.kinds import FileKind
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.demo import create_cast
from fristed.interfaces.cli.proofs.settled import registered
create_cast(by=SYSTEM)
at, content = door_clock(), bytes(range(256)) * 4000
case = registered("MR", at.date(), at)
file, draft = GivenFile("a.pdf", content), EntryDraft(Kind.FILE, at.date(), "case_team")
key = attach_file(reference=case, file=file, draft=draft, by=actor_named("aud"), at=at,
                  clean=lambda given: (FileKind.PDF, given))
open("{told}", "w").write(f"{case} {key}")
"""
READING = """
import django; django.setup()
from fristed.casework.journal.actions import read_file
from fristed.foundation.identity.queries import actor_named
from fristed.interfaces.cli.commands import door_clock
case, key = open("{told}").read().split()
found = read_file(reference=case, key=key, by=actor_named("aud"), at=door_clock())
assert found.content == bytes(range(256)) * 4000
"""


@pytest.mark.ci
def test_a_file_in_the_journal_of_a_case_is_sealed_in_the_backup_and_opens_when_put_back(
    tmp_path: Path,
) -> None:
    used, told = filled(tmp_path / "used"), str(tmp_path / "told")
    used.python(WRITING.replace("{told}", told))
    recipients = [f"--recipient={key_pair(tmp_path / name)}" for name in ("one.key", "two.key")]
    assert used.run("backup", f"--to={tmp_path / 'kept'}", *recipients).returncode == 0
    new = empty(tmp_path / "new", like=used)
    assert restored(tmp_path, new).returncode == 0
    new.python(READING.replace("{told}", told))


@pytest.mark.ci
def test_who_is_no_recipient_gets_nothing_and_leaves_nothing(house: Path, tmp_path: Path) -> None:
    new = empty(tmp_path / "new", like=machine(house / "used"))
    assert "was sealed to others" in refusal(restored(house, new, key="stranger.key"))
    assert sorted(one.name for one in new.data.iterdir()) == ["root_key", "secret_key", "staff_key"]


@pytest.mark.ci
def test_a_machine_in_use_is_never_written_over(house: Path) -> None:
    used = machine(house / "used")
    before = rows_in(used.data / BOTH[0])
    assert "is not empty" in refusal(restored(house, used))
    assert rows_in(used.data / BOTH[0]) == before


def flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


@pytest.mark.ci
@pytest.mark.parametrize("how", [flipped, cut, Path.unlink])
def test_a_changed_byte_a_cut_and_a_missing_file_are_told_and_nothing_is_put_back(
    house: Path, tmp_path: Path, how: Callable[[Path], None]
) -> None:
    place = damaged(house, tmp_path, how)
    new = empty(tmp_path / "new", like=machine(house / "used"))
    assert "damaged" in refusal(restored(place, new))
    assert sorted(one.name for one in new.data.iterdir()) == ["root_key", "secret_key", "staff_key"]


@pytest.mark.ci
def test_without_the_root_key_or_with_another_nothing_is_put_back(house: Path, tmp_path: Path) -> None:
    new = empty(tmp_path / "new", like=machine(house / "used"))
    (new.data / "root_key").unlink()
    assert "It is in no backup" in refusal(restored(house, new))
    other = tmp_path / "other"
    other.mkdir()
    filled(other / "used")
    shutil.copy2(other / "used" / "root_key", new.data)
    assert "is not the one" in refusal(restored(house, new))
    assert not (new.data / BOTH[0]).exists()


@pytest.mark.ci
def test_a_restoring_that_was_killed_is_refused_by_every_command_and_done_again(
    house: Path, tmp_path: Path
) -> None:
    new = empty(tmp_path / "new", like=machine(house / "used"))
    (new.data / "RESTORING").write_text("cut short")
    shutil.copy(house / "used" / "keys.sqlite3", new.data)
    assert "run `fristed restore` again" in refusal(new.run("vault", "state"))
    assert restored(house, new).returncode == 0
    assert "rows without a key: 0" in new.run("vault", "state").stdout


@pytest.mark.ci
def test_keys_of_another_moment_do_not_pass_for_the_right_ones(house: Path, tmp_path: Path) -> None:
    """A part with the keys in the place of a later one is told by its own manifest."""
    place = damaged(house, tmp_path, lambda _file: None)
    [keys] = (place / "kept").glob("*.keys")
    later = keys.with_name(f"{stamp_of(AT)}.keys")
    shutil.copytree(keys, later)
    shutil.rmtree(keys)
    later.rename(keys.with_name("20990101T000000000000Z.keys"))
    [main] = (place / "kept").glob("*.main")
    main.rename(main.with_name("20990101T000000000000Z.main"))
    new = empty(tmp_path / "new", like=machine(house / "used"))
    assert "is another backup" in refusal(restored(place, new))


@pytest.mark.ci
def test_no_file_of_a_backup_has_a_key_a_text_or_a_name_in_clear(house: Path, tmp_path: Path) -> None:
    root = (house / "used" / "root_key").read_bytes().split()[1]
    secret = (house / "used" / "secret_key").read_bytes()
    identities = identities_in(house / "one.key")
    for file in (house / "kept").rglob("*.age"):
        opened = tmp_path / f"{file.parent.name}-{file.name}"
        open_file(file, opened, identities)
        for content in (opened.read_bytes(), file.read_bytes()):
            assert root not in content
            assert secret not in content
        assert b"audit_auditline" not in file.read_bytes()


def manifest(**changes: Any) -> Manifest:
    made = Manifest(
        part="main",
        stamp=stamp_of(AT),
        fristed="0.1.0",
        engine="sqlite",
        migrations=known_migrations(),
        tables={"t": TableMark(1, "a")},
        files={"database": KeptFile(1, "b", "c")},
    )
    return replace(made, **changes)


def test_a_manifest_is_read_as_it_was_written_and_another_form_is_refused() -> None:
    assert read_manifest(manifest().written()) == manifest()
    other = json.dumps({**json.loads(manifest().written()), "form": 2}).encode()
    with pytest.raises(BackupRefused, match="of form 2"):
        read_manifest(other)


def test_another_version_and_another_engine_are_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(restoring, "engine_of", lambda _database: "sqlite")
    assert restoring._require_fit(manifest()) == manifest()
    with pytest.raises(BackupRefused, match="another version"):
        restoring._require_fit(manifest(migrations=(*manifest().migrations, "cases.9999_later")))
    with pytest.raises(BackupRefused, match="of postgresql, and this installation uses sqlite"):
        restoring._require_fit(manifest(engine="postgresql"))


@pytest.mark.parametrize("given", [[], ["one"], ["one", "one"], ["no key", "at all"]])
def test_fewer_than_two_recipients_are_refused(tmp_path: Path, given: list[str]) -> None:
    real = {"one": key_pair(tmp_path / "one")}
    with pytest.raises(BackupRefused, match="recipient"):
        recipients_from([real.get(one, one) for one in given])


def test_what_is_sealed_is_written_as_a_stream_and_never_over_something(tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "clear").write_bytes(b"plain words " * 10_000)
    kept = seal_file(tmp_path / "clear", tmp_path / "sealed", [identity.to_public()])
    assert b"plain words" not in (tmp_path / "sealed").read_bytes()
    assert open_file(tmp_path / "sealed", None, [identity]) == (kept.bytes, kept.sha256)
    with pytest.raises(FileExistsError):
        seal_file(tmp_path / "clear", tmp_path / "sealed", [identity.to_public()])


@pytest.mark.parametrize(
    ("one", "other"),
    [([(1,)], [("1",)]), ([(None,)], [("None",)]), ([("a", "bc")], [("ab", "c")]), ([(1,), (1,)], [(1,)])],
)
def test_rows_that_differ_have_different_marks(one: list[Any], other: list[Any]) -> None:
    assert mark_of(one) != mark_of(other)
    assert first_difference({"t": mark_of(one)}, {"t": mark_of(other)}) == "t"


def test_files_that_are_secret_or_made_again_are_left_out_and_a_root_key_by_another_name_stops_it(
    tmp_path: Path,
) -> None:
    for name in (
        "root_key",
        "root_key.1.new",
        "secret_key",
        "staff_key",
        "trail-key.pem",
        "fristed.sqlite3-wal",
        "DEMO",
    ):
        (tmp_path / name).write_text("x")
    assert [one.name for one in kept_files(tmp_path)] == ["DEMO"]
    (tmp_path / "old-key.txt").write_text("fristed-root-1 AAAA")
    with pytest.raises(BackupRefused, match="holds a root key"):
        list(kept_files(tmp_path))


@pytest.mark.django_db
def test_keys_are_let_go_sooner_and_the_newest_of_each_stays(tmp_path: Path) -> None:
    for days in (200, 100, 80, 20, 15):
        for part in ("main", "keys"):
            (tmp_path / f"{stamp_of(AT - timedelta(days=days))}.{part}").mkdir()
    (tmp_path / "something else.main").mkdir()
    (tmp_path / f"{stamp_of(AT)}.main.unfinished").mkdir()
    prune_backups(directory=tmp_path, by=SYSTEM, at=AT)
    kept = sorted(one.name for one in tmp_path.iterdir())
    young = [stamp_of(AT - timedelta(days=days)) for days in (80, 20, 15)]
    assert kept == sorted([*(f"{one}.main" for one in young), f"{young[-1]}.keys", "something else.main"])
    with pytest.raises(BackupRefused, match="never kept longer"):
        prune_backups(directory=tmp_path, by=SYSTEM, at=AT, kept_days=1)


@pytest.mark.ci
def test_postgresql_is_put_back_as_it_was_and_never_over_something(tmp_path: Path) -> None:
    with own_cluster("used", "used_keys", "new", "new_keys", "bad", "bad_keys") as cluster:

        def address(name: str) -> dict[str, str]:
            keys = cluster.address(f"{name}_keys")
            return {"FRISTED_DATABASE_URL": cluster.address(name), "FRISTED_KEYS_DATABASE_URL": keys}

        used = filled(tmp_path / "used", **address("used"))
        recipients = [f"--recipient={key_pair(tmp_path / name)}" for name in ("one.key", "two.key")]
        assert used.run("backup", f"--to={tmp_path / 'kept'}", *recipients).returncode == 0
        new = empty(tmp_path / "new", like=used, **address("new"))
        ended = restored(tmp_path, new)
        assert ended.returncode == 0, ended.stderr
        assert "rows without a key: 0" in new.run("vault", "state").stdout
        assert new.run("prove", "audit-trail").returncode == 0
        again = empty(tmp_path / "again", like=used, **address("new"))
        assert "database is not empty" in refusal(restored(tmp_path, again))
        [file] = (tmp_path / "kept").glob("*.main/database.age")
        flipped(file)
        bad = empty(tmp_path / "bad", like=used, **address("bad"))
        assert "damaged" in refusal(restored(tmp_path, bad))
        file.unlink()
        assert "damaged or missing" in refusal(restored(tmp_path, bad))
