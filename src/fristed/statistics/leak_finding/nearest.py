"""The name that was meant, where one is written that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

NEAR = 0.7
"""How much of two names must be alike, as ``difflib`` counts."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the known name that is most like another, whatever its capitals; none where none is near.

    Examples
    --------
    >>> nearest("totalt", ["Nord", "Totalt"]), nearest("x", ["a"])
    ('Totalt', '')
    """
    by_small = {one.casefold(): one for one in known if one}
    found = get_close_matches(name.casefold(), by_small, n=1, cutoff=NEAR)
    return by_small[found[0]] if found else ""


def hint(name: str, known: Iterable[str]) -> str:
    """Say what may have been meant, as the end of a sentence; nothing where no name is near."""
    found = nearest(name, known)
    return f"; the nearest is “{found}”" if found else ""
