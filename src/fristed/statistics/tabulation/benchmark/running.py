"""Runs both contenders over sizes and says what the times mean."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

_ROOM = "fristed.statistics.tabulation.benchmark"
_LONGEST_SECONDS = 1800
MILLION = 1_000_000
AIM_TIMES_FASTER = 5


class ContenderFailed(Exception):
    """A contender ended with an error; the message is its last line."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What one contender needed for one size: seconds, and megabytes of its whole process.

    ``facts_memory_mb`` is the peak before loading, when only the synthetic facts had been made.
    """

    load_seconds: float
    count_seconds: float
    all_count_seconds: tuple[float, ...]
    facts_memory_mb: int
    peak_memory_mb: int
    tables_sha256: str

    @property
    def seconds(self) -> float:
        """Loading and counting together."""
        return self.load_seconds + self.count_seconds


@dataclass(frozen=True, slots=True)
class SizeResult:
    """One size, counted by the engine with all threads and with one, and by pandas."""

    facts: int
    embedded: Measures
    embedded_one_thread: Measures
    pandas: Measures

    @property
    def same_tables(self) -> bool:
        """Whether all gave the same tables, cell for cell."""
        contenders = (self.embedded, self.embedded_one_thread, self.pandas)
        return len({measures.tables_sha256 for measures in contenders}) == 1

    @property
    def times_faster(self) -> float:
        """How many times faster the engine is than pandas, loading included."""
        return round(self.pandas.seconds / self.embedded.seconds, 1)

    @property
    def times_faster_one_thread(self) -> float:
        """The same, when the engine has one thread as pandas has."""
        return round(self.pandas.seconds / self.embedded_one_thread.seconds, 1)


@dataclass(frozen=True, slots=True)
class Growth:
    """From one size to the next: how many times more facts, time and memory the engine needed."""

    smaller: int
    larger: int
    facts_factor: float
    time_factor: float
    memory_factor: float

    @property
    def no_worse_than_linear(self) -> bool:
        """Whether neither time nor memory grew faster than the facts."""
        return max(self.time_factor, self.memory_factor) <= self.facts_factor


def run_contender(name: str, *, size: int, seed: int, threads: int, seconds: float) -> Measures:
    """Run one contender as a program of its own.

    Raises
    ------
    ContenderFailed
        If it ends with an error.
    """
    options = {"--size": size, "--seed": seed, "--threads": threads, "--seconds": seconds}
    arguments = [word for option, value in options.items() for word in (option, str(value))]
    ended = subprocess.run(
        [sys.executable, "-m", f"{_ROOM}.{name}", *arguments],
        capture_output=True,
        text=True,
        timeout=_LONGEST_SECONDS,
        check=False,
    )
    if ended.returncode:
        last_words = (ended.stderr.strip().splitlines() or ["no word"])[-1]
        raise ContenderFailed(f"{name}, {size} facts: {last_words}")
    told = json.loads(ended.stdout)
    return Measures(**{**told, "all_count_seconds": tuple(told["all_count_seconds"])})


def best_of(runs: Sequence[Measures]) -> Measures:
    """Put several runs of one contender together: the best times, the largest memory.

    Raises
    ------
    ContenderFailed
        If two runs on the same facts gave different tables.
    """
    tables = {run.tables_sha256 for run in runs}
    if len(tables) > 1:
        raise ContenderFailed("the same facts gave different tables")
    return Measures(
        load_seconds=min(run.load_seconds for run in runs),
        count_seconds=min(run.count_seconds for run in runs),
        all_count_seconds=tuple(seconds for run in runs for seconds in run.all_count_seconds),
        facts_memory_mb=max(run.facts_memory_mb for run in runs),
        peak_memory_mb=max(run.peak_memory_mb for run in runs),
        tables_sha256=tables.pop(),
    )


def run_size(size: int, *, seed: int, threads: int, seconds: float, rounds: int) -> SizeResult:
    """Count one size; the contenders take turns, so that a moment's other work does not hit one of them."""
    turns = {"embedded": ("embedded", threads), "one_thread": ("embedded", 1), "pandas": ("pandas_peer", 1)}
    runs: dict[str, list[Measures]] = {turn: [] for turn in turns}
    for _ in range(rounds):
        for turn, (name, own_threads) in turns.items():
            runs[turn].append(run_contender(name, size=size, seed=seed, threads=own_threads, seconds=seconds))
    return SizeResult(
        facts=size,
        embedded=best_of(runs["embedded"]),
        embedded_one_thread=best_of(runs["one_thread"]),
        pandas=best_of(runs["pandas"]),
    )


def run_sizes(
    sizes: Sequence[int], *, seed: int, threads: int, seconds: float, rounds: int, say: Callable[[str], None]
) -> list[SizeResult]:
    """Count every size with every contender, the smallest first."""
    results = []
    for size in sorted(set(sizes)):
        say(f"Counting {size} facts …")
        results.append(run_size(size, seed=seed, threads=threads, seconds=seconds, rounds=rounds))
    return results


def growth_of(results: Sequence[SizeResult]) -> list[Growth]:
    """Compare every size with the one before it."""
    return [
        Growth(
            smaller=one.facts,
            larger=other.facts,
            facts_factor=round(other.facts / one.facts, 2),
            time_factor=round(other.embedded.seconds / one.embedded.seconds, 2),
            memory_factor=round(other.embedded.peak_memory_mb / one.embedded.peak_memory_mb, 2),
        )
        for one, other in pairwise(results)
    ]


def aims_of(results: Sequence[SizeResult]) -> dict[str, bool | None]:
    """Say which aims were met; ``None`` where the sizes do not tell."""
    at_a_million = [result.times_faster for result in results if result.facts == MILLION]
    growth = growth_of(results)
    return {
        "same_tables": all(result.same_tables for result in results),
        "five_times_pandas_at_a_million": at_a_million[0] >= AIM_TIMES_FASTER if at_a_million else None,
        "growth_no_worse_than_linear": all(step.no_worse_than_linear for step in growth) if growth else None,
    }


def as_rows(results: Sequence[SizeResult]) -> list[dict[str, object]]:
    """Give the results as plain values, with what follows from them."""
    return [
        {
            **asdict(result),
            "same_tables": result.same_tables,
            "times_faster": result.times_faster,
            "times_faster_one_thread": result.times_faster_one_thread,
        }
        for result in results
    ]
