"""The verbs of this room that a door may call: asking for a computation, never computing itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.demo_mark import require_demo
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.releases.models import ReleaseRequest, SecondaryWish
from fristed.statistics.releases.names import THEME_FIGURE, CellName
from fristed.statistics.releases.policies import policy as read_policy
from fristed.statistics.releases.tasks import compute_release_task
from fristed.statistics.tabulation.reading import read_layout


class NoSuchCell(ValueError):
    """No table of the release and no theme has this cell, or it is a total, which is never hidden."""


def require_allowed_policy(policy_id: str, *, data: Path) -> None:
    """Refuse a policy that leaks by design outside a demo."""
    policy = read_policy(policy_id)
    if policy.demo_only:
        require_demo(data, what=f"The policy {policy.id}")


def request_release(
    *, year: int, policy: str, data: Path, by: Actor, at: datetime, frozen: int | None = None
) -> str:
    """Ask the task worker to compute a release, from frozen facts where named; give the id of the task.

    How far it has come is told by :func:`fristed.statistics.releases.queries.last_request`. The permission,
    the task and the audit line are one transaction.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    OnlyInADemo
        If the policy leaks by design and the data directory is not a demo.
    """
    require(by, Permission.RELEASE_COMPUTE)
    require_allowed_policy(policy, data=data)
    wanted: dict[str, Any] = {"year": year, "policy": policy}
    wanted |= {} if frozen is None else {"frozen": frozen}
    with transaction.atomic():
        result = compute_release_task.enqueue(**wanted)
        asked = {"task_id": str(result.id), "requested_at": at, "requested_by": by.username}
        ReleaseRequest.objects.update_or_create(year=year, policy=policy, defaults=asked)
        write_line(
            event="release.requested", by=by, at=at, subject=f"{year} {policy}", facts={"task": result.id}
        )
    return str(result.id)


def _require_cell(year: int, key: str) -> None:
    """Refuse a key that names no cell that could be hidden in the report of a year."""
    name, layout = CellName.read(key), read_layout()
    rows: set[tuple[int | str, str, str]] = {
        (table.id, table.service, row.code)
        for table in layout.tables
        for row in table.rows
        if table.where or row.of != "all"
    }
    themes = next(figure for figure in layout.figures if figure.id == THEME_FIGURE)
    rows |= {(themes.id, service, row.code) for service in themes.services for row in themes.rows}
    known = name is not None and (name.table, name.service, name.category_code) in rows
    if name is None or not known or not layout.first_register_year <= name.year <= year:
        raise NoSuchCell(f"There is no cell {key!r} that could be hidden in the report on {year}.")


def prefer_secondary(
    *, year: int, policy: str, key: str, by: Actor, at: datetime, instead_of: str = ""
) -> None:
    """Wish that a cell is hidden rather than another, from the next computation on.

    The next computation hides the cell and prints the other, where a safe pattern does that and no release of
    another report year says otherwise; the record of the release says why where it does not. An earlier
    version of the same report is replaced: do not wish once that has left the house. The permission, the wish
    and the audit line are one transaction.

    Parameters
    ----------
    year
        The report year.
    key
        The cell, such as ``table 4 KT 2024 fear_fgm``.
    instead_of
        The cell that is printed then; nothing leaves that to the search.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    UnknownPolicy
        If there is no such policy.
    NoSuchCell
        If a cell is neither in a table of the report nor a theme, or is a total.
    """
    require(by, Permission.RELEASE_COMPUTE)
    for named in (key, *([instead_of] if instead_of else [])):
        _require_cell(year, named)
    policy_id = read_policy(policy).id
    with transaction.atomic():
        wished = {"instead_of": instead_of, "wished_at": at, "wished_by": by.username}
        SecondaryWish.objects.update_or_create(year=year, policy=policy_id, key=key, defaults=wished)
        write_line(
            event="release.secondary_preferred",
            by=by,
            at=at,
            subject=f"{year} {policy_id}",
            facts={"cell": key, "instead_of": instead_of},
        )


def drop_preference(*, year: int, policy: str, key: str, by: Actor, at: datetime) -> None:
    """Take a wish back; nothing happens where there is none.

    Raises
    ------
    NotPermitted
        If the actor may not compute releases.
    """
    require(by, Permission.RELEASE_COMPUTE)
    with transaction.atomic():
        dropped, _ = SecondaryWish.objects.filter(year=year, policy=policy, key=key).delete()
        if dropped:
            write_line(
                event="release.preference_dropped",
                by=by,
                at=at,
                subject=f"{year} {policy}",
                facts={"cell": key},
            )
