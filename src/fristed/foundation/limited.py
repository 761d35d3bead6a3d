"""Run a program with limits on its memory, so that it takes only itself with it."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Sequence

PROGRAM = "from fristed.foundation.limited import main; main()"


def with_memory(command: Sequence[str], *, most: int) -> list[str]:
    """Give the command that runs another one with at most so many bytes of address space."""
    return [sys.executable, "-c", PROGRAM, str(most), *command]


def main() -> None:
    """Take the limit, which the program inherits, and become the program."""
    most = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606  there is no shell on purpose
