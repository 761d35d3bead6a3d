"""A small stored release, with the record of its protection: hidden counts, a zero, an unused category."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, Release
from fristed.statistics.releases.models import FrozenFacts, OfficialRelease, StoredRelease
from fristed.statistics.releases.names import key_of_cell
from fristed.statistics.releases.payload import sha256_of, write_release
from fristed.statistics.releases.policies import policy as policy_in_force

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
    version = policy_in_force(policy).version
    return Release(2024, policy, version, "layout-2024", "0" * 64, (*totals, *others), (), {})


MEN, UNKNOWN, FGM = "table 2 KT 2024 male", "table 2 KT 2024 unknown", "table 4 KT 2024 completed_fgm"
CARE, CARE_THEME = "table 4 KT 2024 health_care_after_fgm", "F2.2 KT 2024 fgm"
SENTENCE = "text KT 2024 age_group child_under_18 and immigration_case true"
CROSSED = "crossed KT 2024 age_group child_under_18 and main_concern all but fear_fgm"
# What the record of the sample says: for each hidden number why, whom it protects, and what could be instead.
CELLS: tuple[Mapping[str, Any], ...] = (
    {"key": CARE_THEME, "why": "secondary", "protects": [], "instead": []},
    {
        "key": MEN,
        "why": "secondary",
        "protects": [UNKNOWN],
        "instead": [
            {
                **{"key": "table 2 KT 2024 female", "cells": 0, "cases": 1234},
                **{"sentences": -1, "cases_in_sentences": -13},
                "hides": ["F2.2 KT 2024 forced_marriage", "table 2 KT 2024 female"],
                "prints": ["table 2 KT 2024 male", SENTENCE],
            }
        ],
    },
    {"key": UNKNOWN, "why": "primary", "protects": []},
    {"key": FGM, "why": "primary", "protects": []},
    {"key": CARE, "why": "primary", "protects": []},
    {"key": "table 4 KT 2021 completed_fgm", "why": "primary", "protects": []},
    {"key": "table 6 KT 2024 bufdir", "why": "secondary", "protects": ["rest of table 6 KT 2024"]},
    {"key": SENTENCE, "why": "secondary", "protects": [CROSSED, FGM]},
)


def sample_record(**changes: Any) -> dict[str, Any]:
    """Give the record of the sample's protection; ``changes`` are about its only service and year."""
    year = {
        **{"service": "KT", "year": 2024, "cost": 900, "bound": 900, "loss": {"number": 4, "value": 1500}},
        **{"cases": {"report": 1400, "other_reports": 40, "sentences": 60}},
        **{"also": {"table 2 KT 2024 female": ["F2.3 KT 2024 female"]}},
        **{"withheld": [], "given_up": [], "conflicts": [], "wishes": {}, "cells": CELLS},
        **changes,
    }
    return {
        **{
            "year": 2024,
            "policy": "safe",
            "policy_version": policy_in_force("safe").version,
            "cost": 900,
            "bound": 900,
        },
        "rule": {"threshold": 7, "width": 3, "group_sum_at_least": 7, "cost": "weights"},
        **{"certificate_sha256": sha256_of(sample_certificate()), "unreadable": [], "years": [year]},
    }


PRINT = '{"cells":[],"equations":[],"percents":[],"threshold":7}'


def sample_certificate() -> str:
    """Give a certificate as it is stored; the order of its cells is not that of the alphabet."""
    cells = {UNKNOWN: [1, 11, 0, 1], MEN: [290, None, 1, 0], FGM: [1, 6, 0, 1]}
    made = {
        "policy": {"id": "safe"},
        "print": sha256_of(PRINT),
        "cells": cells,
        "worlds": [[1, 300, 1], [11, 290, 6]],
    }
    return json.dumps(made, separators=(",", ":"))


def with_reasons(release: Release) -> Release:
    """Say of each hidden cell why it is hidden, and add the themes."""
    why = {cell["key"]: cell["why"] for cell in CELLS}
    cells = (
        replace(cell, why=why.get(key_of_cell(cell), "primary")) if cell.flag == HIDDEN else cell
        for cell in release.cells
    )
    themes = (
        PublishedFigureCell("F2.2", "KT", 2024, "theme", "threats_and_violence", 455, 32, ""),
        PublishedFigureCell("F2.2", "KT", 2024, "theme", "fgm", None, None, "…", "secondary"),
    )
    return replace(release, cells=tuple(cells), figures=themes)


def store(release: Release, record: Mapping[str, Any] | None = None) -> None:
    """Put a release where the pages read it from; a safe one with a record of its protection."""
    release, is_safe = with_reasons(release), release.policy == "safe"
    text = write_release(release)
    StoredRelease.objects.create(
        year=release.year,
        policy=release.policy,
        policy_version=release.policy_version,
        layout=release.layout,
        facts_sha256=release.facts_sha256,
        payload=text,
        payload_sha256=sha256_of(text),
        protection=json.dumps(record or sample_record()) if is_safe else "",
        certificate=sample_certificate() if is_safe else "",
        printed=PRINT if is_safe else "",
        computed_at=datetime(2026, 11, 22, 12, tzinfo=UTC),
        computed_by="dina",
    )


def publish(at: datetime = datetime(2026, 11, 22, 12, tzinfo=UTC)) -> OfficialRelease:
    """Make the newest stored release the first official version, for those who only read statistics."""
    release = StoredRelease.objects.filter(policy="safe").latest("id")
    frozen = FrozenFacts.objects.create(
        year=release.year,
        kind="final",
        as_of_date=at.date(),
        content=b"",
        content_sha256="",
        facts=0,
        code_lists="{}",
        frozen_at=at,
        frozen_by="dina",
    )
    StoredRelease.objects.filter(pk=release.pk).update(frozen=frozen)
    return OfficialRelease.objects.create(
        year=release.year,
        policy=release.policy,
        version=1,
        release=release,
        proposed_at=at,
        proposed_by="dina",
        signed_off_at=at,
        signed_off_by="finn",
        published_at=at,
        published_by="dina",
    )


def show(release: Release) -> None:
    """Store a release and publish it, so that everybody who reads statistics is shown it."""
    store(release)
    publish()
