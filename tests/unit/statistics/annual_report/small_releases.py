"""A release small enough to be written out in a test: one service, a handful of cells."""

from __future__ import annotations

from collections.abc import Mapping

from fristed.statistics.releases.facts import Flag, PublishedCell, PublishedNumber, Release
from fristed.statistics.releases.policies import policy as policy_in_force

TABLES = {"cases_total": 1, "gender": 2, "main_concern": 4, "referrer": 6}
Printed = int | None


def cell(
    dimension: str, code: str, count: Printed, *, year: int = 2024, percent: Printed = None
) -> PublishedCell:
    """Print one cell of the Expert Team; ``None`` is hidden."""
    flag: Flag = "…" if count is None else ("0" if count == 0 else "")
    return PublishedCell(TABLES[dimension], "KT", year, dimension, code, count, percent, flag)


def release(
    *cells: PublishedCell,
    numbers: Mapping[str, PublishedNumber] | None = None,
    policy: str = "safe",
    year: int = 2024,
) -> Release:
    """Put cells and numbers together."""
    version = policy_in_force(policy).version
    return Release(year, policy, version, "layout-2024", "0" * 64, cells, (), numbers or {})


def concerns(*counts: Printed, total: int) -> tuple[PublishedCell, ...]:
    """Print main concerns with the given counts, in the order of their names, and their total."""
    names = ("threats_and_violence", "negative_social_control", "fear_fgm", "completed_fgm")
    printed = tuple(cell("main_concern", name, n) for name, n in zip(names, counts, strict=False))
    return (*printed, cell("main_concern", "total", total))
