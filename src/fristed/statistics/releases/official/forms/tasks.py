"""The background task that prints the forms of a version; see :mod:`fristed.foundation.background`.

Nothing is kept until every form is printed, so a program that is stopped leaves everything as it was.
"""

from __future__ import annotations

import json
from typing import Any

from django_tasks import task

from fristed.foundation.background import ProgramFailed, run_program

LONGEST_SECONDS = 300


@task()
def print_forms_task(year: int, policy: str, version: int) -> dict[str, Any]:
    """Print and keep the forms of one version; give what was kept, or why not.

    Raises
    ------
    ProgramFailed
        If the program ended with an error that is no refusal, or not in time.
    """
    words = ["forms", f"--year={year}", f"--policy={policy}", f"--version-number={version}", "--json"]
    ended = run_program(*words, longest_seconds=LONGEST_SECONDS)
    try:
        answer: dict[str, Any] = json.loads(ended.out)
    except ValueError:
        raise ProgramFailed(ended.last_words) from None
    return answer
