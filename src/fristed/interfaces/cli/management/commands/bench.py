"""``fristed bench``: how long our work takes and how much memory, beside a peer, in one run."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.statistics.tabulation.benchmark.running import ContenderFailed, run_sizes
from fristed.statistics.tabulation.benchmark.writing import benchmark_of, machine, page_of, write_benchmark

FULL_SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
SEED = 2024


def sizes_from(text: str) -> tuple[int, ...]:
    """Read sizes parted by commas; ``_`` may part the digits."""
    sizes = tuple(int(part) for part in text.split(","))
    if min(sizes) < 1:
        raise ValueError("a size is at least 1")
    return sizes


class Command(FristedCommand):
    """Measure."""

    help = "Measure how the tables of the annual report are counted, beside pandas."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what to measure and how much of it."""
        super().add_arguments(parser)
        parser.add_argument("name", choices=("report",), help="what to measure")
        parser.add_argument(
            "--sizes", type=sizes_from, default=FULL_SIZES, help="numbers of facts, with commas"
        )
        parser.add_argument("--seconds", type=float, default=2.0, help="how long each turn counts at least")
        parser.add_argument("--rounds", type=int, default=2, help="turns that each contender takes")
        parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="threads of the engine")
        parser.add_argument("--seed", type=int, default=SEED, help="seed of the synthetic facts")
        parser.add_argument("--out", type=Path, help="directory for report.md and report.json")
        parser.add_argument("--json", action="store_true", help="print JSON instead of the page")

    def handle(
        self,
        *,
        sizes: tuple[int, ...],
        seconds: float,
        rounds: int,
        threads: int,
        seed: int,
        out: Path | None,
        json: bool,
        **options: Any,
    ) -> None:
        """Measure, print, and keep the results of a run at full size in the documentation."""
        made_on = machine()
        try:
            results = run_sizes(
                sizes, seed=seed, threads=threads, seconds=seconds, rounds=rounds, say=self.say
            )
        except ContenderFailed as failed:
            raise CommandError(str(failed), returncode=1) from failed
        on = door_clock().date()
        benchmark = benchmark_of(
            results, on=on, made_on=made_on, seed=seed, threads=threads, seconds=seconds, rounds=rounds
        )
        self.stdout.write(_as_json(benchmark) if json else page_of(benchmark, results))
        kept_in = out or (
            settings.CHECKOUT / "docs" / "benchmarks" if set(sizes) >= set(FULL_SIZES) else None
        )
        if kept_in:
            for path in write_benchmark(benchmark, results, out=kept_in):
                self.say(str(path))


def _as_json(benchmark: dict[str, Any]) -> str:
    return json.dumps(benchmark, indent=1)
