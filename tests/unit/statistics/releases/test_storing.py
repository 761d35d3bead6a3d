"""Releases are computed by who may, stored once, and read back whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fristed.casework.cases.actions import load_register
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.demo_mark import OnlyInADemo, mark_register
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.releases import computing
from fristed.statistics.releases.actions import request_release
from fristed.statistics.releases.computing import compute_release
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.models import StoredRelease
from fristed.statistics.releases.payload import DamagedRelease, read_release, sha256_of, write_release
from fristed.statistics.releases.queries import release_head, stored_release, stored_years
from tests.synthetic_register import release

pytestmark = [pytest.mark.usefixtures("computed_once"), pytest.mark.xdist_group("thin register")]
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
ELI = Actor(account_id=5, username="eli", display_name="Eli", service="FT", permissions=frozenset())


@pytest.fixture
def register(db: None) -> None:
    """A thin register."""
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)


def compute(tmp_path: Path, *, by: Actor = SYSTEM, policy: str = "safe") -> Release:
    """Compute the release of 2024."""
    return compute_release(year=2024, policy=policy, data=tmp_path, by=by, at=AT)


def test_what_is_stored_is_read_back_the_same() -> None:
    text = write_release(release("safe"))
    assert read_release(text, expected_sha256=sha256_of(text)) == release("safe")
    assert write_release(read_release(text, expected_sha256=sha256_of(text))) == text


def test_a_changed_release_is_not_shown() -> None:
    text = write_release(release("safe"))
    forged = text.replace('"count":1402', '"count":1403', 1)
    assert forged != text
    with pytest.raises(DamagedRelease):
        read_release(forged, expected_sha256=sha256_of(text))


def test_a_stored_release_holds_no_count_that_is_not_printed() -> None:
    content = json.loads(write_release(release("safe")))
    hidden = [cell for cell in (*content["cells"], *content["figures"]) if cell["flag"] == "…"]
    assert hidden
    assert all(cell["count"] is None and cell["percent"] is None for cell in hidden)
    assert all(n["value"] is None for n in content["numbers"].values() if n["status"] == "hidden")


def test_a_release_is_stored_with_its_hash_and_an_audit_line(register: None, tmp_path: Path) -> None:
    found = compute(tmp_path)
    assert stored_release(2024, "safe") == found
    head = release_head(2024, "safe")
    assert head is not None
    assert (head.facts_sha256, head.computed_at) == (found.facts_sha256, AT)
    assert stored_years("safe") == [2024]
    assert AuditLine.objects.filter(event="release.computed").count() == 1


def test_nothing_is_stored_when_the_audit_line_cannot_be_written(
    register: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_line: object) -> None:
        raise OSError("the trail cannot be written")

    monkeypatch.setattr(computing, "write_line", broken)
    with pytest.raises(OSError, match="trail"):
        compute(tmp_path)
    assert not StoredRelease.objects.exists()


@pytest.mark.ci
def test_the_same_release_is_stored_once_and_a_new_one_beside_it(register: None, tmp_path: Path) -> None:
    first = compute(tmp_path)
    compute(tmp_path)
    assert StoredRelease.objects.count() == 1
    StoredRelease.objects.update(payload_sha256="0" * 64)
    assert compute(tmp_path) == first
    assert StoredRelease.objects.count() == 2


def test_who_may_not_compute_neither_computes_nor_asks(register: None, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        compute(tmp_path, by=ELI)
    with pytest.raises(NotPermitted):
        request_release(year=2024, policy="safe", data=tmp_path, by=ELI, at=AT)
    assert not StoredRelease.objects.exists()
    assert not AuditLine.objects.filter(event__startswith="release.").exists()


def test_the_leaking_policy_is_refused_outside_a_demo(register: None, tmp_path: Path) -> None:
    with pytest.raises(OnlyInADemo):
        compute(tmp_path, policy="as-published-2024")
    with pytest.raises(OnlyInADemo):
        request_release(year=2024, policy="as-published-2024", data=tmp_path, by=SYSTEM, at=AT)


def test_the_leaking_policy_is_computed_in_a_demo(db: None, tmp_path: Path) -> None:
    mark_register(by=SYSTEM, at=AT)
    (tmp_path / "DEMO").touch()
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)
    assert compute(tmp_path, policy="as-published-2024").policy == "as-published-2024"


def test_a_damaged_row_is_refused_by_the_query(register: None, tmp_path: Path) -> None:
    found = compute(tmp_path)
    StoredRelease.objects.update(payload=write_release(replace(found, year=2023)))
    with pytest.raises(DamagedRelease):
        stored_release(2024, "safe")


def test_a_year_that_was_never_computed_has_no_release(db: None) -> None:
    assert stored_release(1999, "safe") is None
    assert release_head(1999, "safe") is None
    assert stored_years("safe") == []
