"""The proof that ended sessions show nothing holds, and finds the fault that is planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from fristed.interfaces.cli.proofs.sessions_revoked import run_races
from fristed.interfaces.cli.properties import PROPERTIES


def test_the_proof_is_among_the_properties() -> None:
    assert "sessions-revoked" in PROPERTIES


@pytest.mark.ci
def test_no_page_is_given_after_the_sessions_have_ended(tmp_path: Path) -> None:
    found = run_races(tmp_path, races=60)
    assert found["late"] == 0
    assert found["races"] == 60
    assert found["under_way"] > 5


@pytest.mark.ci
def test_a_second_look_that_is_left_out_is_found(tmp_path: Path) -> None:
    assert run_races(tmp_path, races=60, fault="no-second-look")["late"] > 0
