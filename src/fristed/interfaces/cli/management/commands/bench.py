"""``fristed bench``: how long our work takes and how much memory, beside a peer, in one run."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser

from fristed.interfaces.cli.audit_bench import (
    FULL_LINES,
    LIMIT_SECONDS,
    MeasuringFailed,
    measure_audit,
    run_here,
    write_audit,
)
from fristed.interfaces.cli.audit_bench import page_of as audit_page
from fristed.interfaces.cli.casework_bench import (
    FULL_CASES,
    REQUESTS,
    BenchFailed,
    fill_here,
    measure_casework,
    write_casework,
)
from fristed.interfaces.cli.casework_bench import page_of as casework_page
from fristed.interfaces.cli.commands import FristedCommand, door_clock
from fristed.interfaces.cli.database import is_missing, require_ready_database
from fristed.interfaces.cli.demo import REPORT_YEAR
from fristed.interfaces.cli.import_bench import FULL_IMPORT, run_import, write_import
from fristed.interfaces.cli.import_bench import page_of as import_page
from fristed.interfaces.cli.official import SAFE, official_release
from fristed.interfaces.cli.proofs.clusters import NoPostgresql
from fristed.interfaces.cli.publishing_benchmark import PrintingFailed, measure
from fristed.interfaces.cli.publishing_benchmark import benchmark_of as printing_of
from fristed.interfaces.cli.publishing_benchmark import page_of as printing_page
from fristed.interfaces.cli.publishing_benchmark import write_results as write_printing
from fristed.interfaces.cli.register import require_register
from fristed.interfaces.cli.vault_bench import page_of as vault_page
from fristed.interfaces.cli.vault_bench import run_vault, write_vault
from fristed.statistics.releases.benchmark.instances import INSTANCES
from fristed.statistics.releases.benchmark.running import InstanceFailed, run_instances
from fristed.statistics.releases.benchmark.writing import page_of as disclosure_page
from fristed.statistics.releases.benchmark.writing import read_results, write_results
from fristed.statistics.releases.official.forms.queries import forms_of
from fristed.statistics.releases.official.queries import published_versions
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

    help = (
        "Measure how the annual report is counted, beside pandas, how it is protected and attacked, what "
        "printing it in every form costs, how a file of cases is checked and stored, what sealing costs, "
        "how the audit trail is written, signed and verified, or what a page of casework costs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what to measure and how much of it."""
        super().add_arguments(parser)
        names = ("report", "disclosure", "publish", "import", "vault", "audit", "casework")
        parser.add_argument("name", choices=names, help="what to measure")
        parser.add_argument(
            "--sizes", type=sizes_from, default=FULL_SIZES, help="report: numbers of facts, with commas"
        )
        parser.add_argument(
            "--seconds", type=float, default=2.0, help="report: how long each turn counts at least"
        )
        parser.add_argument("--rounds", type=int, default=2, help="report, publish: turns of each")
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
        parser.add_argument("--rows", type=int, default=10_000, help="import: rows of the file")
        parser.add_argument("--faults", type=int, default=500, help="import: rows with a planted fault")
        parser.add_argument("--lines", type=int, default=FULL_LINES, help="audit: lines of the trail")
        parser.add_argument(
            "--cases", type=sizes_from, default=FULL_CASES, help="casework: numbers of cases, with commas"
        )
        parser.add_argument("--requests", type=int, default=REQUESTS, help="casework: of each page")
        parser.add_argument(
            "--here",
            action="store_true",
            help="audit: on this data directory, which must be empty; casework: fill this one, a demo",
        )
        parser.add_argument("--out", type=Path, help="directory for the page and the JSON")
        parser.add_argument("--json", action="store_true", help="print JSON instead of the page")

    def handle(self, *, name: str, out: Path | None, json: bool, **options: Any) -> None:
        """Measure, print, and keep the results of a run at full size in the documentation."""
        if name == "report":
            self._report(out=out, as_json=json, **options)
        elif name == "publish":
            self._publish(out=out or KEPT, as_json=json, **options)
        elif name == "import":
            self._import(out=out, as_json=json, **options)
        elif name == "vault":
            self._vault(out=out or KEPT, as_json=json)
        elif name == "casework":
            self._casework(out=out, as_json=json, **options)
        elif name == "audit":
            self._audit(out=out, as_json=json, **options)
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

    def _publish(self, *, rounds: int, out: Path, as_json: bool, **_options: Any) -> None:
        require_register(self, policy=SAFE)
        official_release(REPORT_YEAR, at=door_clock(), say=self.say)
        head = published_versions(REPORT_YEAR, SAFE, at=door_clock())[0]
        made_on = machine(("typst", "xlsxwriter"))
        try:
            measured = measure(REPORT_YEAR, SAFE, head.version, rounds=rounds)
        except PrintingFailed as failed:
            raise CommandError(str(failed), returncode=1) from failed
        forms = forms_of(REPORT_YEAR, SAFE, at=door_clock())
        benchmark = printing_of(measured, forms, on=door_clock().date().isoformat(), made_on=made_on)
        self.stdout.write(_as_json(benchmark) if as_json else printing_page(benchmark))
        for path in write_printing(benchmark, out=out):
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

    def _audit(self, *, lines: int, here: bool, out: Path | None, as_json: bool, **_options: Any) -> None:
        if here:
            self._audit_here(lines)
            return
        made_on, at = machine(("cryptography",)), door_clock()
        self.say(f"A trail of {lines} lines …")
        try:
            found = measure_audit(lines, made_on=made_on, at=at)
        except MeasuringFailed as failed:
            raise CommandError(str(failed), returncode=1) from failed
        self.stdout.write(_as_json(found) if as_json else audit_page(found))
        kept_in = out or (KEPT if lines >= FULL_LINES else None)
        if kept_in:
            for path in write_audit(found, out=kept_in):
                self.say(str(path))
        if found["trail"]["verify_seconds"] > LIMIT_SECONDS:
            raise CommandError(f"Verifying took more than {LIMIT_SECONDS:.0f} seconds.", returncode=1)

    def _casework(
        self,
        *,
        cases: tuple[int, ...],
        requests: int,
        here: bool,
        out: Path | None,
        as_json: bool,
        **_options: Any,
    ) -> None:
        if here:
            require_ready_database()
            fill_here(max(cases))
            return
        made_on, at = machine(("django", "psycopg")), door_clock()
        try:
            found = measure_casework(cases, requests=requests, made_on=made_on, at=at, say=self.say)
        except (BenchFailed, NoPostgresql) as failed:
            raise CommandError(str(failed), returncode=1) from failed
        self.stdout.write(_as_json(found) if as_json else casework_page(found))
        kept_in = out or (KEPT if set(cases) >= set(FULL_CASES) else None)
        if kept_in:
            for path in write_casework(found, out=kept_in):
                self.say(str(path))

    def _audit_here(self, lines: int) -> None:
        if not is_missing():
            raise CommandError("There is a database here; a trail in use is not measured on.", returncode=2)
        call_command("migrate", verbosity=0)
        self.stdout.write(_as_json(run_here(lines)))

    def _import(
        self, *, rows: int, faults: int, seed: int, out: Path | None, as_json: bool, **_options: Any
    ) -> None:
        require_ready_database()
        if not 1 <= faults < rows:
            raise CommandError("There are fewer faults than rows, and at least one.", returncode=2)
        made_on, at = machine(("python-calamine", "xlsxwriter")), door_clock()
        found = run_import(rows, faults, seed=seed, made_on=made_on, at=at, say=self.say)
        self.stdout.write(_as_json(found) if as_json else import_page(found))
        kept_in = out or (KEPT if rows >= FULL_IMPORT else None)
        if kept_in:
            for path in write_import(found, out=kept_in):
                self.say(str(path))
        if not found["exactly_told"]:
            raise CommandError("Something else than the planted faults was told.", returncode=1)

    def _vault(self, *, out: Path, as_json: bool) -> None:
        require_ready_database()
        found = run_vault(made_on=machine(("cryptography",)), at=door_clock())
        self.stdout.write(_as_json(found) if as_json else vault_page(found))
        for path in write_vault(found, out=out):
            self.say(str(path))


def _as_json(benchmark: dict[str, Any]) -> str:
    return json.dumps(benchmark, indent=1)
