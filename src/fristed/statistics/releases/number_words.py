"""Numbers as people type them: digits, words in bokmål, nynorsk and English, and what is no count at all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DATA = files("fristed.statistics.releases") / "data" / "number_words.toml"
ORDINARY_UP_TO = 2
"""Words up to two are articles and pronouns too: they count only before what is counted."""
_COUNTED = (
    r"(?:sak|person|tilfelle|jent|gut|kvinn|man|men|barn|ung|elev|voks|vaks|utsat|utsett|henvend|hendel|mottak"
    r"|case|people|girl|boy|woman|women|child|adult|pupil|victim|av sak|av dei|av dem|av diss|of the|of them)"
)
_MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|january|february|march"
    "|may|june|july|october|december"
)
_PLACES = (
    "tabell|tabellen|tabellane|tabellene|figur|figuren|kapittel|kap|avsnitt|vedlegg|side|s|punkt|fotnote|note"
    "|linje|tiltak|nr|artikkel|table|tables|figure|section|chapter|appendix|page|footnote|measure|article|no"
)
_UNITS = (
    r"år|års|åring\w*|årsverk|stilling\w*|måned\w*|månad\w*|uke\w*|veke\w*|dag\w*|døgn|time\w*|minutt\w*|kron\w*"
    r"|million\w*|milliard\w*|years?|months?|weeks?|days?|hours?|minutes?|positions?"
)
NO_COUNTS = re.compile(
    "|".join(
        (
            r"\{[^{}]*\}",  # a place that the release answers
            r"§+\s*\d+(?:[-–]\d+)?[a-z]?",
            r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?",
            rf"\b\d{{1,2}}\.?\s(?:{_MONTHS})\b(?:\s\d{{4}})?|\b(?:{_MONTHS})\s\d{{1,2}}\b",
            rf"\b(?:{_PLACES})\.?\s\d+(?:\.\d+)*(?:\s?[-–,]\s?\d+(?:\.\d+)*)*",
            r"\b(?:19|20)\d{2}(?:[-–](?:19|20)?\d{2})?\b",
            r"\b\d{2}\s?\d{2}\s?\d{2}\s?\d{2}\b|\b\d{3}\s\d{2}\s\d{3}\b",  # telephone numbers
            rf"\b\d+(?:[-–]\d+)?(?:[.,]\d+)?[\s-](?:{_UNITS})\b",
            r"\b\d+[.,]\d+\b(?!\s?(?:%|prosent|percent|per cent))",
        )
    ),
    re.IGNORECASE,
)
CITED = re.compile(r"[^.!?]*\((?:kilde|kjelde|source):[^)]*\)", re.IGNORECASE)
"""A sentence up to the source it cites; its numbers are the source's."""
_DIGITS = r"(?<![\w.,])(?P<digits>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?![\w])"
_PERCENT = re.compile(r"[\s\u00a0]?(?:%|prosent|percent|per cent)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number that somebody typed, as it stands, and whether it is a percent."""

    value: int
    as_typed: str
    is_percent: bool


@cache
def words_of(language: str) -> Mapping[str, int]:
    """Give the number words of a language up to ninety-nine.

    >>> words_of("nb")["tjueto"], words_of("en")["twenty-two"], words_of("nn")["sju"]
    (22, 22, 7)
    """
    content = tomllib.loads(_DATA.read_text("utf-8"))[language]
    words = {word: number for number, word in enumerate(content["small"])}
    for number, ten in enumerate(content["tens"], 2):
        words[ten] = 10 * number
        units = enumerate(content["small"][1:10], 1)
        words |= {f"{ten}{content['join']}{unit}": 10 * number + n for n, unit in units}
    return {**words, **content["also"]}


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(words_of(language), key=len, reverse=True))
    return re.compile(rf"{_DIGITS}|(?<![\w-])(?P<word>{words})(?![\w-])", re.IGNORECASE)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def typed_numbers(text: str, language: str) -> Iterator[TypedNumber]:
    """Give the numbers in a text that may be counts or percents; dates, ages, references and places are none.

    >>> [n.as_typed for n in typed_numbers("I 2024 var 18 av sakene i tabell 4 ukjente, etter to år.", "nb")]
    ['18']
    """
    left = NO_COUNTS.sub(_blank, CITED.sub(_blank, text))
    for found in _pattern(language).finditer(left):
        after = left[found.end() :]
        if found["digits"]:
            value = int(re.sub(r"\D", "", found["digits"]))
        else:
            value = words_of(language)[found["word"].lower()]
            if value <= ORDINARY_UP_TO and not re.match(rf"(?:\s\w+)?\s{_COUNTED}", after, re.IGNORECASE):
                continue
        yield TypedNumber(value, found[0], _PERCENT.match(after) is not None)
