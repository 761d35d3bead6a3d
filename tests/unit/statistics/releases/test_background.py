"""The worker computes in a program of its own; whoever asked is told how far it is, and how it ended."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fristed.foundation import background
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.background import ProgramFailed, ProgramTookTooLong
from fristed.foundation.identity.queries import SYSTEM
from fristed.statistics.releases.actions import request_release
from fristed.statistics.releases.queries import Request, last_request
from fristed.statistics.releases.tasks import LONGEST_SECONDS, compute_release_task

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that would have been started; they end well."""
    seen: list[list[str]] = []

    def run(command: list[str], **_options: object) -> SimpleNamespace:
        seen.append(command)
        return SimpleNamespace(returncode=0, stdout='{"stored": [2024, "safe"]}', stderr="")

    monkeypatch.setattr(background.subprocess, "run", run)
    return seen


def ask(year: int = 2024, *, at: datetime = AT) -> DBTaskResult:
    """Ask for a release; give what the queue has of it."""
    task_id = request_release(year=year, policy="safe", data=Path(), by=SYSTEM, at=at)
    return DBTaskResult.objects.get(id=task_id)


def told(*, at: datetime = AT, year: int | None = None) -> Request:
    """Tell what became of the last request."""
    found = last_request("safe", reader=SYSTEM, at=at, year=year)
    assert found is not None
    return found


def note(task: DBTaskResult, **changes: object) -> None:
    """Have the queue say something else of a task."""
    DBTaskResult.objects.filter(id=task.id).update(**changes)


def test_asking_puts_one_task_in_the_queue_and_one_line_in_the_trail(db: None, tmp_path: Path) -> None:
    task_id = request_release(year=2024, policy="safe", data=tmp_path, by=SYSTEM, at=AT)
    assert str(DBTaskResult.objects.get().id) == task_id
    assert AuditLine.objects.filter(event="release.requested", subject="2024 safe").count() == 1


def test_the_task_starts_the_command_that_computes(started: list[list[str]]) -> None:
    assert compute_release_task.func(2024, "safe") == {"stored": [2024, "safe"]}
    assert [command[-4:] for command in started] == [["compute", "--year=2024", "--policy=safe", "--json"]]


def test_a_program_that_fails_is_reported_with_its_last_words(
    settings: SimpleNamespace, tmp_path: Path
) -> None:
    settings.DATA = tmp_path / "there is no register here"
    with pytest.raises(ProgramFailed, match="invalid choice"):
        compute_release_task.func(2024, "no-such-policy")


def test_a_program_that_takes_too_long_is_ended_and_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def never_ends(command: list[str], *, timeout: int, **_options: object) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(background.subprocess, "run", never_ends)
    with pytest.raises(ProgramTookTooLong, match=f"compute was ended after {LONGEST_SECONDS} seconds"):
        compute_release_task.func(2024, "safe")


def test_nothing_is_told_where_nobody_has_asked(db: None) -> None:
    assert last_request("safe", reader=SYSTEM, at=AT) is None


def test_a_request_waits_until_the_worker_takes_it_and_then_runs(db: None) -> None:
    task = ask()
    assert (told().progress, told().since) == ("waiting", task.enqueued_at)
    note(task, status=TaskResultStatus.RUNNING, started_at=AT)
    after = told(at=AT + timedelta(seconds=90))
    assert (after.progress, after.since) == ("running", AT)


def test_a_task_whose_worker_was_killed_is_not_said_to_run_for_ever(db: None) -> None:
    note(ask(), status=TaskResultStatus.RUNNING, started_at=AT)
    longest = timedelta(seconds=LONGEST_SECONDS)
    assert told(at=AT + longest).progress == "running"
    assert told(at=AT + 2 * longest).progress == "stopped"


@pytest.mark.parametrize(
    ("error", "progress"),
    [(ProgramFailed, "stopped"), (ProgramTookTooLong, "too_long"), (OSError, "stopped")],
)
def test_a_program_that_stopped_is_told_from_one_that_took_too_long(
    db: None, error: type[Exception], progress: str
) -> None:
    path = f"{error.__module__}.{error.__qualname__}"
    note(ask(), status=TaskResultStatus.FAILED, finished_at=AT, exception_class_path=path, traceback="…")
    assert (told().progress, told().since) == (progress, AT)


@pytest.mark.parametrize("reason", ["no_cases", "prose", "wishes", "not_proved", "others_stored"])
def test_a_refusal_is_told_with_its_reason_and_what_it_is_about(db: None, reason: str) -> None:
    answer = {"refused": reason, "about": ["table 2 KT 2024 male"]}
    note(ask(), status=TaskResultStatus.SUCCESSFUL, finished_at=AT, return_value=answer)
    assert (told().progress, told().reason) == ("refused", reason)
    assert told().about == ("table 2 KT 2024 male",)


@pytest.mark.parametrize("answer", [{"stored": [2024, "safe"]}, "2024 safe"])
def test_a_computation_that_ended_well_is_done_whoever_wrote_the_answer(db: None, answer: object) -> None:
    note(ask(), status=TaskResultStatus.SUCCESSFUL, finished_at=AT, return_value=answer)
    assert (told().progress, told().reason) == ("done", "")


def test_a_task_the_queue_has_forgotten_is_not_told_of(db: None) -> None:
    ask().delete()
    assert last_request("safe", reader=SYSTEM, at=AT) is None


def test_the_last_request_of_all_is_told_unless_a_year_is_named(db: None) -> None:
    ask(2024)
    ask(2023, at=AT + timedelta(minutes=1))
    assert (told().year, told(year=2024).year) == (2023, 2024)
    ask(2024, at=AT + timedelta(minutes=2))
    assert (told().year, told().requested_at) == (2024, AT + timedelta(minutes=2))


def test_the_worker_keeps_a_refusal_as_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = SimpleNamespace(returncode=2, stdout=json.dumps({"refused": "no_cases"}), stderr="No case.")
    monkeypatch.setattr(background.subprocess, "run", lambda *_words, **_options: ended)
    assert compute_release_task.func(2030, "safe") == {"refused": "no_cases"}
