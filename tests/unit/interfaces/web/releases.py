"""A small stored release: counts, a hidden one, a true zero, a category not in use."""

from __future__ import annotations

from datetime import UTC, datetime

from fristed.statistics.releases.facts import PublishedCell, Release
from fristed.statistics.releases.models import StoredRelease
from fristed.statistics.releases.payload import sha256_of, write_release

YEARS = (2021, 2022, 2023, 2024)
HIDDEN, UNUSED, ZERO = "…", "-", "0"
# Table, service, dimension, category: what stands in 2021-2024.
Value = int | str
ROWS: tuple[tuple[int, str, str, str, tuple[Value, ...]], ...] = (
    (2, "KT", "gender", "female", (561, 670, 809, 1053)),
    (2, "KT", "gender", "male", (176, 190, 283, HIDDEN)),
    (2, "KT", "gender", "unknown", (22, 31, 45, HIDDEN)),
    (2, "KT", "gender", "total", (759, 891, 1137, 1402)),
    (4, "KT", "main_concern", "threats_and_violence", (245, 368, 427, 455)),
    (4, "KT", "main_concern", "completed_fgm", (HIDDEN, ZERO, ZERO, HIDDEN)),
    (4, "KT", "main_concern", "health_care_after_fgm", (UNUSED, UNUSED, UNUSED, HIDDEN)),
    (4, "KT", "main_concern", "_suppressed_pool", (UNUSED, UNUSED, UNUSED, UNUSED)),
    (4, "KT", "main_concern", "total", (759, 891, 1137, 1402)),
)
TOTALS = dict(zip(range(2015, 2025), (399, 597, 560, 595, 669, 649, 759, 891, 1137, 1402), strict=True))


def _cell(table: int, service: str, dimension: str, code: str, year: int, value: Value) -> PublishedCell:
    if isinstance(value, str):
        count = 0 if value == ZERO else None
        return PublishedCell(table, service, year, dimension, code, count, None, value)  # type: ignore[arg-type]
    percent = None if dimension == "cases_total" else round(100 * value / TOTALS[year])
    return PublishedCell(table, service, year, dimension, code, value, percent, "")


def sample_release(policy: str = "safe") -> Release:
    """Give a release of 2024 with tables 1, 2 and 4."""
    totals = [_cell(1, "KT", "cases_total", "total", year, count) for year, count in TOTALS.items()]
    others = [
        _cell(table, service, dimension, code, year, value)
        for table, service, dimension, code, values in ROWS
        for year, value in zip(YEARS, values, strict=True)
    ]
    return Release(2024, policy, "1", "layout-2024", "0" * 64, (*totals, *others), (), {})


def store(release: Release) -> None:
    """Put a release where the pages read it from."""
    text = write_release(release)
    StoredRelease.objects.create(
        year=release.year,
        policy=release.policy,
        policy_version=release.policy_version,
        layout=release.layout,
        facts_sha256=release.facts_sha256,
        payload=text,
        payload_sha256=sha256_of(text),
        computed_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
        computed_by="dina",
    )
