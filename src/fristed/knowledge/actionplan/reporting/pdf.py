"""A report as PDF/UA-1 and PDF/A-2a: the text travels as data, so no word can be taken for markup."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from functools import cache
from importlib.resources import files

from fristed.foundation.printing.compiling import compiled
from fristed.foundation.printing.signs import printable
from fristed.knowledge.actionplan.reporting.document import StatusReport


@cache
def _template() -> bytes:
    return files("fristed.knowledge.actionplan.reporting").joinpath("data", "report.typ").read_bytes()


def as_data(report: StatusReport) -> str:
    """Give the report as the JSON that the template reads."""
    told = {**asdict(report), "as_of": report.as_of.isoformat(), "words": dict(report.words)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def printed(data: str) -> bytes:
    """Print a report that is told as :func:`as_data` does; a box stands for a sign that cannot be printed.

    Raises
    ------
    typst.TypstError
        If it does not meet the standards.
    """
    told, _has_boxes = printable(json.loads(data))
    return compiled(_template(), name="report", data=json.dumps(told, ensure_ascii=False, sort_keys=True))


def write_pdf(report: StatusReport) -> bytes:
    """Print the report; the same report gives the same bytes."""
    return printed(as_data(report))


def main() -> None:
    """Print what comes on standard input."""
    sys.stdout.buffer.write(printed(sys.stdin.buffer.read().decode()))


if __name__ == "__main__":
    main()
