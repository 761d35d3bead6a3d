"""``fristed import-cases`` and ``fristed export-cases``: what they store, say, print and end with."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from fristed.casework.cases.models import Case, CaseImport
from fristed.casework.exchange.trial_files import FAULTS, csv_of, right_rows, with_faults, xlsx_of
from fristed.foundation.audit.models import AuditLine
from fristed.interfaces.cli import main
from fristed.interfaces.cli.management.commands import import_cases

WRONG = {1: FAULTS[4], 3: FAULTS[17]}


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: object, db: None) -> Path:
    """A data directory whose database file stands for the test's own database."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "fristed.sqlite3").touch()
    return tmp_path


@pytest.fixture
def right(tmp_path: Path) -> Path:
    path = tmp_path / "right.xlsx"
    path.write_bytes(xlsx_of(right_rows(5)).content)
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "wrong.csv"
    path.write_bytes(csv_of(with_faults(right_rows(5), WRONG)).content)
    return path


def run(*words: str, command: str = "import_cases") -> tuple[str, str, int]:
    """Run a command; give what it printed, what it said and what it ended with."""
    out, said, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command(command, *words, stdout=out, stderr=said)
    except CommandError as error:
        said.write(str(error))
        code = error.returncode
    return out.getvalue(), said.getvalue(), code


def as_json(*words: str) -> tuple[dict[str, Any], int]:
    out, _, code = run(*words, "--json")
    return json.loads(out), code


def test_a_right_file_is_stored_once_and_the_trail_names_the_command_line(right: Path) -> None:
    _, said, code = run(str(right), "--service=KT")
    assert (code, Case.objects.count()) == (0, 5)
    assert "5 cases are stored" in said
    found, code = as_json(str(right), "--service=KT")
    assert (code, found["stored"], found["stored_before"]["cases"]) == (0, None, 5)
    assert "stored already" in run(str(right), "--service=KT")[1]
    assert Case.objects.count() == 5
    assert AuditLine.objects.get(event="cases.imported").actor_username == "system"


def test_a_dry_run_stores_nothing_and_ends_by_what_it_found(right: Path, wrong: Path) -> None:
    assert run(str(right), "--service=KT", "--dry-run")[2] == 0
    out, said, code = run(str(wrong), "--service=KT", "--dry-run")
    assert code == 1
    assert "error: row 3, Main concern (main_concern): (empty): Fill in this field." in out
    assert "error: row 5, Abroad at first contact (abroad_case): (7 characters" in out
    assert "5 rows, 3 right, 2 with errors" in said
    assert run(str(wrong), "--service=KT", "--dry-run", "--leave-out=3,5")[2] == 0
    assert Case.objects.count() == 0


def test_wrong_rows_are_left_out_only_when_they_are_named(wrong: Path) -> None:
    found, code = as_json(str(wrong), "--service=KT")
    assert (code, found["stored"], found["wrong_rows"]) == (1, None, [3, 5])
    assert [(one["row"], one["column"], one["code"]) for one in found["errors"]] == [
        (3, "main_concern", "required"),
        (5, "abroad_case", "not_yes_or_no"),
    ]
    found, code = as_json(str(wrong), "--service=KT", "--leave-out=3,5")
    assert (code, found["stored"]["cases"], found["stored"]["left_out"]) == (0, 3, 2)
    assert CaseImport.objects.get().cases == 3


def test_a_refused_file_ends_with_one_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Navn;gender\nx;y\n")
    found, code = as_json(str(path), "--service=KT")
    assert code == 1
    assert "Navn" in found["refused"]
    assert "columns" in run(str(path), "--service=KT")[1]


@pytest.mark.parametrize(
    "words",
    [
        ("nothing.csv", "--service=KT"),
        ("nothing.csv",),
        ("--upload=none",),
        ("--template=a.pdf", "--service=KT"),
    ],
)
def test_wrong_use_ends_with_two(words: tuple[str, ...]) -> None:
    assert run(*words)[2] == 2


def test_rows_are_read_as_numbers_from_one() -> None:
    assert import_cases.rows_from("3,5") == (3, 5)
    with pytest.raises(ValueError, match="from 1"):
        import_cases.rows_from("0")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_is_written(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"template.{form}"
    assert run(f"--template={out}", "--service=SU")[2] == 0
    assert out.stat().st_size > 500


def test_the_worker_is_told_that_a_check_stopped_and_that_uploads_expire() -> None:
    assert run("--upload=none", "--stopped")[2] == 0
    assert run("--expire")[2] == 0


def test_rows_are_taken_out_with_a_purpose(right: Path, tmp_path: Path) -> None:
    run(str(right), "--service=KT")
    out = tmp_path / "rows.csv"
    words = ("--service=KT", "--purpose=Til arbeidet med planen", f"--out={out}")
    printed, said, code = run(*words, "--json", command="export_cases")
    assert (code, json.loads(printed)["rows"]) == (0, 5)
    assert "5 rows" in said
    text = out.read_text("utf-8-sig")
    assert text.startswith("# Coded rows of the register of KT, taken out by Fristed (system)")
    assert run(*words[:2], f"--out={out}", "--year=2021", command="export_cases")[2] == 1
    assert run("--service=KT", "--purpose=plan", f"--out={out}", command="export_cases")[2] == 1
    assert run(*words[:2], "--out=rows.pdf", command="export_cases")[2] == 2


def test_a_command_may_be_written_with_hyphens() -> None:
    assert main.with_its_name(["import-cases", "my-file.csv"]) == ["import_cases", "my-file.csv"]
    assert main.with_its_name(["--help"]) == ["--help"]


def test_the_benchmark_tells_exactly_the_planted_faults_and_leaves_nothing_behind(tmp_path: Path) -> None:
    words = ("import", "--rows=30", "--faults=4", f"--out={tmp_path}", "--json")
    printed, _, code = run(*words, command="bench")
    found = json.loads(printed)
    assert (code, found["exactly_told"], Case.objects.count()) == (0, True, 0)
    assert [(one["form"], one["errors"]) for one in found["files"]] == [("csv", 4), ("xlsx", 4)]
    assert "| csv | 30 | 4 | 4 |" in (tmp_path / "import.md").read_text("utf-8")
    assert run("import", "--rows=3", "--faults=3", command="bench")[2] == 2
