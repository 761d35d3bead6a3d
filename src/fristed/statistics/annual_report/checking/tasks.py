"""The background task that checks all texts of a year; see :mod:`fristed.foundation.background`.

The program stores what it found when it has come to its end, so one that is stopped leaves the old result.
"""

from __future__ import annotations

import json
from typing import Any

from django_tasks import task

from fristed.foundation.background import ProgramFailed, run_program

LONGEST_SECONDS = 300


@task()
def check_texts_task(year: int) -> dict[str, Any]:
    """Check the texts of a year; give how many numbers were found, or why it was refused.

    Raises
    ------
    ProgramFailed
        If the program ended with an error that is no refusal, or not in time.
    """
    ended = run_program("check_texts", f"--year={year}", "--json", longest_seconds=LONGEST_SECONDS)
    try:
        answer: dict[str, Any] = json.loads(ended.out)
    except ValueError:
        raise ProgramFailed(ended.last_words) from None
    return answer
