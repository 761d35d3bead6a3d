"""``fristed audit``: one door for a spec, an example and a computed edition, and what it ends with."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from fristed.foundation.handed_in.models import HandedIn
from fristed.interfaces.cli.management.commands import audit as audit_command
from fristed.interfaces.cli.management.commands import work as work_command
from fristed.methods.disclosure.attack.programme import SolverGaveNoAnswer
from fristed.methods.disclosure.attack.propagation import NoWorld
from fristed.statistics.releases.payload import DamagedRelease
from fristed.statistics.releases.policies import FaultyPolicy
from fristed.statistics.releases.recording import NotProvedSafe
from tests.unit.interfaces.web.releases import sample_release
from tests.unit.statistics.leak_finding.publications import (
    SMALL,
    damaged,
    encrypted,
    packed_in_a_strange_way,
    publication,
    workbook,
)

ONE = SMALL + '[[table]]\nname = "4"\nfile = "counts.csv"\ntotal = "All"\n'
KEYS = ("table", "service", "year", "category_code", "low", "high", "kind", "because")


def audit(*words: str) -> tuple[str, int]:
    """Run the command; give what it wrote to standard output, and what it ended with."""
    out = io.StringIO()
    try:
        call_command("audit", *words, stdout=out, stderr=io.StringIO())
    except CommandError as ended:
        return out.getvalue(), ended.returncode
    return out.getvalue(), 0


def test_a_publication_that_leaks_ends_with_one_and_says_where(tmp_path: Path) -> None:
    spec = publication(tmp_path, ONE, counts="Place;2024\nNorth;12\nSouth;…\nAll;15\n")
    words, ended = audit(str(spec))
    assert ended == 1
    assert "table 4 2024 South = 3: 15 - 12 = 3" in words
    rows = json.loads(audit(str(spec), "--json")[0])
    assert tuple(rows[0]) == KEYS
    assert rows == [
        dict(zip(KEYS, (4, "", 2024, "South", 3, 3, "exact", "15 - 12 = 3"), strict=True)),
    ]


def test_findings_are_told_as_such_and_not_as_a_fault_of_the_command(tmp_path: Path) -> None:
    spec = publication(tmp_path, ONE, counts="Place;2024\nNorth;12\nSouth;…\nAll;15\n")
    with pytest.raises(CommandError) as ended:
        call_command("audit", str(spec), stdout=io.StringIO(), stderr=io.StringIO())
    assert type(ended.value).__name__ == "Found"
    assert str(ended.value) == "1 findings."


def test_a_count_beyond_any_persons_ends_with_two_and_its_place(tmp_path: Path) -> None:
    spec = publication(tmp_path, ONE, counts=f"Place;2024\nNorth;{2**41}\nSouth;…\nAll;15\n")
    words, code = words_of_refusal(str(spec))
    assert code == 2
    assert "counts.csv, row 2, column “2024”" in words


def test_a_publication_that_gives_nothing_away_ends_well(tmp_path: Path) -> None:
    spec = publication(tmp_path, ONE, counts="Place;Cases\nNorth;12\nSouth;…\nWest;…\nAll;20\n")
    assert audit(str(spec), "--json")[1] == 0


@pytest.mark.parametrize("counts", ["Place;Cases\nNorth;twelve\nAll;15\n", ""])
def test_what_cannot_be_read_ends_with_two_and_prints_no_row(tmp_path: Path, counts: str) -> None:
    spec = publication(tmp_path, ONE, counts=counts)
    assert audit(str(spec), "--json") == ("", 2)


def said_beside(*words: str) -> tuple[str, int]:
    """Run the command; give what it wrote beside its answer, and what it ended with."""
    beside = io.StringIO()
    try:
        call_command("audit", *words, stdout=io.StringIO(), stderr=beside)
    except CommandError as ended:
        return beside.getvalue(), ended.returncode
    return beside.getvalue(), 0


def test_counts_that_were_set_against_nothing_end_with_one_and_are_named(tmp_path: Path) -> None:
    spec = publication(tmp_path, ONE, counts="Place;2024\nNorth;12\nSouth;…\nWest;…\nAll;\n")
    words, ended = audit(str(spec), "--json")
    rows = json.loads(words)
    assert ended == 1
    assert {tuple(row) for row in rows} == {KEYS}
    assert [row["kind"] for row in rows] == ["wide", "wide", "note", "untested"]
    assert rows[-1]["because"] == "not tested: South, West"


def test_remarks_are_counted_where_nothing_was_found(tmp_path: Path) -> None:
    counts = "Place;Women;Men;Total\nNorth;…;12;15\nSouth;…;20;40\nEast;30;20;50\nAll;{};52;105\n"
    spec = publication(tmp_path, ONE, counts=counts.format(39))
    words, ended = said_beside(str(spec))
    assert (words.strip(), ended) == ("Nothing was found. Remarks on how the tables were read: 1.", 0)


def test_a_folder_is_named_as_what_cannot_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    line, ended = words_of_refusal(".")
    assert (line.partition(" (")[0], ended) == (".: the file cannot be read", 2)


def test_a_spec_that_is_not_there_ends_with_two() -> None:
    assert audit("nowhere.toml") == ("", 2)


def words_of_refusal(*words: str) -> tuple[str, int]:
    """Give the line that the command ends with, and its code."""
    with pytest.raises(CommandError) as ended:
        call_command("audit", *words, stdout=io.StringIO(), stderr=io.StringIO())
    return str(ended.value), ended.value.returncode


@pytest.mark.django_db
@pytest.mark.parametrize("broken", [encrypted, damaged, packed_in_a_strange_way])
def test_a_workbook_in_a_broken_zip_ends_with_two_and_its_name(
    tmp_path: Path, broken: Callable[[bytes], bytes]
) -> None:
    spec = publication(tmp_path, ONE.replace("counts.csv", "counts.xlsx"))
    (tmp_path / "counts.xlsx").write_bytes(broken(workbook(["Place", "2024"], ["All", 15])))
    line = "counts.xlsx: this is no XLSX workbook that can be read"
    assert words_of_refusal(str(spec)) == (line, 2)


@pytest.mark.django_db
def test_an_upload_that_is_not_there_ends_with_one_line() -> None:
    line = "There is no upload unknown with files to attack."
    assert words_of_refusal("--upload=unknown") == (line, 2)


@pytest.mark.parametrize("words", [["spec.toml"], ["--example=imdi-2024"]])
def test_a_policy_is_refused_where_it_would_be_passed_over(words: list[str]) -> None:
    line, ended = words_of_refusal(*words, "--policy=safe")
    assert line == "--policy belongs to --year; a spec says its own rule."
    assert ended == 2


@pytest.mark.parametrize(
    "error",
    [
        NotProvedSafe("a cell is\nnarrow"),
        DamagedRelease("2024"),
        FaultyPolicy("no rule"),
        SolverGaveNoAnswer("HiGHS stopped"),
        NoWorld(),
    ],
)
def test_an_attack_without_an_answer_ends_with_one_line_and_is_not_taken_for_safe(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def no_answer(_spec: Path) -> None:
        raise error

    monkeypatch.setattr(audit_command, "find_leaks", no_answer)
    line, ended = words_of_refusal("spec.toml")
    assert line.startswith(f"No answer ({type(error).__name__}): ")
    assert "\n" not in line
    assert ended == 2


def test_an_edition_is_attacked_under_the_rule_it_was_printed_under_or_not_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = replace(sample_release(), policy_version="0")
    monkeypatch.setattr(audit_command, "release_for", lambda *_command, **_asked: old)
    line, ended = words_of_refusal("--year=2024")
    assert line.startswith("No answer (RuleNotKept): Release 2024 safe was computed under version 0")
    assert ended == 2


def test_what_only_the_task_worker_asks_for_stands_in_no_help() -> None:
    parser = audit_command.Command().create_parser("fristed", "audit")
    helped = parser.format_help()
    assert "--example" in helped
    for hidden in ("--upload", "--stopped", "--expire"):
        assert hidden not in helped


@pytest.mark.django_db
def test_the_worker_deletes_what_is_past_its_time_before_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_command, "call_command", lambda *_words, **_options: None)
    monkeypatch.setattr(work_command, "keep_signing", lambda _say: None)
    monkeypatch.setattr(work_command, "keep_firing", lambda _say: None)
    HandedIn.objects.create(
        inbox="tables", reference="old", account_id=7, handed_in_at=datetime(2020, 1, 1, tzinfo=UTC)
    )
    call_command("work")
    assert not HandedIn.objects.exists()


def test_one_thing_is_attacked_at_a_time(tmp_path: Path) -> None:
    for words in ([], ["a.toml", "--example=2024"], ["--example=2019"]):
        with pytest.raises(CommandError):
            call_command("audit", *words)


@pytest.mark.usefixtures("computed_once")
@pytest.mark.xdist_group("printed report of 2024")
@pytest.mark.parametrize(("example", "leaks"), [("2024", 21), ("imdi-2024", 4)])
def test_the_examples_are_read_through_the_same_door(example: str, leaks: int) -> None:
    words, ended = audit(f"--example={example}", "--json")
    rows = json.loads(words)
    assert ended == 1
    assert {tuple(row) for row in rows} == {KEYS}
    assert sum(row["kind"] in ("exact", "narrow") for row in rows) == leaks
    assert all(row["category_code"] is None for row in rows if row["kind"] == "contradiction")
    cells = [tuple(row[key] for key in KEYS[:4]) for row in rows if row["category_code"]]
    assert len(cells) == len(set(cells))


@pytest.mark.usefixtures("computed_once")
@pytest.mark.xdist_group("printed report of 2024")
def test_the_leaks_of_the_printed_report_are_told_in_words_and_end_with_one() -> None:
    words, ended = audit("--example=2024")
    assert ended == 1
    assert "57 - 44 - 7 = 6" in words
