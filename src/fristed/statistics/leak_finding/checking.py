"""Say at once what is wrong with files to be attacked; they are read by a program of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from fristed.statistics.leak_finding.faults import BadInput
from fristed.statistics.leak_finding.uploads import TableFile, spec_name

PROGRAM = "from fristed.statistics.leak_finding.checking_program import main; main()"
LONGEST_SECONDS = 20


def faults_of(files: Sequence[TableFile]) -> list[str]:
    """Give what keeps a spec and its tables from being read, each with its place."""
    header = json.dumps([(file.name, len(file.content)) for file in files]).encode()
    question = b"\n".join((header, b"".join(file.content for file in files)))
    too_much = str(
        BadInput(
            "reading the workbook takes too much memory or time", file=spec_name(file.name for file in files)
        )
    )
    try:
        ended = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            input=question,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [too_much]
    if ended.returncode:
        return [too_much]
    faults: list[str] = json.loads(ended.stdout)
    return faults
