"""How long the trail takes: to write a line before a page, to sign, and to verify, in a directory of its own.

The measuring runs as a program of its own on an empty data directory that is thrown away: a trail can only
be added to, so none that is in use is measured on.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TypeVar

from django.conf import settings

from fristed.foundation.audit.actions import record_read
from fristed.foundation.audit.rows import stored_head
from fristed.foundation.audit.sealing.actions import make_checkpoint
from fristed.foundation.audit.sealing.queries import leaves_between, line_proof, whole_trail
from fristed.foundation.audit.sealing.verifying import Held
from fristed.foundation.audit.trial_trails import fill_trail
from fristed.foundation.identity.queries import SYSTEM

T = TypeVar("T")
FULL_LINES = 1_000_000
LIMIT_SECONDS = 60.0
PAGES = 400
BEGAN = datetime(2026, 1, 5, 7, tzinfo=UTC)


class MeasuringFailed(Exception):
    """The measuring program ended with an error."""


def measure_audit(lines: int, *, made_on: Mapping[str, object], at: datetime) -> dict[str, Any]:
    """Measure in a program and a data directory of their own.

    Raises
    ------
    MeasuringFailed
        If that program ends with an error.
    """
    with TemporaryDirectory() as place:
        kept = {name: value for name, value in os.environ.items() if name != "FRISTED_DATABASE_URL"}
        environment = {**kept, "FRISTED_DATA": place}
        words = [*settings.COMMAND_LINE, "bench", "audit", "--here", "--json", f"--lines={lines}"]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MeasuringFailed(done.stderr[-500:])
    found = json.loads(done.stdout)
    return {"benchmark": "audit", "date": at.date().isoformat(), "machine": dict(made_on), **found}


def page_of(found: Mapping[str, Any]) -> str:
    """Write the figures as a page."""
    made_on = ", ".join(f"{name} {value}" for name, value in found["machine"].items())
    line, trail = found["line"], found["trail"]
    rows = [
        ("Sign the first checkpoint (chain, tree, signature)", f"{trail['checkpoint_seconds']} s"),
        (f"Sign the next, {trail['new_lines']:,} lines later", f"{trail['next_checkpoint_seconds']} s"),
        ("Verify chain, tree and checkpoints", f"{trail['verify_seconds']} s"),
        ("Verify against a holder with every leaf", f"{trail['verify_held_seconds']} s"),
        ("Prove that a checkpoint covers a line", f"{trail['proof_seconds']} s"),
        ("Most memory", f"{trail['most_megabytes']:,} MB"),
    ]
    return (
        "\n".join(
            [
                "# The audit trail",
                "",
                "Written by `fristed bench audit`. An empty data directory gets a trail on SQLite with",
                "`synchronous=FULL`; one process reads it line by line. A million lines may take 60 seconds.",
                "",
                f"| with {trail['lines']:,} lines | |",
                "| --- | ---: |",
                *(f"| {name} | {value} |" for name, value in rows),
                "",
                f"Before a page is shown a line is written and committed ({line['pages']:,} measured): "
                f"median {line['median_ms']} ms, 95th percentile {line['p95_ms']} ms; "
                f"at the end of the long trail median {line['late_median_ms']} ms.",
                "",
                f"- {found['date']}, {made_on}",
            ]
        )
        + "\n"
    )


def write_audit(found: Mapping[str, Any], *, out: Path) -> list[Path]:
    """Keep the figures as a page and as JSON."""
    out.mkdir(parents=True, exist_ok=True)
    page, record = out / "audit.md", out / "audit.json"
    page.write_text(page_of(found), "utf-8")
    record.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return [page, record]


def run_here(lines: int) -> dict[str, Any]:
    """Measure on the trail of this data directory, which must be empty and is thrown away after."""
    early = line_times()
    began_with = stored_head().position
    fill_trail(lines - began_with)
    first, checkpoint_seconds = timed(lambda: make_checkpoint(by=SYSTEM, at=BEGAN))
    late = line_times()
    _second, next_seconds = timed(lambda: make_checkpoint(by=SYSTEM, at=BEGAN))
    verdict, verify_seconds = timed(lambda: whole_trail(Held(), by=SYSTEM))
    leaves = tuple(leaves_between(0, lines))
    held, held_seconds = timed(lambda: whole_trail(Held((), leaves), by=SYSTEM))
    _proof, proof_seconds = timed(lambda: line_proof(lines // 3, by=SYSTEM))
    if first is None or not verdict.is_whole or not held.is_whole:
        raise MeasuringFailed(f"The trail was not whole: {verdict.because or held.because}")
    return {
        "line": {
            "pages": len(early),
            "median_ms": _ms(median(early)),
            "p95_ms": _ms(quantiles(early, n=20)[-1]),
            "late_median_ms": _ms(median(late)),
        },
        "trail": {
            "lines": first.size,
            "new_lines": len(late),
            "checkpoint_seconds": checkpoint_seconds,
            "next_checkpoint_seconds": next_seconds,
            "verify_seconds": verify_seconds,
            "verify_held_seconds": held_seconds,
            "proof_seconds": proof_seconds,
            "most_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        },
    }


def line_times() -> list[float]:
    """Write lines as pages do, each committed before the next; give the seconds each took."""
    times = []
    for number in range(PAGES):
        started = perf_counter()
        record_read(event="case.read", by=SYSTEM, at=BEGAN, subject=f"{number:08x}", facts={"shown": 1})
        times.append(perf_counter() - started)
    return times


def timed(call: Callable[[], T]) -> tuple[T, float]:
    """Give what a call gives, and the seconds it took."""
    started = perf_counter()
    found = call()
    return found, round(perf_counter() - started, 2)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
