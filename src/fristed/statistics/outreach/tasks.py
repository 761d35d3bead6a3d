"""The background task that computes statistics of outreach; see :mod:`fristed.foundation.background`."""

from __future__ import annotations

from django_tasks import task

from fristed.foundation.background import Limits, run_within

LIMITS = Limits(longest_seconds=300)


@task()
def compute_outreach_task(year: int) -> None:
    """Compute the numbers of one year in a program of its own.

    Raises
    ------
    ProgramFailed
        If the program ended with an error, a refusal too, or not in time.
    """
    run_within(LIMITS, "outreach", f"--year={year}")
