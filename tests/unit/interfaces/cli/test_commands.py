"""The command line: what it prints, what it refuses, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from fristed.casework.cases.actions import load_register
from fristed.foundation.audit.queries import newest_lines
from fristed.foundation.demo_mark import InUse, OnlyInADemo, is_marked_register, mark_register, require_demo
from fristed.foundation.identity.queries import SYSTEM, account_exists
from fristed.interfaces.cli import database, register
from fristed.interfaces.cli.addresses import is_loopback
from fristed.interfaces.cli.demo import build_demo
from fristed.interfaces.cli.main import data_directory_in, with_its_name, without_data_directory
from fristed.interfaces.cli.management.commands.serve import web_server_command
from fristed.methods.reconstruction.register import read_register
from fristed.statistics.releases.actions import require_allowed_policy
from fristed.statistics.releases.models import StoredRelease
from tests.synthetic_register import AS_PRINTED

pytestmark = [pytest.mark.usefixtures("computed_once"), pytest.mark.xdist_group("thin register")]
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path, settings: object) -> Iterator[Path]:
    """A data directory whose database file stands for the test's own database."""
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "fristed.sqlite3").touch()
    return tmp_path


@pytest.fixture
def demo(data: Path, db: None) -> Path:
    """A register marked as a demo, with every fortieth case of the synthetic one."""
    mark_register(by=SYSTEM, at=AT)
    (data / "DEMO").touch()
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)
    return data


@pytest.fixture
def filled(data: Path, db: None) -> Path:
    """A register with every fortieth case of the synthetic one."""
    load_register(read_register()[::40], seed=1, by=SYSTEM, at=AT)
    return data


def run(*words: str) -> str:
    """Run a command and give what it wrote to standard output."""
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_tables_are_printed_with_the_columns_of_the_contract(filled: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("tables", "--year=2024", "--policy=safe"))))
    with (AS_PRINTED / "tables_1_19.csv").open(encoding="utf-8") as file:
        printed = list(csv.DictReader(file))
    columns = ["table", "service", "year", "dimension", "category_code", "count", "percent", "flag"]
    assert list(rows[0]) == columns
    keys = ("table", "service", "year", "dimension", "category_code")
    assert {tuple(row[key] for key in keys) for row in rows} == {
        tuple(row[key] for key in keys) for row in printed
    }
    assert {row["flag"] for row in rows} <= {"", "…", "-", "0", "blank"}


def test_json_and_csv_hold_the_same_cells(filled: Path) -> None:
    in_json = json.loads(run("tables", "--year=2024", "--policy=safe", "--format=json"))
    in_csv = list(csv.DictReader(io.StringIO(run("tables", "--year=2024", "--policy=safe"))))
    as_text = [{key: "" if value is None else str(value) for key, value in row.items()} for row in in_json]
    assert as_text == in_csv


def test_numbers_are_printed_by_id_with_value_status_and_definition(filled: Path) -> None:
    rows = json.loads(run("numbers", "--year=2024", "--policy=safe", "--json"))
    assert len(rows) == 275
    assert all({"value", "status", "definition"} <= set(row) for row in rows.values())
    assert {row["status"] for row in rows.values()} <= {"ok", "hidden", "bounded", "contradiction", "waiting"}
    assert all(row["value"] is None for row in rows.values() if row["status"] in {"hidden", "waiting"})


@pytest.mark.ci
def test_a_read_computes_what_is_not_stored_and_stores_nothing(filled: Path) -> None:
    before = newest_lines(by=SYSTEM)
    unstored = run("tables", "--year=2024", "--policy=safe")
    run("numbers", "--year=2024", "--policy=safe")
    run("audit", "--year=2024", "--policy=safe")
    assert not StoredRelease.objects.exists()
    assert newest_lines(by=SYSTEM) == before
    run("compute", "--year=2024", "--policy=safe")
    assert run("tables", "--year=2024", "--policy=safe") == unstored
    assert StoredRelease.objects.count() == 1


@pytest.mark.ci
def test_a_report_that_is_printed_is_stored_first(filled: Path, tmp_path: Path) -> None:
    run("report", "--year=2024", "--policy=safe", f"--out={tmp_path / 'out'}", "--format=csv")
    assert StoredRelease.objects.count() == 1


@pytest.mark.ci
def test_a_computation_tells_the_worker_what_was_stored_or_why_nothing_was(filled: Path) -> None:
    assert json.loads(run("compute", "--year=2024", "--json")) == {"stored": [2024, "safe"]}
    out = io.StringIO()
    with pytest.raises(CommandError, match="no case in 2030"):
        call_command("compute", "--year=2030", "--json", stdout=out, stderr=io.StringIO())
    assert json.loads(out.getvalue()) == {"refused": "no_cases", "about": []}


def test_the_edition_that_leaks_is_refused_outside_a_demo(filled: Path) -> None:
    (filled / "DEMO").touch()  # A file alone makes no demo of a register in use.
    for command in ("tables", "numbers", "audit", "compute"):
        with pytest.raises(CommandError, match="marked as a demo") as refusal:
            run(command, "--year=2024", "--policy=as-published-2024")
        assert refusal.value.returncode == 1
    with pytest.raises(CommandError, match="marked as a demo"):
        run("report", "--year=2024", "--policy=as-published-2024", f"--out={filled}")
    assert not StoredRelease.objects.exists()


def test_the_edition_that_leaks_is_printed_in_a_demo(demo: Path) -> None:
    assert run("tables", "--year=2024", "--policy=as-published-2024").count("\n") == 678


def test_require_demo_names_what_was_refused(tmp_path: Path, db: None) -> None:
    with pytest.raises(OnlyInADemo, match="Serving"):
        require_demo(tmp_path, what="Serving")
    with pytest.raises(OnlyInADemo, match="as-published-2024"):
        require_allowed_policy("as-published-2024", data=tmp_path)
    require_allowed_policy("safe", data=tmp_path)


@pytest.mark.ci
def test_the_audit_of_a_safe_release_ends_well_and_names_every_hidden_cell_once(filled: Path) -> None:
    rows = json.loads(run("audit", "--year=2024", "--policy=safe", "--json"))
    keys = ["table", "service", "year", "category_code", "low", "high", "kind", "because"]
    assert {tuple(row) for row in rows} == {tuple(keys)}
    cells = [(str(r["table"]), r["service"], str(r["year"]), r["category_code"]) for r in rows]
    tables = csv.DictReader(io.StringIO(run("tables", "--year=2024", "--policy=safe")))
    hidden = {(t["table"], t["service"], t["year"], t["category_code"]) for t in tables if t["flag"] == "…"}
    assert hidden <= set(cells)
    assert len(cells) == len(set(cells))
    assert {row["kind"] for row in rows} == {"wide"}


@pytest.mark.ci
def test_the_report_is_written_where_it_was_asked_for(filled: Path, tmp_path: Path) -> None:
    said = run("report", "--year=2024", "--policy=safe", f"--out={tmp_path / 'out'}", "--format=csv")
    assert said.split()[0] == str(tmp_path / "out" / "arsrapport-2024.csv")
    assert sorted(said.split()) == sorted(str(path) for path in (tmp_path / "out").iterdir())
    assert (tmp_path / "out" / "arsrapport-2024.csv").stat().st_size > 10_000


def test_a_read_fills_no_directory_but_the_default_one(
    tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "connection", SimpleNamespace(vendor="sqlite"))
    settings.DATA = tmp_path / "nothing"  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="no register"):
        run("tables", "--year=2024", "--policy=safe")
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("words", [("tables", "--year=2024"), ("serve",)])
def test_a_register_of_an_earlier_version_is_not_read_but_says_what_to_do(
    filled: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(database, "has_unapplied_migrations", lambda: True)
    with pytest.raises(CommandError, match="run `fristed migrate --data"):
        run(*words)


def test_the_default_demo_is_brought_to_this_version_by_a_read(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[Path] = []
    monkeypatch.setattr(register, "DEMO_DIRECTORY", demo)
    monkeypatch.setattr(register, "has_unapplied_migrations", lambda: True)
    monkeypatch.setattr(register, "build_demo", lambda data, say: built.append(data))
    run("tables", "--year=2024", "--policy=safe")
    assert built == [demo]


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.4", "::", "example.org", ""])
def test_a_demo_is_served_on_this_machine_only(data: Path, address: str) -> None:
    (data / "DEMO").touch()
    for command in ("demo", "serve"):
        with pytest.raises(CommandError, match="this machine only"):
            run(command, f"--address={address}")


@pytest.mark.parametrize(("address", "answer"), [("127.0.0.1", True), ("::1", True), ("localhost", True)])
def test_loopback_addresses_are_known(address: str, answer: bool) -> None:
    assert is_loopback(address) is answer


def test_a_register_in_use_is_never_made_a_demo(filled: Path) -> None:
    with pytest.raises(CommandError, match="in use"):
        run("demo", "--no-serve")
    with pytest.raises(InUse):
        build_demo(filled, say=print)
    assert not (filled / "DEMO").exists()
    assert not account_exists("aud")


def test_a_demo_is_marked_once(data: Path, db: None) -> None:
    mark_register(by=SYSTEM, at=AT)
    mark_register(by=SYSTEM, at=AT)
    assert is_marked_register()
    assert len(newest_lines(by=SYSTEM)) == 1


def test_a_year_without_cases_is_refused_and_nothing_is_stored(filled: Path) -> None:
    for year in ("2018", "2030"):
        with pytest.raises(CommandError, match=f"no case in {year}") as refusal:
            run("tables", f"--year={year}", "--policy=safe")
        assert refusal.value.returncode == 2
    assert not StoredRelease.objects.exists()


@pytest.mark.ci
def test_a_directory_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    mistyped = tmp_path / "mistyped"
    ended = subprocess.run(
        [sys.executable, "-m", "fristed.interfaces.cli.main", "tables", "--year=2024", f"--data={mistyped}"],
        env={**os.environ, "FRISTED_DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "no register" in ended.stderr
    assert not mistyped.exists()


def test_a_command_of_two_words_is_written_with_a_dash_or_without() -> None:
    assert with_its_name(["check-certificate", "a-b.json"]) == ["check_certificate", "a-b.json"]
    assert with_its_name(["create_account"]) == ["create_account"]
    assert with_its_name(["--no-color"]) == ["--no-color"]
    assert with_its_name([]) == []


def test_djangos_own_commands_take_a_data_directory_too() -> None:
    assert without_data_directory(["migrate", "--data", "a", "--data=b", "identity"]) == [
        "migrate",
        "identity",
    ]


def test_only_the_trusted_proxy_may_say_that_a_request_was_encrypted(settings: object) -> None:
    settings.TRUSTED_PROXY = "10.0.0.7"  # type: ignore[attr-defined]
    words = web_server_command("127.0.0.1", 8000)
    assert words[words.index("--forwarded-allow-ips") + 1] == "10.0.0.7"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["tables", "--data", "a"], "a"),
        (["tables", "--data=b", "--year=2024"], "b"),
        (["tables", "--data", "a", "--data=b"], "b"),
        (["tables"], None),
        (["tables", "--data"], None),
    ],
)
def test_the_data_directory_is_read_before_settings_are(words: list[str], found: str | None) -> None:
    assert data_directory_in(words) == found
