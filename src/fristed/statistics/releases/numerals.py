"""Numbers that are neither digits nor number words: ordinals of people and cases, and Roman numerals.

The fifth case tells that there were five at least, and the fifth and last tells it exactly. The first and the
second (andre, which are others too) tell nothing unless they are the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fristed.statistics.releases.uncounted import NOUN, READ, UNIT, one_of

TELLS_FROM = 3
"""The first ordinal that tells a count without being the last of its row."""
_FINAL = rf"(?P<final>\s{one_of(READ['around']['final'])}(?!\s{UNIT}))"
_ROMAN = re.compile(rf"(?<!\w)(?=[IVX])(?P<roman>X{{0,3}}(?:IX|IV|V?I{{0,3}}))(?=\s(?i:{NOUN}))")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_PREPOSITION = "I"


def roman_value(roman: str) -> int:
    """Read a Roman numeral below forty.

    >>> [roman_value(number) for number in ("IV", "IX", "XII", "XXXIX")]
    [4, 9, 12, 39]
    """
    values = [_ROMAN_VALUES[sign] for sign in roman]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))


def romans_in(sentence: str) -> Iterator[tuple[int, str]]:
    """Give the Roman numerals before what is counted; the Norwegian preposition I is none."""
    for found in _ROMAN.finditer(sentence):
        if found["roman"] != _PREPOSITION:
            yield roman_value(found["roman"]), found["roman"]


@cache
def _ordinals(language: str) -> tuple[re.Pattern[str], dict[str, int], dict[str, int]]:
    """Write the pattern of ordinals before what is counted, and what they and the tens are worth."""
    content = READ["en" if language == "en" else "no"]
    values = {word: number for number, words in enumerate(content["ordinals"], 1) for word in words}
    tens = {word: 10 * number for number, words in enumerate(content["tens"], 2) for word in words}
    word = rf"(?:(?P<ten>{one_of(tens)})[ -]?(?:{content['and']}[ -]?)?)?(?P<one>{one_of(values)})"
    before = rf"(?:\s(?!{UNIT})(?!gang|gong|time)\w+)?\s{NOUN}"
    pattern = rf"(?<!\w)(?:{word}|(?P<digits>\d{{1,3}})(?:st|nd|rd|th))(?!\w)(?:{_FINAL}|(?={before}))"
    return re.compile(pattern, re.IGNORECASE), values, tens


def ordinals_in(sentence: str, language: str) -> Iterator[tuple[int, str]]:
    """Give the ordinals of people and cases, and those that are the last of their row.

    >>> list(ordinals_in("Den femte og siste saken, i tredje fase.", "nb"))
    [(5, 'femte')]
    """
    pattern, values, tens = _ordinals(language)
    for found in pattern.finditer(sentence):
        if found["digits"]:
            value = int(found["digits"])
        else:
            value = values[found["one"].lower()] + tens.get((found["ten"] or "").lower(), 0)
        if value >= TELLS_FROM or found["final"]:
            yield value, found[0].removesuffix(found["final"] or "")
