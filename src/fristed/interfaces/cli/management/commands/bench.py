"""``fristed bench``: how long our work takes and how much memory, beside a peer, in one run."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.statistics.releases.benchmark.instances import INSTANCES
from fristed.statistics.releases.benchmark.running import InstanceFailed, run_instances
from fristed.statistics.releases.benchmark.writing import page_of as disclosure_page
from fristed.statistics.releases.benchmark.writing import read_results, write_results
from fristed.statistics.tabulation.benchmark.running import ContenderFailed, run_sizes
from fristed.statistics.tabulation.benchmark.writing import benchmark_of, machine, page_of, write_benchmark

FULL_SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
SEED = 2024
KEPT = settings.CHECKOUT / "docs" / "benchmarks"


def sizes_from(text: str) -> tuple[int, ...]:
    """Read sizes parted by commas; ``_`` may part the digits."""
    sizes = tuple(int(part) for part in text.split(","))
    if min(sizes) < 1:
        raise ValueError("a size is at least 1")
    return sizes


class Command(FristedCommand):
    """Measure."""

    help = "Measure how the annual report is counted, beside pandas, or how it is protected and attacked."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what to measure and how much of it."""
        super().add_arguments(parser)
        parser.add_argument("name", choices=("report", "disclosure"), help="what to measure")
        parser.add_argument(
            "--sizes", type=sizes_from, default=FULL_SIZES, help="report: numbers of facts, with commas"
        )
        parser.add_argument(
            "--seconds", type=float, default=2.0, help="report: how long each turn counts at least"
        )
        parser.add_argument("--rounds", type=int, default=2, help="report: turns that each contender takes")
        parser.add_argument(
            "--threads", type=int, default=os.cpu_count() or 1, help="report: threads of the engine"
        )
        parser.add_argument("--seed", type=int, default=SEED, help="report: seed of the synthetic facts")
        parser.add_argument(
            "--instance",
            action="append",
            choices=[one.name for one in INSTANCES],
            help="disclosure: an instance; all that are not measured yet where none is named",
        )
        parser.add_argument("--out", type=Path, help="directory for the page and the JSON")
        parser.add_argument("--json", action="store_true", help="print JSON instead of the page")

    def handle(self, *, name: str, out: Path | None, json: bool, **options: Any) -> None:
        """Measure, print, and keep the results of a run at full size in the documentation."""
        if name == "report":
            self._report(out=out, as_json=json, **options)
        else:
            self._disclosure(out=out or KEPT, as_json=json, **options)

    def _report(
        self,
        *,
        sizes: tuple[int, ...],
        seconds: float,
        rounds: int,
        threads: int,
        seed: int,
        out: Path | None,
        as_json: bool,
        **_options: Any,
    ) -> None:
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
        self.stdout.write(_as_json(benchmark) if as_json else page_of(benchmark, results))
        kept_in = out or (KEPT if set(sizes) >= set(FULL_SIZES) else None)
        if kept_in:
            for path in write_benchmark(benchmark, results, out=kept_in):
                self.say(str(path))

    def _disclosure(self, *, instance: list[str] | None, out: Path, as_json: bool, **_options: Any) -> None:
        measured = read_results(out)
        names = instance or [one.name for one in INSTANCES if one.name not in measured]
        try:
            results = run_instances(
                names,
                measured=measured,
                made_on=machine(("highspy",)),
                on=door_clock().date().isoformat(),
                say=self.say,
                keep=lambda found: write_results(found, out=out),
            )
        except InstanceFailed as failed:
            raise CommandError(str(failed), returncode=1) from failed
        self.stdout.write(_as_json({"instances": results}) if as_json else disclosure_page(results))


def _as_json(benchmark: dict[str, Any]) -> str:
    return json.dumps(benchmark, indent=1)
