"""Programs that background tasks start, with a time limit, and how far a task has come.

A task starts a program of its own, so that asking for something heavy costs the web process nothing; a
program that runs out of memory or time takes only itself with it.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks_db.models import DBTaskResult

from fristed.foundation.limited import with_memory

Progress = Literal["waiting", "running", "stopped", "too_long", "ended", "gone"]
HAS_ENDED: frozenset[Progress] = frozenset({"stopped", "too_long", "ended", "gone"})
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""What the queue notes as the moment of a task that need not wait for one."""
GRACE = timedelta(seconds=30)
"""How long after its limit a program may take to be seen as ended."""


class ProgramFailed(Exception):
    """A program that a task started ended with an error; its last words are told."""


class ProgramTookTooLong(ProgramFailed):
    """A program that a task started was ended at its time limit."""


TOO_LONG = f"{ProgramTookTooLong.__module__}.{ProgramTookTooLong.__qualname__}"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may use at most.

    Attributes
    ----------
    longest_seconds
        After which it is killed.
    most_memory
        Bytes of address space; ``None`` where it has no limit of its own.
    """

    longest_seconds: int
    most_memory: int | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its code, and what it wrote."""

    code: int
    out: str
    last_words: str


@dataclass(frozen=True, slots=True)
class TaskState:
    """How far a task has come, since when, and what it gave.

    ``stopped`` is a task that failed, and one whose worker was killed: it is still noted as running when its
    program must have ended. ``gone`` is one that the queue no longer knows.
    """

    progress: Progress
    since: datetime | None = None
    gave: Any = None


def run_program(*words: str, longest_seconds: int, most_memory: int | None = None) -> Ended:
    """Run one of our commands in a program of its own, killed at its time limit, without more memory.

    Raises
    ------
    ProgramTookTooLong
        If it had not ended in time; it is killed.
    """
    command = [*settings.COMMAND_LINE, *words]
    try:
        ended = subprocess.run(
            with_memory(command, most=most_memory) if most_memory else command,
            env={**os.environ, "FRISTED_DATA": str(settings.DATA)},
            capture_output=True,
            text=True,
            timeout=longest_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise ProgramTookTooLong(f"{words[0]} was ended after {longest_seconds} seconds.") from late
    return Ended(ended.returncode, ended.stdout, ended.stderr.strip()[-500:])


def run_within(limits: Limits, *words: str) -> None:
    """Run one of our commands within its limits.

    Raises
    ------
    ProgramFailed
        If it ended with an error, whatever the reason; its last words are told.
    """
    ended = run_program(*words, longest_seconds=limits.longest_seconds, most_memory=limits.most_memory)
    if ended.code:
        raise ProgramFailed(ended.last_words)


def run_or_clean_up(limits: Limits, *words: str, cleaning: Limits) -> None:
    """Run one of our commands; where it fails, run it again with ``--stopped``, to clean up after itself.

    Raises
    ------
    ProgramFailed
        With the last words of the first one.
    """
    try:
        run_within(limits, *words)
    except ProgramFailed:
        run_within(cleaning, *words, "--stopped")
        raise


def state_of(task: Task[Any, Any], task_id: str, *, at: datetime, longest_seconds: int) -> TaskState:
    """Give how far a task has come."""
    try:
        found = task.get_result(task_id)
    except TaskResultDoesNotExist:
        return TaskState("gone")
    match found.status:
        case TaskResultStatus.READY:
            return TaskState("waiting", found.enqueued_at)
        case TaskResultStatus.SUCCESSFUL:
            return TaskState("ended", found.finished_at, found.return_value)
        case TaskResultStatus.FAILED:
            late = any(error.exception_class_path == TOO_LONG for error in found.errors)
            return TaskState("too_long" if late else "stopped", found.finished_at)
    longest = timedelta(seconds=longest_seconds) + GRACE
    is_lost = found.started_at is None or at - found.started_at > longest
    return TaskState("stopped" if is_lost else "running", found.started_at)


def has_stopped(state: TaskState) -> bool:
    """Whether a task that has brought nothing will not bring it any more."""
    return state.progress in HAS_ENDED


def places_ahead(task_id: str, *, at: datetime) -> int:
    """Give how many tasks the worker takes before one that waits."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    due = ready.exclude(run_after__gt=at, run_after__lt=NEVER)
    ids = [str(found) for found in due.values_list("id", flat=True)]
    return ids.index(task_id) if task_id in ids else 0
