"""The proof of the gaps between the two databases holds, and finds each fault that is planted."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management.base import CommandError

from fristed.interfaces.cli.proofs.key_database_gaps import run_program
from fristed.interfaces.cli.proofs.killing import FAULTS
from fristed.interfaces.cli.properties import PROPERTIES

SAID = {
    "seal-order": "cannot be opened",
    "shred-order": "its key is alive",
    "no-sweep": "a key is left over",
}


def test_the_proof_is_among_the_properties() -> None:
    assert "key-database-gaps" in PROPERTIES
    assert set(SAID) == set(FAULTS)


@pytest.mark.ci
def test_nothing_is_lost_and_nothing_is_left_however_it_is_killed(tmp_path: Path) -> None:
    found = run_program(tmp_path, kills=12)
    assert found["faults"] == []
    assert found["killed"] == 12
    assert found["acknowledged"] >= 8


@pytest.mark.ci
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(tmp_path: Path, fault: str) -> None:
    found = run_program(tmp_path, kills=6, fault=fault)
    assert any(SAID[fault] in one for one in found["faults"])


def test_it_never_runs_where_something_may_be_stored(tmp_path: Path) -> None:
    (tmp_path / "fristed.sqlite3").touch()
    with pytest.raises(CommandError, match="did not run"):
        run_program(tmp_path, kills=1)
