"""Signs as people type them: whatever Unicode writes a number with, and signs that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from fristed.statistics.releases.alphabets import as_typed_here

_MARKS = frozenset({"Mn", "Me"})
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")


def ways_to_read(text: str) -> Iterator[str]:
    """Give a text without signs that are not seen, and with spaces for them: in a number, or after it."""
    yield _plain(text)
    if any(map(_is_unseen, text)):
        yield _plain(text, " ")


def _plain(text: str, unseen: str = "") -> str:
    """Write signs of Unicode as one types them, and what is not seen as ``unseen``."""
    written = []
    for sign in text:
        number = unicodedata.numeric(sign, None) if not sign.isascii() else None
        if number is not None and number == int(number):
            written.append(str(int(number)))
        elif number is not None:
            written.append(f" {unicodedata.normalize('NFKC', sign)}")
        else:
            written.append(unseen if _is_unseen(sign) else sign)
    plain = unicodedata.normalize("NFKC", "".join(written)).replace("‐", "-").replace("‑", "-")
    return as_typed_here("".join(sign for sign in plain if unicodedata.category(sign) not in _MARKS))


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf" or sign in _FILLERS
