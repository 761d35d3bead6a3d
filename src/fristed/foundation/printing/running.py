"""Having a paper printed: by a program without our keys, within limits, that takes only itself with it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict

from fristed.foundation.limited import with_memory
from fristed.foundation.printing.facts import Paper

LONGEST_SECONDS = 30
MOST_MEMORY = 1 << 30
COMMAND = (sys.executable, "-m", "fristed.foundation.printing.program")


class NotPrinted(RuntimeError):
    """The paper could not be printed. What stood on it is not told."""


def as_pdf(paper: Paper) -> bytes:
    """Print a paper as PDF/UA-1 and PDF/A-2a; nothing of it is written to a disk.

    Raises
    ------
    NotPrinted
        If the program failed or took too long.
    """
    told = {**asdict(paper), "on_date": paper.on_date.isoformat()}
    try:
        ended = subprocess.run(
            with_memory(COMMAND, most=MOST_MEMORY),
            input=json.dumps(told).encode(),
            # Nothing of our surroundings, where the keys may be told.
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
