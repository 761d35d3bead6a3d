"""The background task that computes a release; see :mod:`fristed.foundation.background`.

A release that is refused is an answer: it is told to whoever asked, and the stored release stands, as it does
when the program is stopped.
"""

from __future__ import annotations

import json
from typing import Any

from django_tasks import task

from fristed.foundation.background import ProgramFailed, run_program

LONGEST_SECONDS = 600


@task()
def compute_release_task(year: int, policy: str, frozen: int | None = None) -> dict[str, Any]:
    """Compute one release, from frozen facts where named; give what was stored, or why it was refused.

    Raises
    ------
    ProgramFailed
        If the program ended with an error that is no refusal, or not in time.
    """
    words = ["compute", f"--year={year}", f"--policy={policy}", "--json"]
    words += [f"--frozen={frozen}"] if frozen is not None else []
    ended = run_program(*words, longest_seconds=LONGEST_SECONDS)
    try:
        answer: dict[str, Any] = json.loads(ended.out)
    except ValueError:
        raise ProgramFailed(ended.last_words) from None
    return answer
