"""The action plan of 2025-2028 is printed by the command as it stands in the data, row for row."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from fristed.interfaces.cli.management.commands.actionplan import table_as_json
from fristed.knowledge.actionplan.actions import load_plan
from fristed.knowledge.actionplan.models import Plan
from fristed.knowledge.actionplan.reading import PACKAGED, files_in_folder, packaged_content, plan_in
from tests.spec.cast import actor
from tests.unit.knowledge.actionplan.world import AT

COPY = Path(__file__).parent / "data" / "actionplan"
TABLES = ("measures", "ministries", "boxes", "resolutions", "related", "bullets")


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    """Read a table as it stands."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def printed(*words: str) -> Any:
    """Give what the command prints as JSON."""
    out = StringIO()
    call_command("actionplan", "--json", *words, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize("name", TABLES)
def test_the_packaged_tables_are_those_of_the_copy(name: str) -> None:
    assert rows_of(PACKAGED, name) == rows_of(COPY, name)


def test_the_command_prints_68_rows_with_every_value_of_the_data() -> None:
    found = printed()
    assert found == rows_of(COPY, "measures") == rows_of(PACKAGED, "measures")
    assert len(found) == 68
    assert all(isinstance(value, str) for row in found for value in row.values())
    assert [len([row for row in found if bool(row["sub"]) is lettered]) for lettered in (False, True)] == [
        29,
        39,
    ]
    assert list(found[0]) == list(rows_of(COPY, "measures")[0])


@pytest.mark.parametrize("name", ["ministries", "resolutions"])
def test_the_command_prints_ministries_and_resolutions_with_every_value_of_the_data(name: str) -> None:
    found = printed(f"--{name}")
    assert found == rows_of(COPY, name)
    assert list(found[0]) == list(rows_of(COPY, name)[0])
    assert len(found) == {"ministries": 8, "resolutions": 3}[name]


def test_a_table_is_printed_as_json_alone_and_one_at_a_time() -> None:
    with pytest.raises(CommandError):
        call_command("actionplan", "--ministries")
    with pytest.raises(CommandError):
        printed("--ministries", "--resolutions")
    assert table_as_json({}, "resolutions") == "[]"


@pytest.mark.django_db
def test_a_plan_that_was_loaded_comes_back_with_every_value() -> None:
    runa = actor("runa", None, "plan_coordinator")
    load_plan(files=files_in_folder(PACKAGED), by=runa, at=AT)
    stored = plan_in(Plan.objects.get().content)
    assert [dict(item.columns) for item in stored.items] == rows_of(COPY, "measures")


def test_there_are_61_commitments_ten_of_them_bullets() -> None:
    plan = plan_in(packaged_content())
    assert len(plan.leaves) == 61
    under = {row: [one.code for one in plan.leaves_under(row)] for row in ("1a", "1b", "25", "26a")}
    assert under == {
        "1a": ["1a.1", "1a.2"],
        "1b": ["1b.1", "1b.2", "1b.3"],
        "25": ["25.1", "25.2"],
        "26a": ["26a.1", "26a.2", "26a.3"],
    }
    assert all(bullet.source_lines and set(bullet.text) == {"nb", "nn", "en"} for bullet in plan.bullets)


def test_ministries_name_the_measures_that_name_them() -> None:
    plan = plan_in(packaged_content())
    for row in rows_of(COPY, "ministries"):
        named = set(filter(None, row["measures"].split(";")))
        responsible = {item.code for item in plan.items if row["code"] in item.listed("responsible")}
        helps = {item.code for item in plan.items if row["code"] in item.listed("in_cooperation_with")}
        # The printed overview names both under one heading.
        assert responsible <= named <= responsible | helps, row["code"]


def test_resolutions_and_related_items_are_tied_to_measures_both_ways() -> None:
    plan = plan_in(packaged_content())
    for key, one in plan.resolutions.items():
        if one.whole_plan:
            continue
        named = {item.measure for item in plan.items if key in item.listed("storting_resolutions")}
        assert named == set(one.measures)
    for key, one in plan.related.items():
        named = {item.code for item in plan.items if key in item.listed("opptrapping_items_inferred")}
        assert named == set(one.measures), key


def test_without_json_it_is_a_table_to_read() -> None:
    out = StringIO()
    call_command("actionplan", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == 1 + 68
    assert lines[0].split() == ["Row", "Kind", "Responsible", "Title"]
    assert "12f" in out.getvalue()
