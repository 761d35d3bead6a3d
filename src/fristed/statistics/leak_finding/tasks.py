"""The background task that attacks an upload, as a program of its own with limits, and the inbox it answers.

The tasks import no solver, so that asking for an attack from the web costs the web process nothing; a program
that needs too much memory or time is killed, its owner is told, and the files are deleted as they are after
an answer.
"""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from fristed.foundation.background import Limits, run_or_clean_up, run_within
from fristed.foundation.handed_in.facts import Inbox
from fristed.foundation.identity.rules import Permission

COMMAND = "audit"
LIMITS = Limits(longest_seconds=300, most_memory=1_500_000_000)
"""A machine with 2 GB must hold the site as well."""

OF_WHAT_ATTACKS_NOTHING = Limits(longest_seconds=60, most_memory=LIMITS.most_memory)


@task()
def attack_upload_task(reference: str) -> str:
    """Attack one upload; where the program fails, delete the files and raise with its last words."""
    run_or_clean_up(LIMITS, COMMAND, f"--upload={reference}", cleaning=OF_WHAT_ATTACKS_NOTHING)
    return reference


@task()
def expire_uploads_task() -> None:
    """Delete what has been kept long enough."""
    run_within(OF_WHAT_ATTACKS_NOTHING, COMMAND, "--expire")


INBOX = Inbox(
    name="tables",
    trail="leaks",
    answered="attacked",
    handing_in=Permission.LEAKS_FIND,
    answering=Permission.FINDINGS_STORE,
    kept=timedelta(days=7),
    of_a_service=False,
    limits=LIMITS,
    task=attack_upload_task,
    expiring=expire_uploads_task,
)
