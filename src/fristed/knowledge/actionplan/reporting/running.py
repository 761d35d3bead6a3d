"""Having a report printed for a page: by a program without our keys, within limits."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict

from fristed.foundation.limited import with_memory
from fristed.foundation.printing.running import LONGEST_SECONDS, MOST_MEMORY, NotPrinted
from fristed.knowledge.actionplan.reporting.document import StatusReport

COMMAND = (sys.executable, "-m", "fristed.knowledge.actionplan.reporting.pdf")


def as_pdf(report: StatusReport) -> bytes:
    """Print a report as PDF/UA-1 and PDF/A-2a; nothing of it is written to a disk.

    Raises
    ------
    NotPrinted
        If the program failed or took too long.
    """
    told = {**asdict(report), "as_of": report.as_of.isoformat(), "words": dict(report.words)}
    try:
        ended = subprocess.run(
            with_memory(COMMAND, most=MOST_MEMORY),
            input=json.dumps(told).encode(),
            env={"PYTHONUTF8": "1"},
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotPrinted("Printing took too long.") from None
    if ended.returncode or not ended.stdout.startswith(b"%PDF"):
        raise NotPrinted("Printing failed.")
    return ended.stdout
