"""The background task that computes a release, as a program of its own.

The task itself imports neither the counting engine nor the solver, so that asking for a computation from
the web costs the web process nothing; and a computation that runs out of memory or time takes only its
own program with it, while the stored release stands.
"""

from __future__ import annotations

import os
import subprocess

from django.conf import settings
from django_tasks import task

LONGEST_SECONDS = 600


class ComputationFailed(Exception):
    """The program that computes a release ended with an error; the old release stands."""


@task()
def compute_release_task(year: int, policy: str) -> str:
    """Compute one release; raise with the program's last words when it fails."""
    ended = subprocess.run(
        [*settings.COMMAND_LINE, "compute", f"--year={year}", f"--policy={policy}"],
        env={**os.environ, "FRISTED_DATA": str(settings.DATA)},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    if ended.returncode:
        raise ComputationFailed(ended.stderr.strip()[-500:])
    return f"{year} {policy}"
