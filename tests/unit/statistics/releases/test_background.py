"""The task worker computes in a program of its own; a failure there leaves the old release standing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django_tasks_db.models import DBTaskResult

from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import SYSTEM
from fristed.statistics.releases import tasks
from fristed.statistics.releases.actions import request_release
from fristed.statistics.releases.tasks import ComputationFailed, compute_release_task

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that would have been started; they end well."""
    seen: list[list[str]] = []

    def run(command: list[str], **_options: object) -> SimpleNamespace:
        seen.append(command)
        return SimpleNamespace(returncode=0, stderr="")

    monkeypatch.setattr(tasks.subprocess, "run", run)
    return seen


def test_asking_puts_one_task_in_the_queue_and_one_line_in_the_trail(db: None, tmp_path: Path) -> None:
    task_id = request_release(year=2024, policy="safe", data=tmp_path, by=SYSTEM, at=AT)
    assert str(DBTaskResult.objects.get().id) == task_id
    assert AuditLine.objects.filter(event="release.requested", subject="2024 safe").count() == 1


def test_the_task_starts_the_command_that_computes(started: list[list[str]]) -> None:
    assert compute_release_task.func(2024, "safe") == "2024 safe"
    assert [command[-3:] for command in started] == [["compute", "--year=2024", "--policy=safe"]]


def test_a_program_that_fails_is_reported_with_its_last_words(
    settings: SimpleNamespace, tmp_path: Path
) -> None:
    settings.DATA = tmp_path / "there is no register here"
    with pytest.raises(ComputationFailed, match="invalid choice"):
        compute_release_task.func(2024, "no-such-policy")
