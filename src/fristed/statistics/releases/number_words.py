"""Numbers as people type them: digits, words in bokmål, nynorsk and English, and what is no count at all.

Read are whole numbers with or without marks between thousands, decimals, fractions, the signs of Unicode for
them, and words: as one word, with hyphens or spaces, in the older order (femogtyve), and with hundreds and
thousands. Shares and comparisons in words (halvparten, like mange, twice) are read too, without a value.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from fristed.statistics.releases.numerals import ordinals_in, romans_in
from fristed.statistics.releases.signs import ways_to_read
from fristed.statistics.releases.uncounted import (
    COUNTED,
    READ,
    SPAN,
    after_unit,
    no_counts,
    of_units,
    one_of,
)

_DATA = files("fristed.statistics.releases") / "data"
ORDINARY_UP_TO = 2
"""Words up to two are articles and pronouns too: what stands round them tells whether they count."""
GAP = r"[ \-]?"
_PUBLISHERS = tomllib.loads((_DATA / "prose_sources.toml").read_text("utf-8"))["publishers"]
_PUBLISHER = rf"(?:{'|'.join(re.escape(name) for name in _PUBLISHERS)})(?=\W|$)"
_SENTENCE = re.compile(r"\S.*?(?:[.!?;](?=\s|$)|$)", re.DOTALL | re.MULTILINE)
_DIGITS = (
    r"(?:(?<!\w)|(?<=[^\W\d]{2}))(?<!\d[.,])(?<![^\W\d_][-–])"
    r"(?P<digits>\d{1,3}(?:[ .,'’]\d{3})+(?![\d])|\d+(?:[.,]\d+)?)"
    rf"(?=\W|$|x\b|stk|{COUNTED}|[^\W\d]{{4}})"
)
_GLUED = rf"{one_of(READ['around']['glued'])}\b"
_FRACTION = r"(?<![\w/-])(?P<over>\d{1,2})\s?[/⁄]\s?(?P<under>\d{1,2})(?![\w/])"
_PERCENT = re.compile(r"\s?(?:%|prosent|percent|per cent|pst\b)", re.IGNORECASE)
_OF = re.compile(
    r"\s(?:av|out of|of|in|mot)\s(?:(?:de|dei|the|alle|all|disse|desse|totalt|i alt)\s)*$", re.IGNORECASE
)
_SHARE = re.compile(rf"(?<![\w-]){one_of(READ['shares']['words'])}(?!\w)", re.IGNORECASE)
_TIED = re.compile(READ["shares"]["tied"])
_BEFORE_COUNTED = re.compile(rf"(?:\s\w+)?\s{COUNTED}", re.IGNORECASE)
_NOT_FAR_BEFORE = re.compile(rf"(?:\s\w+){{0,4}}\s{COUNTED}", re.IGNORECASE)
_BEFORE_WORD = re.compile(r"\s(?!og\ssamm?e|og\sto\b)\w")
_COUNTED = re.compile(COUNTED, re.IGNORECASE)
_ALONE = re.compile(rf"\s*(?:[.,;:)!?]|$)|\s{one_of(READ['around']['verbs'])}\b", re.IGNORECASE)
_ONLY = re.compile(rf"\b{one_of(READ['around']['only'])}\s$", re.IGNORECASE)
_PERCENT_OF = re.compile(r"\s(?:prosent|percent|per cent)\s(?:av|of)\b", re.IGNORECASE)
_BEFORE_CASES = re.compile(rf"(?:\s\w+)?\s{one_of(READ['around']['cases'])}", re.IGNORECASE)
_PERSON = one_of(READ["around"]["persons"])
_BEFORE_PERSON = re.compile(rf"(?:\s\w+)?\s{_PERSON}\s{one_of(READ['around']['past'])}\b", re.IGNORECASE)
_HAD = re.compile(rf"\b{one_of(READ['around']['had'])}\s$", re.IGNORECASE)
_SOLE = re.compile(r"\s(?:eneste|einaste|single|sole)\s", re.IGNORECASE)
_NEARLY = re.compile(rf"\b{one_of(READ['around']['nearly'])}\s$", re.IGNORECASE)
_PAST = re.compile(rf"\b{one_of(READ['around']['past'])}\b", re.IGNORECASE)
_GENERAL = re.compile(rf"\b{one_of(READ['around']['general'])}\b", re.IGNORECASE)
_SPAN = re.compile(SPAN, re.IGNORECASE)
LOOK_BACK = 24
"""How many characters before a number are looked at."""


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number that somebody typed, as it stands, and what kind it is.

    A share has a value between 0 and 1 where it says one. ``decimals`` tells how exact a percent is;
    ``is_near`` that the number stands for one close to it.
    """

    value: Fraction | None
    as_typed: str
    kind: Literal["count", "percent", "share"] = "count"
    decimals: int = 0
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language writes numbers: the pattern, its atoms, and the words that need company."""

    pattern: re.Pattern[str]
    atom: re.Pattern[str]
    values: Mapping[str, int]
    times: Mapping[str, int]
    articles: frozenset[str]
    strong: frozenset[str]
    numerals: frozenset[str]


def _values(content: Mapping[str, Any]) -> dict[str, int]:
    ones, teens, tens = content["ones"], content["teens"], content["tens"]
    values = {word: number for number, words in enumerate(ones, 1) for word in words}
    values |= {word: number for number, words in enumerate(teens, 10) for word in words}
    values |= {word: 10 * number for number, words in enumerate(tens, 2) for word in words}
    values |= dict.fromkeys(content["articles"], 1) | dict.fromkeys(content["nought"], 0)
    return values | dict.fromkeys(content["pairs"], 2)


def _grammar(content: Mapping[str, Any]) -> str:
    """Write the pattern of a number below a million in words, the longest reading first."""
    one = one_of(word for words in content["ones"] for word in words)
    teen = one_of(word for words in content["teens"] for word in words)
    ten = one_of(word for words in content["tens"] for word in words)
    joint = rf"{GAP}(?:{content['and']}{GAP})?"
    times = {value: one_of(w for w, n in content["times"].items() if n == value) for value in (100, 1000)}
    dozens = one_of(word for word, number in content["times"].items() if number < 100)
    below = rf"(?:{ten}{GAP}{one}|{one}{GAP}{content['and']}{GAP}{ten}|{ten}|{teen}|{one})"
    many = rf"(?:{below}|{one_of(content['articles'])})"
    hundreds = rf"(?:(?:{many}{GAP})?{times[100]}(?:{joint}{below})?)"
    under = rf"(?:{hundreds}|{below})"
    thousands = rf"(?:(?:(?:{hundreds}|{many}){GAP})?{times[1000]}(?:{joint}{under})?)"
    pairs, alone = one_of(content["pairs"]), one_of([*content["nought"], *content["articles"]])
    return rf"(?:{pairs}|{thousands}|(?:{many}{GAP})?{dozens}|{hundreds}|{below}|{alone})"


@cache
def _words(language: str) -> _Words:
    content = READ["en" if language == "en" else "no"]
    values, times = _values(content), content["times"]
    return _Words(
        re.compile(
            rf"{_FRACTION}|{_DIGITS}|(?<!\w)(?P<word>{_grammar(content)})(?:(?!\w)|(?={_GLUED}))",
            re.IGNORECASE,
        ),
        re.compile(one_of([*values, *times, content["and"]]), re.IGNORECASE),
        values,
        times,
        frozenset(content["articles"]),
        frozenset(content["strong"]),
        frozenset(content["numerals"]),
    )


def number_in_words(text: str, language: str) -> int | None:
    """Read a text that is one number in words.

    >>> [number_in_words(word, "nb") for word in ("tohundreogsekstifire", "femogtyve", "tjue-en", "entre")]
    [264, 25, 21, None]
    """
    found = _words(language).pattern.fullmatch(text)
    return _value(text, _words(language)) if found and found["word"] else None


def _value(text: str, words: _Words) -> int:
    total, current = 0, 0
    for atom in words.atom.findall(text.lower()):
        factor = words.times.get(atom)
        if factor is None:
            current += words.values.get(atom, 0)
        elif factor < 1000:
            current = max(current, 1) * factor
        else:
            total, current = total + max(current, 1) * factor, 0
    return total + current


def is_published_elsewhere(source: str) -> bool:
    """Whether a source is one of the publishers whose figures may be recorded and cited."""
    return re.match(_PUBLISHER, source, re.IGNORECASE) is not None


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def typed_numbers(text: str, language: str) -> Iterator[TypedNumber]:
    """Give the numbers and shares in a text; dates, ages, references and places of the release are none.

    >>> [n.as_typed for n in typed_numbers("I 2024 var 18 av sakene i tabell 4 ukjente, etter to år.", "nb")]
    ['18']
    """
    for raw in ways_to_read(text):
        yield from _read_plain(raw, language)


def _read_plain(raw: str, language: str) -> Iterator[TypedNumber]:
    left = no_counts().sub(_blank, raw.replace("_", " "))
    for part in _SENTENCE.finditer(left):
        start, sentence = part.start(), part[0]
        yield from _numbers_in(sentence, language)
        for value, typed in (*ordinals_in(sentence, language), *romans_in(sentence)):
            yield TypedNumber(Fraction(value), typed)
        for found in _SHARE.finditer(sentence):
            # The release answers the share beside the word, and the sentence falls where it may not.
            if not _TIED.match(raw, start + found.end()) and not of_units().match(sentence, found.end()):
                yield TypedNumber(None, found[0], "share")


def _numbers_in(sentence: str, language: str) -> Iterator[TypedNumber]:
    words = _words(language)
    has_happened = _PAST.search(sentence) is not None
    is_general = not has_happened and _GENERAL.search(sentence) is not None
    before: re.Match[str] | None = None
    for found in _not_measuring(list(words.pattern.finditer(sentence))):
        if _is_part_of_a_word(found, words):
            continue
        if before and _OF.fullmatch(sentence, before.end(), found.start()):
            yield TypedNumber(None, sentence[before.start() : found.end()], "share")
        before = found
        if found["over"]:
            yield _share(found)
        elif found["digits"] or _counts(found, words, has_happened, is_general):
            yield from _read(found, words)


def _not_measuring(numbers: list[re.Match[str]]) -> list[re.Match[str]]:
    """Leave out numbers before a unit, and those that begin a span before one: tre til fem år."""
    left: list[re.Match[str]] = []
    measuring_from = -1
    for found in reversed(numbers):
        end = found.end()
        if after_unit().match(found.string, end) or _SPAN.fullmatch(
            found.string, end, max(measuring_from, end)
        ):
            measuring_from = found.start()
        else:
            left.append(found)
    return left[::-1]


def _is_part_of_a_word(found: re.Match[str], words: _Words) -> bool:
    """Whether a number word hangs by a hyphen on what is neither counted nor a number, as in en-til-en."""
    text, end, start = found.string, found.end(), found.start()
    if not found["word"]:
        return False
    after = text[end : end + 1] in {"-", "–"} and text[end + 1 : end + 2].isalpha()
    before = start > 1 and text[start - 1] in "-–" and text[start - 2].isalpha()
    glued = after and not words.pattern.match(text, end + 1) and not _COUNTED.match(text, end + 1)
    return glued or (before and not words.atom.search(text, max(0, start - 9), start - 1))


def _counts(found: re.Match[str], words: _Words, has_happened: bool, is_general: bool) -> bool:
    """Whether a number word counts something, and is no article, pronoun or general rule."""
    word, text, end = found["word"].lower(), found.string, found.end()
    if word in words.articles:
        return _article_counts(found, has_happened)
    if _value(word, words) > ORDINARY_UP_TO or _PERCENT.match(text, end) or _SOLE.match(text, end):
        return True
    if word in words.numerals and _BEFORE_WORD.match(text, end):
        return has_happened or not is_general
    stands_alone = _ALONE.match(text, end) is not None
    if _ONLY.search(text, max(0, found.start() - LOOK_BACK), found.start()) and stands_alone:
        return True
    if _NOT_FAR_BEFORE.match(text, end):
        return has_happened or not is_general
    return stands_alone and word in words.strong and word not in {"one", "ett"} and not is_general


def _article_counts(found: re.Match[str], has_happened: bool) -> bool:
    """Whether an article counts: only a girl, a single case, there was a case, a percent of the cases."""
    text, end, back = found.string, found.end(), max(0, found.start() - LOOK_BACK)
    if _SOLE.match(text, end) or _PERCENT_OF.match(text, end):
        return True
    if _ONLY.search(text, back, found.start()) or _HAD.search(text, back, found.start()):
        return _BEFORE_COUNTED.match(text, end) is not None
    counted = _BEFORE_CASES.match(text, end) or _BEFORE_PERSON.match(text, end)
    return has_happened and counted is not None


def _share(found: re.Match[str]) -> TypedNumber:
    under = int(found["under"])
    return TypedNumber(Fraction(int(found["over"]), under) if under else None, found[0], "share")


def _read(found: re.Match[str], words: _Words) -> Iterator[TypedNumber]:
    text, typed = found.string, found[0]
    kind: Literal["count", "percent"] = "percent" if _PERCENT.match(text, found.end()) else "count"
    near = _NEARLY.search(text, max(0, found.start() - LOOK_BACK), found.start()) is not None
    for value, decimals in _readings(found, words):
        yield TypedNumber(value, typed, kind, decimals, near)


def _readings(found: re.Match[str], words: _Words) -> Iterator[tuple[Fraction, int]]:
    """Give what a number may mean: 1.402 is a thousand and more, or a decimal; tjue to is 22, or 20 and 2."""
    if digits := found["digits"]:
        if re.fullmatch(r"\d{1,3}(?:[ .,'’]\d{3})+", digits):
            yield Fraction(re.sub(r"\D", "", digits)), 0
        if re.fullmatch(r"\d+(?:[.,]\d+)?", digits):
            number = digits.replace(",", ".")
            yield Fraction(number), len(number.partition(".")[2])
        return
    word = found["word"].lower()
    value = _value(word, words)
    yield Fraction(value), 0
    if " " in word and ORDINARY_UP_TO < value < 100 and not set(word.split()) & set(words.times):
        for piece in word.split():
            if piece in words.values and words.values[piece] > ORDINARY_UP_TO:
                yield Fraction(words.values[piece]), 0
