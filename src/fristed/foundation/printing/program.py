"""The program that prints one paper: it comes as JSON on standard input, and the PDF goes out.

It knows no database and no key, and is started with a limit on memory and time.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files

from fristed.foundation.printing.compiling import compiled
from fristed.foundation.printing.signs import printable


def printed(paper: str) -> bytes:
    """Print a paper, told as JSON of :class:`fristed.foundation.printing.facts.Paper`."""
    told, has_boxes = printable(json.loads(paper))
    if not has_boxes:
        told["unprintable"] = ""
    template = files("fristed.foundation.printing").joinpath("data", "paper.typ").read_bytes()
    return compiled(template, name="paper", data=json.dumps(told, ensure_ascii=False, sort_keys=True))


def main() -> None:
    """Print what comes."""
    sys.stdout.buffer.write(printed(sys.stdin.buffer.read().decode()))


if __name__ == "__main__":
    main()
