"""The verbs of the check: ask for it, and store what it found; each with its audit line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.annual_report.checking.facts import TextFound
from fristed.statistics.annual_report.checking.models import TextsCheck
from fristed.statistics.annual_report.checking.tasks import check_texts_task
from fristed.statistics.annual_report.editing.queries import require_report


class NothingAsked(LookupError):
    """Nobody has asked for a check of that year, so no result of one is stored."""


def request_texts_check(*, year: int, by: Actor, at: datetime) -> str:
    """Ask the task worker to hold all texts of a year against its hidden counts; give the id of the task.

    Raises
    ------
    NotPermitted
        If the actor may not edit the report.
    NoSuchSection
        If the year cannot have a report.
    """
    require(by, Permission.REPORT_EDIT)
    require_report(year)
    with transaction.atomic():
        result = check_texts_task.enqueue(year=year)
        asked = {"task_id": str(result.id), "requested_at": at, "requested_by": by.username}
        TextsCheck.objects.update_or_create(year=year, defaults=asked)
        write_line(
            event="report.check_requested", by=by, at=at, subject=str(year), facts={"task": str(result.id)}
        )
    return str(result.id)


def keep_texts_check(
    *,
    year: int,
    found: Iterable[TextFound],
    texts_sha256: str,
    release_mark: str,
    by: Actor,
    at: datetime,
) -> None:
    """Store what a check found, in place of what the one before it found.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    NothingAsked
        If nobody has asked for a check of that year.
    """
    require(by, Permission.RELEASE_COMPUTE)
    findings = [asdict(one) for one in found]
    with transaction.atomic():
        row = TextsCheck.objects.select_for_update().filter(year=year).first()
        if row is None:
            raise NothingAsked(f"Nobody has asked for a check of the texts of {year}.")
        row.findings = json.dumps(findings, ensure_ascii=False)
        row.texts_sha256, row.release_mark, row.checked_at = texts_sha256, release_mark, at
        row.save(update_fields=["findings", "texts_sha256", "release_mark", "checked_at"])
        write_line(
            event="report.texts_checked", by=by, at=at, subject=str(year), facts={"found": len(findings)}
        )
