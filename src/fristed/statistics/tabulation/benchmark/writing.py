"""The benchmark as JSON and as a page: whole results, the date and the size of the machine."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fristed.statistics.tabulation.benchmark.running import (
    Measures,
    SizeResult,
    aims_of,
    as_rows,
    growth_of,
)

_OPENING = """\
# Counting the tables of the annual report

Written by `fristed bench report`; the whole results are in `report.json`.

Tables 1-19 of the report year, 677 cells, counted from synthetic facts (seeded; nobody is in them). The
engine is the one Fristed counts with: DuckDB in the process, grouping sets. Beside it the same tables with
pandas `groupby` on categories, in the same run; every contender is a program of its own. Seconds are those of
loading the facts into the contender and of counting up to the finished cells, the best count of
{rounds} turns of {seconds} seconds, three to twenty counts each. Memory is the peak of the whole process,
which first makes the facts; in brackets the peak before loading.
"""


def machine(libraries: Sequence[str] = ("duckdb", "pandas")) -> dict[str, object]:
    """Describe the machine and the libraries, without a name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(memory, 1),
        "busy_cores_before": round(os.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        **{library: version(library) for library in libraries},
    }


def benchmark_of(
    results: Sequence[SizeResult],
    *,
    on: date,
    made_on: Mapping[str, object],
    seed: int,
    threads: int,
    seconds: float,
    rounds: int,
) -> dict[str, Any]:
    """Put the whole benchmark together as plain values; ``made_on`` is the machine before the run."""
    return {
        "benchmark": "report",
        "date": on.isoformat(),
        "machine": dict(made_on),
        "seed": seed,
        "threads": threads,
        "seconds": seconds,
        "rounds": rounds,
        "sizes": as_rows(results),
        "growth": [
            {**asdict(step), "no_worse_than_linear": step.no_worse_than_linear} for step in growth_of(results)
        ],
        "aims": aims_of(results),
    }


def page_of(benchmark: Mapping[str, Any], results: Sequence[SizeResult]) -> str:
    """Write the benchmark as Markdown."""
    made = benchmark["machine"]
    where = f"{benchmark['date']}, {made['cores']} cores, {made['memory_gb']} GB, {made['system']}, "
    where += f"other work keeping {made['busy_cores_before']} cores busy beforehand, "
    where += f"Python {made['python']}, DuckDB {made['duckdb']}, pandas {made['pandas']}; "
    where += f"seed {benchmark['seed']}, {benchmark['threads']} threads."
    opening = _OPENING.format(rounds=benchmark["rounds"], seconds=benchmark["seconds"])
    parts = [opening, where + "\n", _sizes(results), _growth(results)]
    return "\n".join([*parts, _aims(benchmark["aims"])])


def _sizes(results: Sequence[SizeResult]) -> str:
    lines = [
        "| facts | engine | engine, one thread | pandas | times faster | with one thread | same tables |",
        "| ---: | --- | --- | --- | ---: | ---: | --- |",
    ]
    for result in results:
        contenders = (result.embedded, result.embedded_one_thread, result.pandas)
        cells = [f"{result.facts:,}", *map(_told, contenders)]
        cells += [str(result.times_faster), str(result.times_faster_one_thread), _yes(result.same_tables)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _told(measures: Measures) -> str:
    seconds = f"{measures.load_seconds:.3f} + {measures.count_seconds:.3f} s"
    return f"{seconds}, {measures.peak_memory_mb} MB ({measures.facts_memory_mb})"


def _growth(results: Sequence[SizeResult]) -> str:
    lines = ["| from | to | facts | time | memory |", "| ---: | ---: | ---: | ---: | ---: |"]
    for step in growth_of(results):
        factors = f"x {step.facts_factor} | x {step.time_factor} | x {step.memory_factor}"
        lines.append(f"| {step.smaller:,} | {step.larger:,} | {factors} |")
    return "\n".join(lines) + "\n"


def _aims(aims: Mapping[str, bool | None]) -> str:
    return "".join(f"- {name.replace('_', ' ')}: {_yes(met)}\n" for name, met in aims.items())


def _yes(met: bool | None) -> str:
    return {True: "yes", False: "no", None: "not measured"}[met]


def write_benchmark(benchmark: Mapping[str, Any], results: Sequence[SizeResult], *, out: Path) -> list[Path]:
    """Write ``report.json`` and ``report.md`` into a directory."""
    out.mkdir(parents=True, exist_ok=True)
    texts = {"report.json": json.dumps(benchmark, indent=1) + "\n", "report.md": page_of(benchmark, results)}
    for name, text in texts.items():
        (out / name).write_text(text, "utf-8")
    return [out / name for name in texts]
