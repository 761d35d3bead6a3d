"""Two versions of a text, word by word: what was taken out and what was put in."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_PIECES = re.compile(r"\{[^{}]*\}|\s+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """A stretch of text, and whether it stayed, was taken out or was put in."""

    kind: Literal["same", "out", "in"]
    text: str


def word_changes(old: str, new: str) -> list[Piece]:
    """Compare two texts by words.

    >>> word_changes("det var flere", "det var færre")
    [Piece(kind='same', text='det var '), Piece(kind='out', text='flere'), Piece(kind='in', text='færre')]
    """
    one, two = _PIECES.findall(old), _PIECES.findall(new)
    found: list[Piece] = []
    for what, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece("same", "".join(one[a:b])))
            continue
        found += [Piece("out", "".join(one[a:b]))] if b > a else []
        found += [Piece("in", "".join(two[c:d]))] if d > c else []
    return found
