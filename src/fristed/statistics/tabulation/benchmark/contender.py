"""What both contenders do alike: read the command line, make the facts, print the tables and the measures."""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from fristed.statistics.tabulation.benchmark.synthetic import synthetic_columns
from fristed.statistics.tabulation.columns import FactColumns
from fristed.statistics.tabulation.counting import Counts
from fristed.statistics.tabulation.cube import cube_from
from fristed.statistics.tabulation.layout import Layout
from fristed.statistics.tabulation.plan import CountingPlan, GroupingSet, counting_plan
from fristed.statistics.tabulation.reading import read_layout

FEWEST_COUNTS, MOST_COUNTS = 3, 20
Answers = Sequence[tuple[GroupingSet, Sequence[Sequence[object]]]]


@dataclass(frozen=True, slots=True)
class Contest:
    """One size to be counted: the facts, what to count, and for how long at least."""

    columns: FactColumns
    layout: Layout
    plan: CountingPlan
    threads: int
    seconds: float


def contest_from(arguments: Sequence[str]) -> Contest:
    """Make the facts that the command line asks for; the plan holds tables 1-19 and nothing else."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    asked = parser.parse_args(arguments)
    layout = replace(read_layout(), figures=())
    columns = synthetic_columns(asked.size, layout=layout, report_year=layout.source_year, seed=asked.seed)
    return Contest(columns, layout, counting_plan(layout, ()), asked.threads, asked.seconds)


def tables_of(contest: Contest, answers: Answers) -> list[tuple[int, int, str, int]]:
    """Give every cell of tables 1-19 as table, year, row and count."""
    cube = cube_from(contest.plan.groups, answers)
    counts = Counts(contest.layout, contest.layout.source_year, "", cube)
    return [
        (table.id, year, row.code, counts.count(table.id, table.service, year, row.code))
        for table in contest.layout.tables
        for row in table.rows
        for year in table.years(contest.layout.source_year)
    ]


def measure(contest: Contest, *, load: Callable[[], None], count: Callable[[], Answers]) -> dict[str, object]:
    """Load once, count and make the tables again and again; give the best time and the peak memory."""
    before = _peak_memory_mb()
    started = time.perf_counter()
    load()
    loaded = time.perf_counter() - started
    seconds: list[float] = []
    tables: list[tuple[int, int, str, int]] = []
    while len(seconds) < FEWEST_COUNTS or (len(seconds) < MOST_COUNTS and sum(seconds) < contest.seconds):
        started = time.perf_counter()
        tables = tables_of(contest, count())
        seconds.append(time.perf_counter() - started)
    return {
        "load_seconds": round(loaded, 4),
        "count_seconds": round(min(seconds), 4),
        "all_count_seconds": [round(second, 4) for second in seconds],
        "facts_memory_mb": before,
        "peak_memory_mb": _peak_memory_mb(),
        "tables_sha256": hashlib.sha256(json.dumps(tables).encode()).hexdigest(),
    }


def _peak_memory_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def tell(measures: dict[str, object]) -> None:
    """Print the measures for the program that asked."""
    sys.stdout.write(json.dumps(measures))
