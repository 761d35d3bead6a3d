"""The benchmark of disclosure control: its instances, its runs, its page."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from fristed.methods.disclosure.protection.linked.system import system_of
from fristed.methods.disclosure.records import ProtectionRule
from fristed.statistics.releases.benchmark.instances import (
    ALL,
    INSTANCES,
    crossed,
    four_years,
    printed_tables,
    small_cases,
)
from fristed.statistics.releases.benchmark.measuring import measure
from fristed.statistics.releases.benchmark.running import InstanceFailed, run_instance, run_instances
from fristed.statistics.releases.benchmark.synthetic import synthetic_cases
from fristed.statistics.releases.benchmark.writing import page_of, read_results, write_results

NAMED = {one.name: one for one in INSTANCES}
MADE_ON = {"cores": 2, "memory_gb": 8.0, "system": "Linux", "python": "3.11", "highspy": "1"}


def test_the_same_seed_draws_the_same_cases_as_in_earlier_comparisons() -> None:
    cases = small_cases()
    columns = [cases.service, cases.concern, cases.gender, cases.age, cases.country, cases.referrer]
    drawn = hashlib.sha256(np.stack(columns).astype("<i8").tobytes()).hexdigest()
    assert drawn == "bf2af5f677f9f6d94ffddea7b01d377076aced96f2c9945f52fe67c0d7de2e38"


def test_the_printed_tables_are_thirty_columns_with_a_hundred_and_thirty_four_small_cells() -> None:
    linked = printed_tables()
    assert len(linked.shown) == 30
    system = system_of(linked, ProtectionRule())
    assert sum(system.is_primary) == 134


def test_two_way_tables_have_the_cells_and_small_cells_that_were_counted_before() -> None:
    linked = NAMED["two-way-3000"].linked()
    small = sum(count < 7 for count in linked.counts.values())
    assert (len(linked.counts), small) == (2470, 1531)


def test_crossed_tables_count_every_case_once_in_every_table() -> None:
    cases = synthetic_cases(40, years=1, seed=3)
    linked = crossed(cases, 2)
    assert linked.counts[ALL] == 40
    by_hand = sum(1 for g, c in zip(cases.gender, cases.concern, strict=True) if (g, c) == (0, 1))
    assert linked.counts.get("concern=1 gender=0", 0) == by_hand
    in_theme = sum(1 for t, s in zip(cases.theme, cases.service, strict=True) if (t, s) == (5, 0))
    assert linked.counts.get("service=0 theme=5", 0) == in_theme


def test_years_side_by_side_share_no_relation() -> None:
    linked = four_years(synthetic_cases(30, years=2, seed=3))
    for relation in linked.relations:
        assert {key.split(":")[0] for key in relation.part_keys} == {relation.total_key.split(":")[0]}
    assert linked.shown == {"0: all", "1: all"}


@pytest.mark.parametrize(
    ("name", "secondaries", "value"),
    [
        ("printed-tables", 16, 524),
        pytest.param("printed-tables by value", 18, 473, marks=pytest.mark.ci),
        pytest.param("printed-tables, no groups", 15, 473, marks=pytest.mark.ci),
        pytest.param("printed-tables by value, no groups", 17, 422, marks=pytest.mark.ci),
    ],
)
def test_the_printed_tables_are_safe_at_the_proved_least_loss(
    name: str, secondaries: int, value: int
) -> None:
    found = measure(NAMED[name])
    assert (found.exact, found.narrow, found.groups) == (0, 0, 0)
    assert (found.secondaries, found.value) == (secondaries, value)
    assert found.cost == found.bound
    assert found.gap == 0


@pytest.mark.ci
def test_three_thousand_cases_in_two_ways_are_safe_with_far_less_hidden_than_by_other_tools() -> None:
    found = measure(NAMED["two-way-3000"])
    assert (found.exact, found.narrow, found.groups) == (0, 0, 0)
    assert found.secondaries < 510
    assert found.value < 14_450
    assert found.gap == 0


def test_an_instance_runs_in_a_program_of_its_own_and_results_are_kept_as_they_come(tmp_path: Path) -> None:
    kept: list[list[str]] = []
    results = run_instances(
        ["printed-tables"],
        measured={"two-way-3000": {"cells": 1}},
        made_on=MADE_ON,
        on="2026-11-23",
        say=lambda words: None,
        keep=lambda found: kept.append(list(found)),
    )
    assert kept == [["printed-tables", "two-way-3000"]]
    row = results["printed-tables"]
    assert (row["secondaries"], row["narrow"], row["gap"], row["date"]) == (16, 0, 0.0, "2026-11-23")
    write_results({"printed-tables": row}, out=tmp_path)
    assert read_results(tmp_path) == {"printed-tables": json.loads(json.dumps(row))}
    page = (tmp_path / "disclosure.md").read_text("utf-8")
    assert page == page_of({"printed-tables": row})
    assert "| printed-tables | 606 | 134 | 16 | 524 | 16 | 16 | 0.0% | 0 | 0 | 0 |" in page
    assert "GaussSuppression" in page


def test_no_results_are_read_where_none_were_kept(tmp_path: Path) -> None:
    assert read_results(tmp_path) == {}


def test_an_instance_that_fails_is_named() -> None:
    with pytest.raises(InstanceFailed, match="no-such-instance"):
        run_instance("no-such-instance")
