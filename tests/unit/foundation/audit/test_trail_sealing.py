"""Checkpoints, holders outside and verifying it all, on rows of the database and by command."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, DataError, connection, transaction

from fristed.foundation.audit.actions import record_read, write_line
from fristed.foundation.audit.models import AuditHead, AuditLine, TrailCheckpoint
from fristed.foundation.audit.queries import verify_chain
from fristed.foundation.audit.rows import stored_rows
from fristed.foundation.audit.rules import BEGINNING, Line, hash_of
from fristed.foundation.audit.sealing.actions import (
    HolderRefused,
    NoSuchCheckpoint,
    TrailBroken,
    is_checkpoint_due,
    make_checkpoint,
    record_anchored,
)
from fristed.foundation.audit.sealing.keys import signing_key
from fristed.foundation.audit.sealing.notes import Checkpoint, checkpoint_in, is_signed_by, signed
from fristed.foundation.audit.sealing.queries import (
    leaves_between,
    own_public_key,
    state_of_trail,
    trail_name,
    whole_trail,
)
from fristed.foundation.audit.sealing.tree import Frontier, frontier_of, leaf_of_line, root_of
from fristed.foundation.audit.sealing.tree_checking import includes
from fristed.foundation.audit.sealing.verifying import Held
from fristed.foundation.identity.queries import SYSTEM
from fristed.interfaces.cli import daily
from fristed.interfaces.cli.management.commands import audit_log
from tests.sealed import REFUSAL, lift_the_seal, set_the_seal
from tests.spec.cast import AUD

AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key_file(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a signing key of its own, and no need for a database in a file."""
    monkeypatch.setattr(audit_log, "require_ready_database", lambda: None)
    settings.TRAIL_KEY_FILE = tmp_path / "trail-key.pem"  # type: ignore[attr-defined]
    return tmp_path / "trail-key.pem"


def write(number: int, *, subject: str = "ref") -> None:
    """Write some lines."""
    for count in range(number):
        record_read(event="case.read", by=AUD, at=AT + timedelta(minutes=count), subject=f"{subject}-{count}")


def run(*words: str) -> str:
    """Run ``fristed audit-log`` and give what it prints."""
    out = StringIO()
    call_command("audit_log", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def verified(*places: Path) -> dict[str, object]:
    """Verify with what holders have; give the result, whole or not."""
    out = StringIO()
    words = [word for place in places for word in ("--checkpoint", str(place))]
    with suppress(CommandError):
        call_command("audit_log", "verify", "--json", *words, stdout=out, stderr=StringIO())
    return dict(json.loads(out.getvalue()))


@contextmanager
def as_owner_of_the_machine() -> Iterator[None]:
    """Act as somebody who may change the database itself."""
    lift_the_seal()
    yield
    set_the_seal()


def reseal(lines: list[Line], key_file: Path) -> None:
    """Write a trail anew with right numbers, hashes, head and signatures, in the place of the old one."""
    sizes = list(TrailCheckpoint.objects.values_list("size", flat=True))
    with as_owner_of_the_machine():
        AuditLine.objects.all().delete()
        TrailCheckpoint.objects.all().delete()
        previous_hash, tree = BEGINNING, Frontier()
        for position, line in enumerate(lines, start=1):
            whole = replace(line, position=position, previous_hash=previous_hash)
            previous_hash = hash_of(whole)
            tree.append(leaf_of_line(previous_hash))
            values = {field: getattr(whole, field) for field in Line.__dataclass_fields__}
            AuditLine.objects.create(**values, line_hash=previous_hash)
            if position in sizes:
                note = signed(Checkpoint(trail_name(), position, tree.root()), signing_key(key_file))
                TrailCheckpoint.objects.create(
                    size=position,
                    root=tree.root().hex(),
                    frontier=tree.written(),
                    note=note,
                    made_at=AT,
                )
        AuditHead.objects.update(position=len(lines), line_hash=previous_hash)


def stored_lines() -> list[Line]:
    """Give the lines as they are stored."""
    return [line for line, _hash in stored_rows() if line]


def test_a_checkpoint_is_signed_over_all_lines_and_told_in_the_trail(key_file: Path) -> None:
    write(5)
    made = make_checkpoint(by=SYSTEM, at=AT)
    assert made is not None
    said, key = checkpoint_in(made.note), own_public_key()
    assert key is not None
    assert (said.origin, said.size) == (trail_name(), 5)
    assert said.root == root_of(list(leaves_between(0, 5)))
    assert is_signed_by(made.note, key)
    assert AuditLine.objects.get(position=6).event == "trail.checkpoint_made"
    assert key_file.stat().st_mode & 0o777 == 0o600


def test_the_next_checkpoint_grows_out_of_the_last() -> None:
    for number in (3, 4, 2):
        write(number)
        made = make_checkpoint(by=SYSTEM, at=AT)
        assert made is not None
        assert made.root == frontier_of(leaves_between(0, made.size)).root().hex()
    assert list(TrailCheckpoint.objects.values_list("size", flat=True)) == [3, 8, 11]


def test_nothing_is_signed_where_there_is_nothing_or_nothing_new() -> None:
    assert make_checkpoint(by=SYSTEM, at=AT) is None
    write(2)
    first = make_checkpoint(by=SYSTEM, at=AT)
    assert make_checkpoint(by=SYSTEM, at=AT + timedelta(days=3)) == first
    assert TrailCheckpoint.objects.count() == 1


@pytest.mark.parametrize("position", [4, 6])
def test_a_trail_that_is_not_whole_is_not_signed(position: int) -> None:
    write(3)
    make_checkpoint(by=SYSTEM, at=AT)
    write(3)
    with as_owner_of_the_machine():
        AuditLine.objects.filter(position=position).update(subject="another")
    with pytest.raises(TrailBroken, match=f"line {position}"):
        make_checkpoint(by=SYSTEM, at=AT)
    assert TrailCheckpoint.objects.count() == 1


@pytest.mark.parametrize("change", [{"root": "0" * 64, "note": "x"}, {"frontier": "00" * 32}])
def test_a_checkpoint_that_was_changed_is_not_built_upon(change: dict[str, str]) -> None:
    write(1)
    make_checkpoint(by=SYSTEM, at=AT)
    write(1)
    with as_owner_of_the_machine():
        TrailCheckpoint.objects.update(**change)
    with pytest.raises((TrailBroken, ValueError)):
        make_checkpoint(by=SYSTEM, at=AT)


def test_lines_cut_off_since_the_last_checkpoint_are_seen_before_signing() -> None:
    write(3)
    make_checkpoint(by=SYSTEM, at=AT)
    with as_owner_of_the_machine():
        AuditLine.objects.filter(position__gte=3).delete()
    write_with_the_head_moved()
    with pytest.raises(TrailBroken):
        make_checkpoint(by=SYSTEM, at=AT)


def write_with_the_head_moved() -> None:
    """Go on writing where the head still is."""
    with transaction.atomic():
        write_line(event="case.closed", by=AUD, at=AT)


@pytest.mark.parametrize("model", [TrailCheckpoint])
def test_the_database_refuses_to_change_a_checkpoint(model: type[TrailCheckpoint]) -> None:
    write(1)
    make_checkpoint(by=SYSTEM, at=AT)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        model.objects.update(root="0" * 64)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        model.objects.all().delete()


def test_the_command_signs_hands_over_and_finds_all_whole(tmp_path: Path) -> None:
    write(4)
    assert checkpoint_in(run("checkpoint")).size == 4
    one, other = tmp_path / "archive", tmp_path / "authority"
    run("anchor", "--to", str(one), "--to", str(other), "--holder", "Archive", "--holder", "Authority")
    found = verified(one, other)
    assert (found["is_whole"], found["checkpoints"], found["held_outside"]) == (True, 1, 1)
    state = state_of_trail(by=SYSTEM)
    assert [(anchor.holder, anchor.size) for anchor in state.anchors] == [("Archive", 4), ("Authority", 4)]
    assert state.verified is not None
    assert state.verified.was_whole


def test_a_holder_gets_what_is_new_only_and_nothing_that_tells(tmp_path: Path) -> None:
    for _ in range(2):
        write(3, subject="secret")
        run("anchor", "--to", str(tmp_path / "archive"))
    files = sorted(path.name for path in (tmp_path / "archive").iterdir())
    assert files == [
        "fristed-checkpoint-000000000003.txt",
        "fristed-checkpoint-000000000008.txt",
        "fristed-leaves-000000000001-000000000003.bin",
        "fristed-leaves-000000000004-000000000008.bin",
        "fristed-public-key.txt",
    ]
    content = b"".join(path.read_bytes() for path in (tmp_path / "archive").iterdir())
    assert b"secret" not in content
    assert b"aud" not in content
    for line_hash in AuditLine.objects.values_list("line_hash", flat=True):
        assert bytes.fromhex(line_hash) not in content
    assert verified(tmp_path / "archive")["is_whole"] is True


def test_a_proof_leads_from_a_line_to_the_signed_root() -> None:
    write(6)
    run("checkpoint")
    proof = json.loads(run("proof", "--line", "4"))
    leaf, root = bytes.fromhex(proof["leaf"]), bytes.fromhex(proof["root"])
    path = [bytes.fromhex(step) for step in proof["proof"]]
    assert checkpoint_in(proof["checkpoint"]).root == root
    assert includes(leaf=leaf, index=3, size=6, proof=path, root=root)
    with pytest.raises(CommandError, match="No checkpoint"):
        run("proof", "--line", "8")


Forgery = Callable[[list[Line]], list[Line]]
FORGERIES: dict[str, tuple[Forgery, int]] = {
    "first changed": (lambda lines: [replace(lines[0], subject="another"), *lines[1:]], 1),
    "changed": (lambda lines: [*lines[:4], replace(lines[4], subject="another"), *lines[5:]], 5),
    "taken out": (lambda lines: [*lines[:6], *lines[7:]], 7),
    "put in": (lambda lines: [*lines[:2], replace(lines[0], event="case.closed"), *lines[2:]], 3),
    "cut off": (lambda lines: lines[:5], 6),
    "all gone": (lambda lines: lines[:1], 2),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_trail_forged_with_the_key_is_found_by_what_a_holder_has(
    name: str, tmp_path: Path, key_file: Path
) -> None:
    forgery, first_bad = FORGERIES[name]
    write(9)
    run("anchor", "--to", str(tmp_path / "archive"))
    reseal(forgery(stored_lines()), key_file)
    assert verify_chain().is_whole
    assert whole_trail(Held(), by=SYSTEM).is_whole
    found = verified(tmp_path / "archive")
    assert (found["is_whole"], found["first_bad"]) == (False, first_bad)


@pytest.mark.parametrize("name", FORGERIES)
def test_one_checkpoint_alone_finds_it_as_well_and_says_where_it_can_be(
    name: str, tmp_path: Path, key_file: Path
) -> None:
    forgery, first_bad = FORGERIES[name]
    write(2)
    run("anchor", "--to", str(tmp_path / "archive"))
    write(6)
    run("anchor", "--to", str(tmp_path / "archive"))
    reseal(forgery(stored_lines()), key_file)
    for leaves in (tmp_path / "archive").glob("*.bin"):
        leaves.unlink()
    found = verified(tmp_path / "archive")
    # Where the first line is another, the trail has another name, and our own key is none of the old one.
    cut_short = {"cut off": 6, "all gone": 2, "first changed": 1}
    assert (found["is_whole"], found["first_bad"]) == (False, cut_short.get(name, 3))
    assert first_bad >= cut_short.get(name, 3)


def test_a_checkpoint_taken_away_here_is_missed(tmp_path: Path) -> None:
    write(3)
    run("anchor", "--to", str(tmp_path / "archive"))
    with as_owner_of_the_machine():
        TrailCheckpoint.objects.all().delete()
    found = verified(tmp_path / "archive")
    assert found["is_whole"] is False
    assert "no longer here" in str(found["faults"])


def test_a_signature_by_another_key_is_told(tmp_path: Path, key_file: Path) -> None:
    write(3)
    run("anchor", "--to", str(tmp_path / "archive"))
    key_file.unlink()
    signing_key(key_file)
    [checkpoint] = (tmp_path / "archive").glob("fristed-checkpoint-*.txt")
    assert verified(checkpoint)["is_whole"] is False
    assert verified(tmp_path / "archive")["is_whole"] is True
    words = ("--checkpoint", str(checkpoint))
    believed = ("--public-key", str(tmp_path / "archive" / "fristed-public-key.txt"))
    assert "The trail is whole." in run("verify", *words, *believed)


def test_a_holder_of_another_trail_gets_nothing(tmp_path: Path, key_file: Path) -> None:
    write(3)
    run("anchor", "--to", str(tmp_path / "archive"))
    before = {path.name: path.read_bytes() for path in (tmp_path / "archive").iterdir()}
    reseal([replace(line, subject="another") for line in stored_lines()], key_file)
    write(1)
    with pytest.raises(CommandError, match="another"):
        run("anchor", "--to", str(tmp_path / "archive"))
    assert {path.name: path.read_bytes() for path in (tmp_path / "archive").iterdir()} == before


def test_leaves_that_a_holder_had_changed_are_not_believed(tmp_path: Path) -> None:
    write(3)
    run("anchor", "--to", str(tmp_path / "archive"))
    [leaves] = (tmp_path / "archive").glob("*.bin")
    leaves.write_bytes(bytes(32) + leaves.read_bytes()[32:])
    assert verified(tmp_path / "archive")["is_whole"] is True


def test_text_in_the_place_of_a_time_is_a_line_that_cannot_be_read() -> None:
    write(4)
    nonsense = "UPDATE audit_auditline SET at = '2026-13-45 nonsense' WHERE position = 3"
    if connection.vendor == "postgresql":
        with as_owner_of_the_machine(), pytest.raises(DataError), transaction.atomic():
            connection.cursor().execute(nonsense)
        assert verify_chain().is_whole
        return
    with as_owner_of_the_machine(), connection.cursor() as cursor:
        cursor.execute(nonsense)
    assert verify_chain().first_bad == 3


@pytest.mark.parametrize("holder", ["", "  ", "x" * 61, "two\nlines"])
def test_a_holder_has_a_name(holder: str) -> None:
    write(1)
    make_checkpoint(by=SYSTEM, at=AT)
    with pytest.raises(HolderRefused):
        record_anchored(holder=holder, size=1, by=SYSTEM, at=AT)
    with pytest.raises(NoSuchCheckpoint):
        record_anchored(holder="archive", size=2, by=SYSTEM, at=AT)


def test_the_worker_signs_once_a_day_and_says_why_it_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    for hour, expected in ((0, 1), (23, 1), (25, 2)):
        write(1)
        monkeypatch.setattr(daily, "door_clock", lambda h=hour: AT + timedelta(hours=h))
        daily.checkpoint_if_due(said.append)
        assert TrailCheckpoint.objects.count() == expected
    assert not is_checkpoint_due(at=AT + timedelta(hours=48))
    write(1, subject="new")
    with as_owner_of_the_machine():
        AuditLine.objects.filter(subject="new-0").update(event="case.closed")
    monkeypatch.setattr(daily, "door_clock", lambda: AT + timedelta(days=9))
    daily.checkpoint_if_due(said.append)
    assert said[-1].startswith("The audit trail was not signed")


@pytest.mark.parametrize("words", [("anchor",), ("anchor", "--to", "a", "--holder", "b", "--holder", "c")])
def test_anchoring_asks_where(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="--to"):
        run(*words)


def test_an_empty_trail_has_nothing_to_sign_or_give(tmp_path: Path) -> None:
    assert run("checkpoint") == ""
    with pytest.raises(CommandError, match="no line"):
        run("anchor", "--to", str(tmp_path / "archive"))
    assert "no copy" not in run("verify")
