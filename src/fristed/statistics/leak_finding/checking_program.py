"""Read a spec and its tables without attacking them, as a program of its own with little memory and time."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, TextIO

from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.printing import read_edition, relate
from fristed.statistics.leak_finding.spec_reading import read_spec
from fristed.statistics.leak_finding.statements import add_statements
from fristed.statistics.leak_finding.uploads import spec_name

MEMORY = 768_000_000
"""Bytes of address space."""

CPU_SECONDS = 10


def main() -> None:
    """Answer on standard output what is wrong with the files that standard input brings."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    answer(sys.stdin.buffer, sys.stdout)


def answer(asked: BinaryIO, out: TextIO) -> None:
    """Read a line with names and sizes and then the files; write the faults as JSON."""
    sizes = json.loads(asked.readline())
    with TemporaryDirectory() as place:
        for name, size in sizes:
            (Path(place) / name).write_bytes(asked.read(size))
        faults = _faults(Path(place) / spec_name(name for name, _ in sizes))
    out.write(json.dumps(faults))


def _faults(spec_file: Path) -> list[str]:
    try:
        edition = read_edition(read_spec(spec_file))
        add_statements(edition)
        relate(edition)
    except BadInput as error:
        return str(error).split("\n")
    return []
