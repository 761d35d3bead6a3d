"""The verbs of this room that a door may call: asking for a computation, never computing itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.demo_mark import require_demo
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.releases.policies import policy as read_policy
from fristed.statistics.releases.tasks import compute_release_task


def require_allowed_policy(policy_id: str, *, data: Path) -> None:
    """Refuse a policy that leaks by design outside a demo."""
    policy = read_policy(policy_id)
    if policy.demo_only:
        require_demo(data, what=f"The policy {policy.id}")


def request_release(*, year: int, policy: str, data: Path, by: Actor, at: datetime) -> str:
    """Ask the task worker to compute a release; give the id of the task.

    The permission, the task and the audit line are one transaction.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    OnlyInADemo
        If the policy leaks by design and the data directory is not a demo.
    """
    require(by, Permission.RELEASE_COMPUTE)
    require_allowed_policy(policy, data=data)
    with transaction.atomic():
        result = compute_release_task.enqueue(year=year, policy=policy)
        write_line(
            event="release.requested", by=by, at=at, subject=f"{year} {policy}", facts={"task": result.id}
        )
    return str(result.id)
