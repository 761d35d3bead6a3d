"""What may be read of checks: how many numbers were found, by those at the desk; which, by who computes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fristed.foundation.background import Progress, state_of
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.statistics.annual_report.checking.facts import Check, Outcome, Place, Result, TextFound
from fristed.statistics.annual_report.checking.models import TextsCheck
from fristed.statistics.annual_report.checking.tasks import LONGEST_SECONDS, check_texts_task
from fristed.statistics.annual_report.checking.texts import lines_to_check, seal_of_texts
from fristed.statistics.annual_report.editing.queries import require_desk, require_report
from fristed.statistics.releases.queries import release_head

SAFE = "safe"


def release_mark(year: int) -> str:
    """Mark the newest stored release of a year, so that a later one is told from it; nothing without one."""
    head = release_head(year, SAFE)
    return f"{head.facts_sha256} {head.computed_at.isoformat()}" if head else ""


def texts_check(year: int, *, reader: Actor, at: datetime) -> Check | None:
    """Give the last request for a check of a year, and the result that was kept; ``None`` without a request.

    Which numbers were found is told to those who may compute releases.

    Raises
    ------
    NotPermitted
        If the reader neither edits nor approves the report.
    NoSuchSection
        If the year cannot have a report.
    """
    require_desk(reader)
    require_report(year)
    row = TextsCheck.objects.filter(year=year).first()
    if row is None:
        return None
    state = state_of(check_texts_task, row.task_id, at=at, longest_seconds=LONGEST_SECONDS)
    gave: Mapping[str, Any] = state.gave if isinstance(state.gave, dict) else {}
    reason = str(gave.get("refused", ""))
    since = state.since or row.requested_at
    result = _result(row, may_know=is_permitted(reader, Permission.RELEASE_COMPUTE))
    return Check(row.requested_by, row.requested_at, _outcome(state.progress, reason), since, reason, result)


def _outcome(progress: Progress, reason: str) -> Outcome:
    match progress:
        case "ended" | "gone":
            return "refused" if reason else "done"
        case _:
            return progress


def _result(row: TextsCheck, *, may_know: bool) -> Result | None:
    if row.checked_at is None:
        return None
    found = tuple(_found(one) for one in json.loads(row.findings))
    return Result(
        checked_at=row.checked_at,
        found=found if may_know else (),
        many=len(found),
        texts_changed=row.texts_sha256 != seal_of_texts(lines_to_check(row.year)),
        release_changed=row.release_mark != release_mark(row.year),
    )


def _found(one: Mapping[str, Any]) -> TextFound:
    return TextFound(
        place=Place(**one["place"]),
        typed=one["typed"],
        line=one["line"],
        is_share=one["is_share"],
        tells=tuple(one["tells"]),
        many=one["many"],
    )
