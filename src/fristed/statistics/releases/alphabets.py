"""Letters of other alphabets that look like those people type here, so that no number word hides behind them.

The letters are data (``look_alikes.toml``), picked from what Unicode calls confusable with the letters of
bokmål, nynorsk and English.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib.resources import files

LOOK_ALIKES = {
    ord(sign): letter
    for letters in tomllib.loads(
        (files("fristed.statistics.releases") / "data" / "look_alikes.toml").read_text("utf-8")
    ).values()
    for letter, signs in letters.items()
    for sign in signs
}
TYPED_WITH_MARKS = frozenset("åäöüéèêëóòôáàâçñíîïúûýðÅÄÖÜÉÈÊËÓÒÔÁÀÂÇÑÍÎÏÚÛÝ")
_WORD = re.compile(r"\w+")
_MICRO = "\u00b5"


def as_typed_here(text: str) -> str:
    """Write letters as one types them here: those that look alike, and letters with marks we do not use.

    >>> as_typed_here("f\u0435m"), as_typed_here("\u0442r\u1eb9"), as_typed_here("måned")
    ('fem', 'tre', 'måned')
    """
    return "".join(map(_plain_letter, text.translate(LOOK_ALIKES)))


def _plain_letter(sign: str) -> str:
    if sign.isascii() or sign in TYPED_WITH_MARKS:
        return sign
    base = unicodedata.normalize("NFD", sign)[0]
    return base if base.isascii() and base.isalpha() else sign


def mixed_words(text: str) -> tuple[str, ...]:
    """Give the words that mix Latin letters or digits with letters of another alphabet, each once.

    A word that is wholly of another alphabet is a quotation and may stand; it is read by its look when
    numbers are looked for.

    >>> mixed_words("f\u0435m saker, \u0430\u043b\u0444\u0430"), mixed_words("fem saker av 10 \u00b5g")
    (('f\u0435m',), ())
    """
    return tuple(dict.fromkeys(word for word in _WORD.findall(text) if _is_mixed(word)))


def _is_mixed(word: str) -> bool:
    strange = [sign for sign in word if _is_strange(sign)]
    return bool(strange) and len(strange) < sum(sign.isalnum() for sign in word)


def _is_strange(sign: str) -> bool:
    if sign.isascii() or not sign.isalpha() or sign == _MICRO:
        return False
    name = unicodedata.name(unicodedata.normalize("NFKC", sign)[0], "")
    return ord(sign) in LOOK_ALIKES or not name.startswith("LATIN")
