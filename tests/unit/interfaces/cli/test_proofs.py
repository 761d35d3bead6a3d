"""Each proof is proved: it holds as things are, and a planted fault makes it fail."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from fristed.casework.cases.actions import register_case
from fristed.interfaces.cli import properties
from fristed.interfaces.cli.commands import door_clock
from fristed.interfaces.cli.management.commands import prove
from fristed.interfaces.cli.proofs import evidence, fields
from fristed.interfaces.cli.proofs.apart import run_apart
from fristed.interfaces.cli.proofs.canaries import on_own_server
from fristed.interfaces.cli.proofs.crashing import on_own_cluster
from fristed.interfaces.cli.proofs.fields import unclassed_fields
from fristed.interfaces.cli.proofs.measured import Measured
from fristed.interfaces.cli.proofs.restoring import drill
from fristed.interfaces.cli.proofs.seeking import forms_in
from fristed.interfaces.cli.proofs.settled import draft
from tests.spec.cast import CASE_WORKERS, at_ten

DOCS = Path(__file__).resolve().parents[4] / "docs"
MARK = "kanarifuglqz"
PLANTED = [
    ("headers", 1, "no-store-dropped", "Cache-Control"),
    ("hidden", 4, "forbidden-says-403", "403"),
    ("hidden", 3, "filter-dropped", "200"),
    ("reading", 8, "audit-after-render", "before a line"),
    ("canaries", 60, "value-logged", "the log"),
    ("canaries", 60, "unsealed", "fristed.sqlite3: utf-8"),
    ("canaries", 60, "key-in-backup", "root_key"),
    ("canaries", 60, "deleted-not-wiped", "fristed.sqlite3"),
    ("canaries", 60, "session-key-kept", "a dump of default"),
    ("canaries", 60, "session-key-stored", "a dump of default"),
    ("modes", 1, "basis-unasked", "nothing decided: address was stored"),
    ("modes", 1, "one-person", "fields asked by one: called_name was stored"),
    ("modes", 1, "end-ignored", "ended: called_name was stored"),
    ("races", 20, "not-once", "two presses led to"),
    ("races", 20, "versions-unasked", "acknowledged 2 times"),
    ("races", 20, "seen-unasked", "is lost in version"),
    ("races", 20, "key-unasked", "two calls made"),
    ("races", 20, "places-unasked", "one place was given to 2"),
    ("crash", 8, "acknowledged-early", "acknowledged and is gone"),
]


@pytest.mark.ci
@pytest.mark.parametrize(("trial", "size", "fault", "words"), PLANTED)
def test_a_planted_fault_is_found(front_end: None, trial: str, size: int, fault: str, words: str) -> None:
    found = run_apart(trial, size=size, fault=fault)
    assert [one for one in found["faults"] if words in one]


@pytest.mark.ci
@pytest.mark.parametrize("fault", ["row-lost", "byte-kept"])
def test_a_drill_that_went_wrong_is_told(fault: str) -> None:
    words = {"row-lost": "cases_contact is not as it was", "byte-kept": "a changed byte was accepted"}
    assert words[fault] in drill(40, fault)["faults"]


@pytest.mark.ci
def test_a_dump_of_postgresql_with_what_should_be_sealed_is_found(front_end: None) -> None:
    found = on_own_server(40, "unsealed")
    assert any(one.startswith("a dump of default") for one in found["faults"])


@pytest.mark.ci
def test_a_server_that_does_not_wait_for_the_disk_is_caught_when_it_is_killed() -> None:
    assert on_own_cluster(2)["faults"] == []
    found = on_own_cluster(4, "synchronous-off")
    assert any("acknowledged and is gone" in one for one in found["faults"])


def test_a_field_that_nobody_has_classed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unclassed_fields(prove.Command(), quick=True).held
    kept = fields.classed_in
    monkeypatch.setattr(fields, "classed_in", lambda room: kept(room) - {"Case.reference"})
    found = unclassed_fields(prove.Command(), quick=True)
    assert (found.figure, found.reason) == (1, "cases: Case.reference")


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.encode(),
        lambda text: text.upper().encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode().hex().encode(),
        lambda text: gzip.compress(text.encode()),
        lambda text: b"head" + gzip.compress(b"x" + gzip.compress(text.encode())),
        *[lambda text, n=n: b64encode(b"abc"[:n] + text.encode() + b"tail") for n in range(3)],
    ],
)
def test_a_mark_is_found_however_it_was_written(written: Any) -> None:
    assert forms_in(b"before" + written(f"a {MARK}000123 b") + b"after", MARK)
    assert not forms_in(written("a kanarifugl and more"), MARK)


def row(name: str = "some-property", **changes: Any) -> dict[str, Any]:
    found = {"property": name, "held": True, "figure": 0, "unit": "faults", "size": 10, "target_size": 20}
    stamps = {"seconds": 1.5, "reason": "", "command": "fristed prove x", "date": "2026-11-29"}
    return {**found, **stamps, "commit": "abc", "machine": "2 cores", **changes}


def test_evidence_keeps_what_was_not_measured_anew_and_says_what_did_not_hold(tmp_path: Path) -> None:
    page = tmp_path / "evidence.md"
    evidence.write_page([row("b"), row("a")], page)
    page.write_text(page.read_text() + "\n## Beside the table\n| one | more |\n")
    evidence.write_page([row("b", held=False, figure=2, reason="two rows")], page)
    lines = [line for line in page.read_text().splitlines() if line.startswith("| ")]
    assert [line.split(" ")[1] for line in lines[1:]] == ["a", "b", "one"]
    assert "**no**: two rows" in lines[2]
    assert "| 10 | 20 |" in lines[1]
    assert page.read_text().endswith("|\n\n## Beside the table\n| one | more |\n")


def test_a_full_run_goes_on_where_it_stopped_with_the_same_program_only(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    asked: list[str] = []

    def counting(name: str) -> Any:
        def measure(_command: object, *, quick: bool) -> Measured:
            asked.append(name)
            return Measured(0, "faults", 1, 2)

        return measure

    def failing(_command: object, *, quick: bool) -> Measured:
        asked.append("bad")
        return Measured(1, "faults", 1, 2, "because")

    monkeypatch.setattr(prove, "PROPERTIES", {"one": counting("one"), "bad": failing})
    for _ in range(2):
        with pytest.raises(CommandError, match="Not every"):
            call_command("prove", all=True, stdout=StringIO(), stderr=StringIO())
    assert asked == ["one", "bad", "bad"]
    monkeypatch.setattr(evidence, "program_mark", lambda: "another program")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("prove", "--all", "--json", stdout=out, stderr=StringIO())
    assert asked == ["one", "bad", "bad", "one", "bad"]
    assert [(one["size"], one["target_size"]) for one in json.loads(out.getvalue())] == [(1, 2), (1, 2)]


def test_a_trial_is_refused_where_there_is_a_register(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path / "nowhere"
    with pytest.raises(CommandError, match="empty data directory"):
        call_command("trial", "crash", size=1)


@pytest.mark.parametrize("name", properties.PROPERTIES)
def test_every_proof_is_told_of_where_people_read(name: str) -> None:
    pages = [page.read_text("utf-8") for page in DOCS.rglob("*.md") if page.name != "evidence.md"]
    assert [page for page in pages if re.search(rf"(`|prove ){name}`", page)]


def test_there_are_ten_properties_and_more() -> None:
    assert len(properties.PROPERTIES) >= 10
    assert {"canaries", "read-audit", "crash", "races", "restore", "headers"} <= set(properties.PROPERTIES)


@pytest.mark.django_db
@pytest.mark.parametrize("service", ["MR", "KT", "SU"])
def test_the_case_of_a_trial_is_right_in_every_service_in_any_year(service: str) -> None:
    for at in (at_ten(date(2024, 3, 11)), door_clock()):
        first = draft(service, at.date() - timedelta(days=1))
        assert register_case(draft=first, by=CASE_WORKERS[service], at=at).reference
