"""Having a file cleaned: by a program without our keys, within limits, that takes only itself with it."""

from __future__ import annotations

import subprocess
import sys

from fristed.foundation.limited import with_memory
from fristed.foundation.stripping.kinds import FileKind, NotTaken, WhyNot

LONGEST_SECONDS = 30
MOST_MEMORY = 1 << 30
COMMAND = (sys.executable, "-m", "fristed.foundation.stripping.program")


def clean_file(content: bytes) -> tuple[FileKind, bytes]:
    """Give what a file is, and the file without what tells of its making.

    Raises
    ------
    NotTaken
        If it cannot be cleaned, with the reason; also where the program failed.
    """
    try:
        ended = subprocess.run(
            with_memory(COMMAND, most=MOST_MEMORY),
            input=content,
            # Nothing of our surroundings, where the keys may be told.
            env={"PYTHONUTF8": "1"},
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise NotTaken(WhyNot.TOO_MUCH) from late
    said, _line, clean = ended.stdout.partition(b"\n")
    words = said.decode("ascii", "replace").split()
    if ended.returncode or not words:
        raise NotTaken(WhyNot.DAMAGED)
    if words[0] == "no":
        raise NotTaken(WhyNot(words[1]))
    return FileKind(words[0]), clean
