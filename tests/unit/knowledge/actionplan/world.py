"""A plan that is loaded, with the two who write in it; everybody is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from fristed.foundation.identity.actions import create_account
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM, actor_named
from fristed.knowledge.actionplan.actions import let_write, load_plan, write_follow
from fristed.knowledge.actionplan.drafts import EvidenceDraft
from fristed.knowledge.actionplan.facts import Follow
from fristed.knowledge.actionplan.reading import PACKAGED, files_in_folder

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
PLAN = "plan-2025-2028"
DECISION = EvidenceDraft("document", "decision", "AID 25/100-4", "Notat med beslutning")
PASSWORD = "a-long-password-for-tests"
ROLES = {"runa": "plan_coordinator", "tor": "ministry_editor", "ulf": "ministry_editor"}


def who(username: str) -> Actor:
    """Give one of those who write."""
    return actor_named(username)


def loaded(*, writes: dict[str, str] | None = None) -> str:
    """Load the packaged plan, and let people write for ministries: ``tor`` for AID where nothing is said."""
    for username, role in ROLES.items():
        create_account(
            username=username,
            display_name=username.capitalize(),
            service="",
            roles=[role],
            password=PASSWORD,
            by=SYSTEM,
            at=AT,
        )
    runa = who("runa")
    key = load_plan(files=files_in_folder(PACKAGED), by=runa, at=AT - timedelta(days=300))
    for username, ministry in ({"tor": "AID"} if writes is None else writes).items():
        let_write(ministry=ministry, account=who(username).account_id, by=runa, at=AT)
    return key


def write(
    code: str,
    status: str = "under_way",
    *,
    by: str = "tor",
    seen: int = 0,
    evidence: EvidenceDraft | None = None,
    at: datetime = AT,
    **more: Any,
) -> int:
    """Write of a commitment."""
    return write_follow(
        plan=PLAN,
        code=code,
        follow=Follow(status, **more),
        seen_version=seen,
        evidence=evidence,
        by=who(by),
        at=at,
    )


def on(day: date) -> datetime:
    """Give noon on a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
