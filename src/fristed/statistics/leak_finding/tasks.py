"""The background task that attacks an upload, as a program of its own with a time limit.

The task imports no solver, so that asking for an attack from the web costs the web process nothing; a program
that runs too long is killed, and its owner is told.
"""

from __future__ import annotations

import os
import subprocess

from django.conf import settings
from django_tasks import task

LONGEST_SECONDS = 300


class AttackFailed(Exception):
    """The program that attacks an upload ended with an error; there are no findings."""


@task()
def attack_upload_task(reference: str) -> str:
    """Attack one upload; raise with the program's last words when it fails."""
    ended = subprocess.run(
        [*settings.COMMAND_LINE, "audit", f"--upload={reference}"],
        env={**os.environ, "FRISTED_DATA": str(settings.DATA)},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    if ended.returncode:
        raise AttackFailed(ended.stderr.strip()[-500:])
    return reference
