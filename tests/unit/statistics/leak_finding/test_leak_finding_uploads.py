"""Uploads: taken whole or not at all, attacked apart, seen by their owner alone, deleted after use."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fristed.foundation import background, limited
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.background import GRACE, ProgramFailed
from fristed.foundation.handed_in import actions
from fristed.foundation.handed_in.models import HandedIn, HandedInFile
from fristed.foundation.handed_in.queries import NotHandedIn
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.foundation.limited import with_memory
from fristed.interfaces.cli.management.commands import audit as audit_command
from fristed.statistics.leak_finding import tasks
from fristed.statistics.leak_finding.actions import (
    delete_upload,
    drop_files,
    expire_uploads,
    store_findings,
    upload_tables,
)
from fristed.statistics.leak_finding.queries import answer_to, files_to_attack, uploads_of
from fristed.statistics.leak_finding.simple_spec import PlainTable, quoted, spec_of
from fristed.statistics.leak_finding.tasks import INBOX, LIMITS, attack_upload_task, expire_uploads_task
from fristed.statistics.leak_finding.uploads import (
    LARGEST_FILE,
    MOST_FILES,
    Fault,
    TableFile,
    UploadRefused,
    checked,
)
from tests.unit.statistics.leak_finding.publications import damaged, encrypted, packed_in_a_strange_way

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
DINA = Actor(7, "dina", "Dina", None, frozenset({"leaks.find"}))
OTHER = Actor(8, "other", "Other", None, frozenset({"leaks.find"}))
KEPT = INBOX.kept
LOST_AFTER = timedelta(seconds=LIMITS.longest_seconds) + GRACE
SPEC = b'threshold = 7\n[signs]\nhigh = 6\n[[table]]\nname = "1"\nfile = "counts.csv"\ntotal = "All"\n'
COUNTS = "Place;Cases\nNorth;12\nSouth;…\nAll;15\n".encode()
FILES = [TableFile("spec.toml", SPEC), TableFile("counts.csv", COUNTS)]


@pytest.fixture(autouse=True)
def _clock_of_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command line read the time of these tests, whenever they run."""
    monkeypatch.setattr(audit_command, "door_clock", lambda: AT)


def upload(by: Actor = DINA, at: datetime = AT) -> str:
    return upload_tables(files=FILES, title="tables", by=by, at=at)


def events() -> list[str]:
    return list(AuditLine.objects.order_by("position").values_list("event", flat=True))


def zipped(**files: bytes) -> bytes:
    """Pack files in a zip; the last underscore of a name is a dot."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            is_plain = name.endswith(("_Store", "/"))
            archive.writestr(name if is_plain else ".".join(name.rsplit("_", 1)), text)
    return content.getvalue()


def test_an_upload_is_stored_with_its_task_and_one_line_in_the_trail(db: None) -> None:
    reference = upload()
    line = AuditLine.objects.get(event="leaks.uploaded")
    assert (line.subject, line.actor_username) == (reference, "dina")
    assert json.loads(line.facts) == {"bytes": len(SPEC) + len(COUNTS), "files": 2}
    task = DBTaskResult.objects.get(task_path__endswith="attack_upload_task")
    assert str(task.id) == HandedIn.objects.get().task_id
    assert [u.state for u in uploads_of(DINA, at=AT)] == ["waiting"]


def test_nothing_is_stored_when_the_trail_cannot_be_written(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_line: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(actions, "write_line", broken)
    with pytest.raises(OSError, match="full"):
        upload()
    assert not HandedIn.objects.exists()
    assert not HandedInFile.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_the_attack_stores_what_it_finds_and_deletes_the_files(db: None) -> None:
    reference = upload()
    call_command("audit", f"--upload={reference}")
    answer = answer_to(DINA, reference, at=AT)
    assert answer.line.state == "found"
    assert [(row["category_code"], row["low"], row["kind"]) for row in answer.rows] == [("South", 3, "exact")]
    assert not HandedInFile.objects.exists()
    assert events() == ["leaks.uploaded", "leaks.attacked"]


def test_tables_that_cannot_be_read_are_answered_with_the_place(db: None) -> None:
    files = [FILES[0], TableFile("counts.csv", b"Place;Cases\nNorth;twelve\nAll;15\n")]
    reference = upload_tables(files=files, title="tables", by=DINA, at=AT)
    call_command("audit", f"--upload={reference}")
    answer = answer_to(DINA, reference, at=AT)
    assert answer.line.state == "refused"
    assert answer.refusal.startswith("counts.csv, row 2, column “Cases”: “twelve”")
    assert answer.rows == ()
    assert not HandedInFile.objects.exists()


def test_an_upload_whose_spec_is_lost_is_answered_as_one_without_a_spec(db: None) -> None:
    reference = upload()
    HandedInFile.objects.filter(name="spec.toml").delete()
    call_command("audit", f"--upload={reference}")
    assert answer_to(DINA, reference, at=AT).refusal == "spec.toml: there is no such file"


def test_findings_stay_when_the_trail_cannot_be_written(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = upload()

    def broken(**_line: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(actions, "write_line", broken)
    with pytest.raises(OSError, match="full"):
        store_findings(reference=reference, rows=[{"kind": "wide"}], by=SYSTEM, at=AT)
    with pytest.raises(OSError, match="full"):
        delete_upload(reference=reference, by=DINA, at=AT)
    assert HandedIn.objects.get().answered_at is None
    assert HandedInFile.objects.count() == 2


def test_nobody_else_sees_or_deletes_an_upload(db: None) -> None:
    reference = upload()
    assert uploads_of(OTHER, at=AT) == []
    for asked in (reference, "no-such"):
        with pytest.raises(NotHandedIn):
            answer_to(OTHER, asked, at=AT)
        with pytest.raises(NotHandedIn):
            delete_upload(reference=asked, by=OTHER, at=AT)
    assert HandedIn.objects.count() == 1


def test_an_upload_is_deleted_when_its_owner_says_so(db: None) -> None:
    reference = upload()
    delete_upload(reference=reference, by=DINA, at=AT)
    assert not HandedIn.objects.exists()
    assert not HandedInFile.objects.exists()
    assert events() == ["leaks.uploaded", "leaks.deleted"]


def test_an_upload_is_shown_to_nobody_after_seven_days_and_then_deleted(db: None) -> None:
    reference = upload()
    last, after = AT + KEPT, AT + KEPT + timedelta(seconds=1)
    assert len(uploads_of(DINA, at=last)) == 1
    assert uploads_of(DINA, at=after) == []
    with pytest.raises(NotHandedIn):
        answer_to(DINA, reference, at=after)
    upload(by=OTHER, at=after)
    assert not HandedIn.objects.filter(reference=reference).exists()
    assert events() == ["leaks.uploaded", "leaks.expired", "leaks.uploaded"]


def test_the_program_that_attacks_is_the_only_one_that_stores_findings(db: None) -> None:
    reference = upload()
    with pytest.raises(NotPermitted):
        store_findings(reference=reference, rows=[], by=DINA, at=AT)


def test_an_attack_that_stopped_is_said_to_have_stopped(db: None) -> None:
    upload()
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED)
    assert uploads_of(DINA, at=AT)[0].state == "failed"
    DBTaskResult.objects.all().delete()
    assert uploads_of(DINA, at=AT)[0].state == "failed"


def test_an_attack_whose_worker_was_killed_is_said_to_have_stopped(db: None) -> None:
    upload()
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=AT)
    late = AT + LOST_AFTER + timedelta(seconds=1)
    assert [uploads_of(DINA, at=at)[0].state for at in (AT, late)] == ["running", "failed"]
    expire_uploads(by=SYSTEM, at=AT)
    assert HandedInFile.objects.count() == 2
    expire_uploads(by=SYSTEM, at=late)
    assert not HandedInFile.objects.exists()
    assert events() == ["leaks.uploaded", "leaks.stopped"]


def test_an_upload_waits_for_the_worker_however_long_and_keeps_its_files(db: None) -> None:
    reference = upload()
    expire_uploads(by=SYSTEM, at=AT + KEPT)
    assert len(files_to_attack(reference, by=SYSTEM)) == 2


def test_the_end_of_an_upload_is_a_task_of_its_own(db: None) -> None:
    upload()
    task = DBTaskResult.objects.get(task_path__endswith="expire_uploads_task")
    assert task.run_after == AT + KEPT + timedelta(seconds=1)
    call_command("audit", "--expire")
    assert HandedIn.objects.exists()
    expire_uploads(by=SYSTEM, at=task.run_after)
    assert not HandedIn.objects.exists()
    assert not HandedInFile.objects.exists()


@pytest.mark.parametrize(
    "verb",
    [
        lambda by, reference: expire_uploads(by=by, at=AT),
        lambda by, reference: drop_files(reference=reference, by=by, at=AT),
        lambda by, reference: files_to_attack(reference, by=by),
    ],
)
def test_only_the_program_that_attacks_reads_and_drops_files(
    db: None, verb: Callable[[Actor, str], object]
) -> None:
    reference = upload()
    with pytest.raises(NotPermitted):
        verb(DINA, reference)
    assert HandedInFile.objects.count() == 2
    verb(SYSTEM, reference)


class Programs:
    """Stands in for the starting of programs: notes the words of each, and lets attacks end badly."""

    def __init__(self, *, attack_ends: int | Exception) -> None:
        self.attack_ends = attack_ends
        self.started: list[tuple[list[str], object]] = []

    def run(self, command: list[str], **options: object) -> SimpleNamespace:
        """Note a program that is started and end it."""
        words = command[command.index("audit") :]
        self.started.append((words, options["timeout"]))
        is_attack = len(words) == 2 and words[1].startswith("--upload")
        if is_attack and isinstance(self.attack_ends, Exception):
            raise self.attack_ends
        return SimpleNamespace(
            returncode=self.attack_ends if is_attack else 0, stdout="", stderr="out of memory"
        )


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (1, "out of memory"),
        (-9, "out of memory"),
        (background.subprocess.TimeoutExpired("audit", 300), "after 300 seconds"),
    ],
)
def test_an_attack_that_stops_for_whatever_reason_has_its_files_deleted(
    monkeypatch: pytest.MonkeyPatch, ends: int | Exception, words: str
) -> None:
    programs = Programs(attack_ends=ends)
    monkeypatch.setattr(background.subprocess, "run", programs.run)
    with pytest.raises(ProgramFailed, match=words):
        attack_upload_task.func("abc")
    assert programs.started == [
        (["audit", "--upload=abc"], LIMITS.longest_seconds),
        (["audit", "--upload=abc", "--stopped"], tasks.OF_WHAT_ATTACKS_NOTHING.longest_seconds),
    ]


def test_an_attack_that_ends_well_deletes_its_files_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    programs = Programs(attack_ends=0)
    monkeypatch.setattr(background.subprocess, "run", programs.run)
    assert attack_upload_task.func("abc") == "abc"
    expire_uploads_task.func()
    assert [words for words, _ in programs.started] == [["audit", "--upload=abc"], ["audit", "--expire"]]


def test_the_program_for_a_stopped_attack_deletes_the_files_and_says_so(db: None) -> None:
    reference = upload()
    for _time in range(2):
        call_command("audit", f"--upload={reference}", "--stopped")
    assert not HandedInFile.objects.exists()
    assert events() == ["leaks.uploaded", "leaks.stopped"]


def test_a_program_gets_the_memory_it_is_given_and_no_more() -> None:
    for size, is_enough in ((10_000_000, True), (900_000_000, False)):
        program = [sys.executable, "-c", f"bytearray({size})"]
        ended = subprocess.run(
            with_memory(program, most=500_000_000), capture_output=True, text=True, check=False
        )
        assert (ended.returncode == 0) is is_enough
        assert is_enough or "MemoryError" in ended.stderr


def test_the_limit_is_taken_before_the_program_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[object] = []
    monkeypatch.setattr(limited.resource, "setrlimit", lambda which, limits: steps.append((which, limits[0])))
    monkeypatch.setattr(limited.os, "execv", lambda path, words: steps.append((path, words)))
    monkeypatch.setattr(limited.sys, "argv", ["-c", "77", "/bin/true", "word"])
    limited.main()
    assert steps == [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, 77),
        ("/bin/true", ["/bin/true", "word"]),
    ]


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ([], Fault.NO_FILES),
        (FILES[1:], Fault.NO_SPEC),
        ([*FILES, TableFile("more.toml", b"")], Fault.TWO_SPECS),
        ([*FILES, TableFile("COUNTS.csv", b"")], Fault.SAME_NAME),
        ([*FILES, TableFile("picture.png", b"")], Fault.WRONG_KIND),
        ([*FILES, TableFile(f"{'n' * 100}.csv", b"")], Fault.WRONG_KIND),
        ([*FILES, TableFile("../up.csv", b"")], Fault.FOLDERS),
        ([*FILES, TableFile("a\\b.csv", b"")], Fault.FOLDERS),
        ([*FILES, TableFile(".hidden.csv", b"")], Fault.FOLDERS),
        ([*FILES, TableFile("big.csv", b"x" * (LARGEST_FILE + 1))], Fault.TOO_LARGE),
        ([*FILES, *(TableFile(f"{n}.csv", b"x" * 1_900_000) for n in range(3))], Fault.TOO_LARGE),
        ([TableFile(f"{n}.csv", b"") for n in range(MOST_FILES + 1)], Fault.TOO_MANY),
        ([TableFile("a.zip", b"PK nothing")], Fault.BROKEN_ZIP),
        ([TableFile("a.zip", encrypted(zipped(spec_toml=SPEC)))], Fault.BROKEN_ZIP),
        ([TableFile("a.zip", damaged(zipped(spec_toml=SPEC)))], Fault.BROKEN_ZIP),
        ([TableFile("a.zip", packed_in_a_strange_way(zipped(spec_toml=SPEC)))], Fault.BROKEN_ZIP),
        ([TableFile("a.zip", zipped(**{f"f{n}_csv": b"" for n in range(MOST_FILES + 1)}))], Fault.TOO_MANY),
        ([TableFile("a.zip", zipped(bomb_csv=b"0" * 50_000_000))], Fault.TOO_LARGE),
    ],
)
def test_an_upload_that_is_too_much_or_of_another_kind_is_refused(
    files: list[TableFile], fault: Fault
) -> None:
    with pytest.raises(UploadRefused) as refusal:
        checked(files)
    assert refusal.value.fault == fault


@pytest.mark.parametrize("left_behind", ["__MACOSX/tables/._spec_toml", "tables/.DS_Store", "tables/"])
def test_a_zip_of_a_folder_is_unpacked_as_if_the_files_lay_side_by_side(left_behind: str) -> None:
    content = zipped(**{"tables/spec_toml": SPEC, "tables/counts_csv": COUNTS, left_behind: b""})
    assert checked([TableFile("all.zip", content)]) == (FILES[0], FILES[1])


@pytest.mark.parametrize(
    ("spec", "counts"),
    [
        ("tables/spec_toml", "counts_csv"),
        ("tables/spec_toml", "more/counts_csv"),
        ("tables/deep/spec_toml", "tables/deep/counts_csv"),
        ("tables/spec_toml", "tables/../counts_csv"),
        ("../spec_toml", "../counts_csv"),
        ("/spec_toml", "/counts_csv"),
        ("./spec_toml", "./counts_csv"),
        ("C:/spec_toml", "C:/counts_csv"),
        ("a\\b/spec_toml", "a\\b/counts_csv"),
    ],
)
def test_a_zip_with_more_than_one_folder_or_a_way_out_of_it_is_refused(spec: str, counts: str) -> None:
    with pytest.raises(UploadRefused) as refusal:
        checked([TableFile("all.zip", zipped(**{spec: SPEC, counts: COUNTS}))])
    assert refusal.value.fault == Fault.FOLDERS


def test_a_zip_is_unpacked() -> None:
    found = checked([TableFile("all.zip", zipped(spec_toml=SPEC, counts_csv=COUNTS))])
    assert found == (FILES[0], FILES[1])


def test_the_short_form_makes_a_spec_that_is_read_whatever_is_typed() -> None:
    plain = PlainTable("a.csv", 'T: "x"\\', "Sted\t", ("Antall",), {"Antall": "%"}, "I alt", ("-",), 5, True)
    assert quoted('a"\\\n') == '"a\\"\\\\ "'
    text = spec_of(plain).decode()
    assert 'title = "T: \\"x\\"\\\\"' in text
    assert "high = 4" in text
    assert 'not_in_use = ["–", "."]' in text
    assert 'percent = "%"' in text
