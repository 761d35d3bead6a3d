"""A release that was computed while another was stored is computed again: it must know what that one says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from fristed.casework.cases.actions import load_register
from fristed.foundation.audit.models import AuditLine
from fristed.foundation.identity.queries import SYSTEM
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.releases import computing
from fristed.statistics.releases.computing import ATTEMPTS, OthersWereStored, compute_release
from fristed.statistics.releases.ledger import History
from fristed.statistics.releases.models import StoredRelease
from tests.unit.interfaces.web.releases import sample_release, store

pytestmark = [pytest.mark.usefixtures("computed_once"), pytest.mark.xdist_group("thin register")]
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
Meanwhile = Callable[[int], None]


@pytest.fixture
def register(db: None) -> None:
    """A thin register."""
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)


@pytest.fixture
def histories(monkeypatch: pytest.MonkeyPatch) -> Callable[[Meanwhile], list[History]]:
    """Let something happen during each protection; give the histories the protections knew."""

    def watch(meanwhile: Meanwhile) -> list[History]:
        protect, known = computing.protect_with_history, []

        def protect_meanwhile(*counts: Any, history: History, **asked: Any) -> Any:
            known.append(history)
            meanwhile(len(known))
            return protect(*counts, history=history, **asked)

        monkeypatch.setattr(computing, "protect_with_history", protect_meanwhile)
        return known

    return watch


def store_another(policy: str = "safe") -> None:
    """Store the report of 2023 as another program would."""
    store(replace(sample_release(policy), year=2023))


def compute(tmp_path: Path) -> None:
    compute_release(year=2024, policy="safe", data=tmp_path, by=SYSTEM, at=AT)


def test_what_was_stored_meanwhile_is_kept_to(
    register: None, tmp_path: Path, histories: Callable[[Meanwhile], list[History]]
) -> None:
    known = histories(lambda attempt: store_another() if attempt == 1 else None)
    compute(tmp_path)
    assert [bool(history.other_years.printed) for history in known] == [False, True]
    assert StoredRelease.objects.filter(year=2024).count() == 1
    assert AuditLine.objects.filter(event="release.computed").count() == 1


@pytest.mark.ci
def test_where_others_never_stop_storing_nothing_is_stored_and_that_is_said(
    register: None, tmp_path: Path, histories: Callable[[Meanwhile], list[History]]
) -> None:
    known = histories(lambda _attempt: store_another())
    with pytest.raises(OthersWereStored, match="compute it again when the other computations have ended"):
        compute(tmp_path)
    assert len(known) == ATTEMPTS
    assert not StoredRelease.objects.filter(year=2024).exists()
    assert not AuditLine.objects.filter(event="release.computed").exists()


@pytest.mark.ci
def test_what_another_publisher_stores_meanwhile_changes_nothing(
    register: None, tmp_path: Path, histories: Callable[[Meanwhile], list[History]]
) -> None:
    known = histories(lambda _attempt: store_another("as-published-2024"))
    compute(tmp_path)
    assert len(known) == 1
