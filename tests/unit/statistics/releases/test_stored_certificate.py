"""Whoever has a stored release and its certificate can check it; wishes name what may be hidden."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fristed.casework.cases.actions import load_register
from fristed.foundation.identity.queries import SYSTEM
from fristed.methods.disclosure.certificate import check_certificate, write_print
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.releases.actions import NoSuchCell, prefer_secondary
from fristed.statistics.releases.attacking import printed_facts
from fristed.statistics.releases.computing import compute_release
from fristed.statistics.releases.payload import sha256_of
from fristed.statistics.releases.policies import policy
from fristed.statistics.releases.queries import (
    certificate_of,
    print_of,
    protection_of,
    stored_release,
    wishes_of,
)
from fristed.statistics.releases.recording import written
from fristed.statistics.releases.rules import rule_of

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("computed_once"),
    pytest.mark.xdist_group("thin register"),
]


@pytest.mark.parametrize("step", [40, pytest.param(10, marks=pytest.mark.ci)])
def test_the_stored_certificate_proves_the_stored_release(tmp_path: Path, step: int) -> None:
    load_register(read_register()[::step], seed=1, by=SYSTEM, at=AT)
    compute_release(year=2024, policy="safe", data=tmp_path, by=SYSTEM, at=AT)
    release, certificate = stored_release(2024, "safe"), certificate_of(2024, "safe")
    record = protection_of(2024, "safe", reader=SYSTEM)
    assert release
    assert certificate
    assert record
    printed = printed_facts(release, policy("safe"))
    safe = policy("safe")
    assert check_certificate(printed, certificate, rule_of(safe), policy=(safe.id, safe.version)) == []
    stored = print_of(2024, "safe")
    assert stored == write_print(printed)
    assert sha256_of(stored) == certificate["print"]
    assert record["certificate_sha256"] == sha256_of(written(certificate))


@pytest.mark.parametrize("key", ["table 4 KT 2024 fear_fgm", "F2.2 KT 2024 fgm"])
def test_a_row_or_a_theme_may_be_wished_for(key: str) -> None:
    prefer_secondary(year=2024, policy="safe", key=key, by=SYSTEM, at=AT)
    assert [wish.key for wish in wishes_of(2024, "safe", reader=SYSTEM)] == [key]


@pytest.mark.parametrize(
    "key",
    ["table 4 KT 2024 total", "table 4 MR 2024 fear_fgm", "F2.1 KT 2024 total", "F2.2 KT 2025 fgm", "x"],
)
def test_a_total_and_what_the_report_does_not_have_may_not(key: str) -> None:
    with pytest.raises(NoSuchCell):
        prefer_secondary(year=2024, policy="safe", key=key, by=SYSTEM, at=AT)
