"""``fristed rebuild_register``: what it writes holds, and what does not hold it says."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from fristed.interfaces.cli.management.commands import rebuild_register
from fristed.methods.reconstruction.constraints import constraints_of, read_constraints
from fristed.methods.reconstruction.register import bytes_of, read_register, rows_from
from fristed.methods.reconstruction.verifying import verify


def run(**options: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("rebuild_register", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_the_register_of_the_project_passes_its_own_check() -> None:
    out, err = run(check=True)
    assert out == ""
    assert "9115 cases meet all" in err


def test_one_case_moved_from_one_service_to_another_is_reported(tmp_path: Path) -> None:
    moved, *others = read_register()
    path = tmp_path / "register.csv.gz"
    path.write_bytes(bytes_of([replace(moved, service="SU"), *others]))
    out = StringIO()
    with pytest.raises(CommandError, match="constraints do not hold") as refusal:
        call_command("rebuild_register", check=True, out=path, stdout=out, stderr=StringIO())
    assert refusal.value.returncode == 1
    assert "KT 2021 t1.2021.total: found 758, expected 759..759" in out.getvalue()


def test_a_file_that_is_no_register_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "register.csv.gz"
    path.write_text("not a register")
    for missing_or_wrong in (path, tmp_path / "none"):
        with pytest.raises(CommandError, match="cannot be read"):
            run(check=True, out=missing_or_wrong)


def test_without_a_file_to_write_nothing_is_rebuilt() -> None:
    with pytest.raises(CommandError, match="--out"):
        run()


def test_a_rebuilt_register_is_written_with_its_progress_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = constraints_of(read_constraints(), "SU", 2022)
    monkeypatch.setattr(rebuild_register, "read_constraints", lambda: part)
    path = tmp_path / "register.csv.gz"
    _, err = run(out=path, seed=11)
    assert "SU 2022: 235 cases" in err
    assert verify(rows_from(path.read_bytes()), part) == []


def test_nothing_is_written_when_the_margins_cannot_be_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = constraints_of(read_constraints(), "SU", 2022)
    planted = replace(
        next(item for item in part if item.id == "t15.2022.male"), id="planted", low=80, high=80
    )
    monkeypatch.setattr(rebuild_register, "read_constraints", lambda: (*part, planted))
    path = tmp_path / "register.csv.gz"
    with pytest.raises(CommandError, match="cannot be rebuilt: SU 2022"):
        run(out=path)
    assert not path.exists()
