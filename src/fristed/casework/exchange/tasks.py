"""The background task that checks an uploaded file, in a program of its own with a time limit."""

from __future__ import annotations

from django_tasks import task

from fristed.foundation.background import ProgramFailed, run_program

COMMAND = "import-cases"
LONGEST_SECONDS = 120
FEW_SECONDS = 60


@task()
def check_cases_task(reference: str) -> str:
    """Check one upload; where the program fails, delete the file and raise with its last words."""
    try:
        _run(f"--upload={reference}", longest_seconds=LONGEST_SECONDS)
    except ProgramFailed:
        _run(f"--upload={reference}", "--stopped", longest_seconds=FEW_SECONDS)
        raise
    return reference


@task()
def expire_case_uploads_task() -> None:
    """Delete what has been kept long enough."""
    _run("--expire", longest_seconds=FEW_SECONDS)


def _run(*words: str, longest_seconds: int) -> None:
    ended = run_program(COMMAND, *words, longest_seconds=longest_seconds)
    if ended.code:
        raise ProgramFailed(ended.last_words)
