"""The benchmark compares like with like and tells everything it measured."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from fristed.interfaces.cli.management.commands.bench import sizes_from
from fristed.statistics.tabulation.benchmark import pandas_peer
from fristed.statistics.tabulation.benchmark.contender import contest_from, tables_of
from fristed.statistics.tabulation.benchmark.running import (
    ContenderFailed,
    Measures,
    SizeResult,
    aims_of,
    best_of,
    growth_of,
    run_contender,
)
from fristed.statistics.tabulation.benchmark.synthetic import synthetic_columns
from fristed.statistics.tabulation.benchmark.writing import benchmark_of, machine, page_of, write_benchmark
from fristed.statistics.tabulation.engines.embedded import EmbeddedEngine
from fristed.statistics.tabulation.reading import read_layout

ROOT = Path(__file__).parents[4]
MEASURES = Measures(0.5, 1.0, (1.0, 1.2), 80, 100, "a")
SLOWER = replace(MEASURES, count_seconds=7.0)


def result(facts: int, *, seconds: float = 1.0, memory: int = 100) -> SizeResult:
    """Give a size that the engine counted in so many seconds, and pandas in seven and a half."""
    embedded = replace(MEASURES, count_seconds=seconds - 0.5, peak_memory_mb=memory)
    return SizeResult(facts, embedded, embedded, SLOWER)


def test_the_same_seed_draws_the_same_facts_and_another_seed_others() -> None:
    drawn = [synthetic_columns(500, layout=read_layout(), report_year=2024, seed=seed) for seed in (1, 1, 2)]
    same = [
        all(np.array_equal(drawn[0].coded[name].codes, other.coded[name].codes) for name in other.coded)
        for other in drawn[1:]
    ]
    assert same == [True, False]


def test_every_synthetic_fact_is_in_a_table() -> None:
    contest = contest_from(["--size", "3000", "--seed", "5", "--threads", "1", "--seconds", "0"])
    with EmbeddedEngine() as engine:
        engine.load(contest.columns)
        answers = [(s.columns, engine.rows(s.sql)) for s in contest.plan.case_statements]
    cells = tables_of(contest, answers)
    totals = [n for table, year, code, n in cells if table in (1, 8, 14) and code == "total" and year >= 2021]
    assert sum(totals) == 3000
    assert len(cells) == 677


def test_the_engine_and_the_peer_make_the_same_tables() -> None:
    contest = contest_from(["--size", "4000", "--seed", "6", "--threads", "2", "--seconds", "0"])
    with EmbeddedEngine(threads=2) as engine:
        engine.load(contest.columns)
        embedded = [(s.columns, engine.rows(s.sql)) for s in contest.plan.case_statements]
    frame = pandas_peer.frame_of(contest)
    peer = [(group, pandas_peer.grouped(frame, group)) for group in contest.plan.cases]
    assert tables_of(contest, embedded) == tables_of(contest, peer)


def test_loading_is_part_of_the_comparison() -> None:
    assert result(10, seconds=1.5).times_faster == 5.0


@pytest.mark.parametrize(
    ("seconds", "memory", "linear"), [(9.9, 990, True), (10.1, 100, False), (1.0, 1010, False)]
)
def test_growth_is_no_worse_than_linear_when_time_and_memory_grow_no_faster_than_facts(
    seconds: float, memory: int, linear: bool
) -> None:
    [step] = growth_of([result(10), result(100, seconds=seconds, memory=memory)])
    assert step.no_worse_than_linear is linear


def test_aims_are_told_only_where_they_were_measured() -> None:
    assert aims_of([result(10)]) == {
        "same_tables": True,
        "five_times_pandas_at_a_million": None,
        "growth_no_worse_than_linear": None,
    }
    assert aims_of([result(10), result(1_000_000, seconds=1.6)])["five_times_pandas_at_a_million"] is False
    assert aims_of([result(1_000_000, seconds=1.5)])["five_times_pandas_at_a_million"] is True
    unequal = replace(result(10), pandas=replace(SLOWER, tables_sha256="b"))
    assert aims_of([unequal])["same_tables"] is False


def test_page_and_file_tell_every_size_the_date_and_the_machine(tmp_path: Path) -> None:
    results = [result(1_000), result(2_000)]
    benchmark = benchmark_of(
        results, on=date(2026, 11, 4), made_on=machine(), seed=3, threads=2, seconds=2.0, rounds=1
    )
    written = write_benchmark(benchmark, results, out=tmp_path / "new")
    assert [path.name for path in written] == ["report.json", "report.md"]
    assert json.loads(written[0].read_text("utf-8"))["sizes"][0]["embedded"]["all_count_seconds"] == [
        1.0,
        1.2,
    ]
    page = written[1].read_text("utf-8")
    assert page == page_of(benchmark, results)
    assert all(text in page for text in ("| 1,000 |", "| 2,000 |", "2026-11-04", "cores", "not measured"))


@pytest.mark.ci
def test_the_command_measures_and_prints_json(tmp_path: Path) -> None:
    out = StringIO()
    options = {"sizes": (500,), "seconds": 0.0, "rounds": 1, "threads": 1, "out": tmp_path, "json": True}
    call_command("bench", "report", **options, stdout=out, stderr=StringIO())
    told = json.loads(out.getvalue())
    assert told["aims"]["same_tables"] is True
    assert [size["facts"] for size in told["sizes"]] == [500]
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == told


def test_several_turns_give_the_best_times_and_the_largest_memory() -> None:
    other = Measures(0.4, 3.0, (3.0, 4.0), 70, 120, "a")
    assert best_of([MEASURES, other]) == Measures(0.4, 1.0, (1.0, 1.2, 3.0, 4.0), 80, 120, "a")


def test_turns_that_give_different_tables_are_refused() -> None:
    with pytest.raises(ContenderFailed, match="different tables"):
        best_of([MEASURES, replace(MEASURES, tables_sha256="b")])


def test_a_contender_that_fails_says_why() -> None:
    with pytest.raises(ContenderFailed, match=r"^embedded, -1 facts: ValueError: "):
        run_contender("embedded", size=-1, seed=1, threads=1, seconds=0.0)


@pytest.mark.parametrize("text", ["0", "-5", "ten", "10,,20", ""])
def test_sizes_are_whole_numbers_from_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"size|invalid"):
        sizes_from(text)


def test_the_command_refuses_to_measure_what_it_does_not_know() -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("bench", "weather")


def test_the_committed_results_are_of_the_full_sizes_and_of_the_same_tables() -> None:
    kept = json.loads((ROOT / "docs/benchmarks/report.json").read_text("utf-8"))
    page = (ROOT / "docs/benchmarks/report.md").read_text("utf-8")
    assert [size["facts"] for size in kept["sizes"]] == [10_000, 100_000, 1_000_000, 10_000_000]
    assert kept["aims"]["same_tables"] is True
    assert all(f"{size['pandas']['count_seconds']:.3f} s" in page for size in kept["sizes"])
