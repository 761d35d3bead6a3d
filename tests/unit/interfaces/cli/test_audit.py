"""``fristed audit``: one door for a spec, an example and a computed edition, and what it ends with."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.unit.statistics.leak_finding.publications import SMALL, publication

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


def test_a_publication_that_gives_nothing_away_ends_well(tmp_path: Path) -> None:
    spec = publication(tmp_path, ONE, counts="Place;Cases\nNorth;12\nSouth;…\nWest;…\nAll;20\n")
    assert audit(str(spec), "--json")[1] == 0


@pytest.mark.parametrize("counts", ["Place;Cases\nNorth;twelve\nAll;15\n", ""])
def test_what_cannot_be_read_ends_with_two_and_prints_no_row(tmp_path: Path, counts: str) -> None:
    spec = publication(tmp_path, ONE, counts=counts)
    assert audit(str(spec), "--json") == ("", 2)


def test_a_spec_that_is_not_there_ends_with_two() -> None:
    assert audit("nowhere.toml") == ("", 2)


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
