"""Counts and years as they are written in tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

SPACES = re.compile(r"[\s\u00a0\u2009\u202f]")
COUNT = re.compile(r"[0-9]{1,40}")
MARKED = re.compile(r"([0-9][0-9 \u00a0\u2009\u202f]*?)\s*(\*+|[¹²³⁰⁴-⁹]+[)⁾]?)")
"""A count with the mark of a footnote behind it: ``799*``, ``4¹⁾``."""


@dataclass(frozen=True, slots=True)
class MarkedCount:
    """A count as it is printed, and the mark of the footnote behind it."""

    value: int
    mark: str = ""


def count_in(text: str) -> MarkedCount | None:
    """Read a count, with spaces in it or a footnote's mark behind it; None where it is none.

    Examples
    --------
    >>> count_in("1 310"), count_in("799*"), count_in("1.310")
    (MarkedCount(value=1310, mark=''), MarkedCount(value=799, mark='*'), None)
    """
    marked = MARKED.fullmatch(text)
    digits = SPACES.sub("", marked[1] if marked else text)
    if not COUNT.fullmatch(digits):
        return None
    return MarkedCount(int(digits), marked[2] if marked else "")


def year_in(heading: str) -> int | None:
    """Read the year that a heading is."""
    return int(heading) if re.fullmatch(r"(19|20)[0-9]{2}", heading) else None
