"""The background task that attacks an upload, as a program of its own with limits.

The tasks import no solver, so that asking for an attack from the web costs the web process nothing; a program
that needs too much memory or time is killed, its owner is told, and the files are deleted as they are after
an answer.
"""

from __future__ import annotations

import os
import subprocess

from django.conf import settings
from django_tasks import task

from fristed.statistics.leak_finding.limited import with_memory

LONGEST_SECONDS = 300
MEMORY = 1_500_000_000
"""Bytes of address space of the program; a machine with 2 GB must hold the site as well."""

FEW_SECONDS = 60
"""For what attacks nothing."""


class AttackFailed(Exception):
    """The program that attacks an upload ended with an error; there are no findings."""


@task()
def attack_upload_task(reference: str) -> str:
    """Attack one upload; where the program fails, delete the files and raise with its last words."""
    try:
        _run(f"--upload={reference}", longest=LONGEST_SECONDS)
    except AttackFailed:
        _run(f"--upload={reference}", "--stopped", longest=FEW_SECONDS)
        raise
    return reference


@task()
def expire_uploads_task() -> None:
    """Delete what has been kept long enough."""
    _run("--expire", longest=FEW_SECONDS)


def _run(*words: str, longest: int) -> None:
    """Run ``fristed audit`` within its limits."""
    try:
        ended = subprocess.run(
            with_memory([*settings.COMMAND_LINE, "audit", *words], most=MEMORY),
            env={**os.environ, "FRISTED_DATA": str(settings.DATA)},
            capture_output=True,
            text=True,
            timeout=longest,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise AttackFailed(f"ended after {longest} seconds") from late
    if ended.returncode:
        raise AttackFailed(ended.stderr.strip()[-500:])
