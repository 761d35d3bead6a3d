"""The background tasks of an uploaded file, each in a program of its own with limits, and its inbox.

One checks the file; another stores the cases, when its owner has seen what was found and says so.
"""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from fristed.foundation.background import Limits, run_or_clean_up, run_within
from fristed.foundation.handed_in.facts import Inbox
from fristed.foundation.identity.rules import Permission

COMMAND = "import-cases"
MEMORY = 1_500_000_000
"""Bytes of address space; a machine with 2 GB must hold the site as well."""

CHECKING = Limits(longest_seconds=120, most_memory=MEMORY)
STORING = Limits(longest_seconds=300, most_memory=MEMORY)
CLEANING = Limits(longest_seconds=60, most_memory=MEMORY)


@task()
def check_cases_task(reference: str) -> str:
    """Check one upload; where the program fails, delete the file and raise with its last words."""
    run_or_clean_up(CHECKING, COMMAND, f"--upload={reference}", cleaning=CLEANING)
    return reference


@task()
def store_cases_task(reference: str) -> str:
    """Store the cases of one upload; where the program fails, nothing is stored and its owner is told."""
    run_or_clean_up(STORING, COMMAND, f"--store={reference}", cleaning=CLEANING)
    return reference


@task()
def expire_case_uploads_task() -> None:
    """Delete what has been kept long enough."""
    run_within(CLEANING, COMMAND, "--expire")


INBOX = Inbox(
    name="cases",
    trail="import",
    answered="checked",
    handing_in=Permission.CASE_IMPORT,
    answering=Permission.IMPORT_CHECK,
    kept=timedelta(days=1),
    of_a_service=True,
    limits=CHECKING,
    task=check_cases_task,
    expiring=expire_case_uploads_task,
)
