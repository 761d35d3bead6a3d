"""The program that cleans one file: it comes on standard input and goes out on standard output.

It knows no database and no key, and is started with a limit on memory and time. The first line of what it
writes is the kind of file, or ``no`` and why not.
"""

from __future__ import annotations

import sys

from fristed.foundation.stripping.cleaning import cleaned
from fristed.foundation.stripping.kinds import NotTaken, WhyNot


def main() -> None:
    """Clean what comes."""
    content = sys.stdin.buffer.read()
    try:
        kind, clean = cleaned(content)
    except NotTaken as refused:
        sys.stdout.buffer.write(f"no {refused.why}\n".encode())
        return
    except MemoryError:
        sys.stdout.buffer.write(f"no {WhyNot.TOO_MUCH}\n".encode())
        return
    except RecursionError:
        sys.stdout.buffer.write(f"no {WhyNot.DAMAGED}\n".encode())
        return
    sys.stdout.buffer.write(f"{kind}\n".encode() + clean)


if __name__ == "__main__":
    main()
