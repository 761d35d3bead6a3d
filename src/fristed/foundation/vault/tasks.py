"""The background task that sweeps left-over keys every hour, in a program of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from fristed.foundation.background import ProgramFailed, run_program

EVERY = timedelta(hours=1)
LONGEST_SECONDS = 600


@task()
def sweep_keys_task() -> None:
    """Sweep, and ask for the next sweep in an hour."""
    ended = run_program("vault", "sweep", "--again", longest_seconds=LONGEST_SECONDS)
    if ended.code:
        raise ProgramFailed(ended.last_words)


def ask_to_sweep_again(*, at: datetime) -> None:
    """Ask for a sweep in an hour, unless one is waiting."""
    waiting = DBTaskResult.objects.filter(
        task_path=sweep_keys_task.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        sweep_keys_task.using(run_after=at + EVERY).enqueue()
