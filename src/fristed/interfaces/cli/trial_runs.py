"""Long runs of protection trials, in chunks that are kept, so that a run goes on where it was stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from fristed.methods import disclosure
from fristed.methods.disclosure.trials import Size, TrialReport, run_trials, together

CHUNK: Mapping[Size, int] = {"small": 400, "large": 100}
"""How many releases of each size a chunk has."""

QUICK: Mapping[Size, int] = {"small": 48, "large": 12}
"""How many a quick look has."""


def run_chunk(chunk: int, numbers: Mapping[Size, int] = CHUNK) -> TrialReport:
    """Run the trials of one chunk; every chunk draws releases of its own."""
    return together(run_trials(chunk * number, number, size) for size, number in numbers.items())


def kept_chunks(number: int, folder: Path, numbers: Mapping[Size, int] = CHUNK) -> Iterator[TrialReport]:
    """Give chunk after chunk: read what was run before with the same program, run and write the others."""
    kept_by = folder / program_mark()
    kept_by.mkdir(parents=True, exist_ok=True)
    for chunk in range(number):
        kept = kept_by / f"chunk-{chunk:03}.json"
        if not kept.exists():
            _write(kept, run_chunk(chunk, numbers))
        yield _read(kept)


def program_mark() -> str:
    """Return a mark of the program text that is tried: what another text was found to do proves nothing."""
    room = Path(next(iter(disclosure.__path__)))
    texts = [room / "records.py", *(room / "protection").rglob("*.py"), *(room / "trials").rglob("*.py")]
    return sha256(b"\0".join(path.read_bytes() for path in sorted(texts))).hexdigest()[:16]


def _write(kept: Path, report: TrialReport) -> None:
    """Write a chunk as a whole or not at all."""
    unfinished = kept.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(report)), "utf-8")
    unfinished.replace(kept)


def _read(kept: Path) -> TrialReport:
    written = json.loads(kept.read_text("utf-8"))
    tallies = {name: tuple(tally) for name, tally in written["planted_caught"].items()}
    return TrialReport(**{**written, "leaks": tuple(written["leaks"]), "planted_caught": tallies})
