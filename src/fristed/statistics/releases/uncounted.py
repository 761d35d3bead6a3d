"""What a number is of: the people and cases that counts are of, and what is no case and may be counted.

The words are data (``number_words.toml``). A unit is a whole word with its endings, so that no word for
people begins like one, and it measures nothing where what is counted follows it at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

READ: Mapping[str, Any] = tomllib.loads(
    (files("fristed.statistics.releases") / "data" / "number_words.toml").read_text("utf-8")
)


def one_of(pieces: Iterable[str]) -> str:
    """Write a pattern of pieces, the longest tried first.

    >>> one_of(["to", "tolv"])
    '(?:tolv|to)'
    """
    return f"(?:{'|'.join(sorted(pieces, key=len, reverse=True))})"


COUNTED = one_of(READ["around"]["counted"])
NOUN = one_of(piece for piece in READ["around"]["counted"] if not re.match(r"(?:av|of)\\s", piece))
_WHOLE = r"(?![-–]?\w)"
UNIT = rf"{one_of(READ['units']['words'])}{_WHOLE}(?!['’]?\s{NOUN})"
_NO_CASES = rf"(?!\s(?:\w+\s)?{NOUN})"
_HYPHENED = rf"-{one_of(READ['units']['hyphened'])}{_WHOLE}"
_BEFORE = rf"(?:{one_of(READ['units']['before'])}\s)?"
_NORWEGIAN = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_ENGLISH = "January|February|March|April|May|June|July|August|September|October|November|December"
"""With a capital: only 4 may be told."""
_MONTHS = rf"(?:{_NORWEGIAN}|(?-i:{_ENGLISH}))"
_PLACES = (
    "tabell|tabellen|tabellane|tabellene|figur|figuren|kapittel|kap|avsnitt|vedlegg|side|sidene|sidane|s|punkt|fotnote|note"
    "|linje|tiltak|nr|artikkel|art|bærekraftsmål|ledd|postboks|kl|klokken|klokka|iso|nou|st|prop|innst|dok"
    "|tables?|figures?|sections?|chapters?|appendix|pages?|footnote|measures?|articles?|no"
)
SPAN = r"(?:\s?[-–]\s?|\s(?:til|to|eller|or)\s)"
_DOT = r"(?:\.(?=\s?(?:[-–]|(?-i:[a-zæøå]))))?"
_DIGITS = rf"\d+(?:[ .]\d{{3}})*{_DOT}(?:{SPAN}\d+)?(?:[.,]\d+)?{_DOT}"
_NUMBERED = r"\d+(?:[.:/]\d+)*[a-z]?"


@cache
def no_counts() -> re.Pattern[str]:
    """Give what finds numbers that count nobody; made when prose is first read, as it is large."""
    return re.compile(
        "|".join(
            (
                r"\{[^{}]*\}",  # a place that the release answers
                r"§+\s*\d+(?:[-–]\d+)?\s?(?:[a-z]\b)?(?:(?:,|\sog|\sand|\seller|\sor|\stil)\s\d+(?:[-–]\d+)?\b)*"
                + _NO_CASES,
                r"\bnou\s\d{4}:\s?\d+\b",
                r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\bden\s\d{1,2}/\d{1,2}\b",
                rf"\b\d{{1,2}}{_DOT}\s(?:{_NORWEGIAN})\b(?:\s\d{{4}})?|\b\d{{1,2}}\s(?-i:{_ENGLISH})\b(?:\s\d{{4}})?",
                rf"\b{_MONTHS}\s\d{{1,2}}\b{_NO_CASES}",
                rf"\b(?:{_PLACES})\.?\s{_NUMBERED}(?:(?:\s?[-–,]\s?|\s(?:og|and)\s){_NUMBERED})*\b{_NO_CASES}",
                rf"\b(?:19|20)\d{{2}}(?:\s?[-–/]\s?(?:19|20)?\d{{2}})?\b(?!\s?%|[.,]\d){_NO_CASES}",
                rf"(?:\+47\s?)?\b(?:\d{{2}}\s?\d{{2}}\s?\d{{2}}\s?\d{{2}}|\d{{3}}\s\d{{2}}\s\d{{3}}|0\d{{4}})\b{_NO_CASES}",
                rf"(?:\b(?:ring|tlf|telefon|telefonen|call|phone|org)\.?\s?(?:nr\.?|nummer|på)?:?\s(?:\d\s?){{5,12}}){_NO_CASES}",
                rf"\b0\d{{3}}\b{_NO_CASES}|\b(?:lov|for)-\d{{4}}[-\d]*|\b24/7\b",
                rf"\b(?:under|over|fylt|fylte)\s18\b{_NO_CASES}|\b18\+",
                rf"\b(?:aged?|ages|alder|alderen)\s\d{{1,2}}(?:(?:{SPAN}|\s(?:og|and)\s)\d{{1,2}})?\b{_NO_CASES}",
                rf"\b\d+(?:{SPAN}\d+|-\s(?:og|til|eller)\s\d+)?{_HYPHENED}",
                rf"\b(?:(?<=mellom\s)|(?<=between\s))\d+\s(?:og|and)\s(?={_DIGITS}[\s-]{UNIT})",
                rf"\b\d+\.\s(?:og|and)\s(?=\d+\.\s{UNIT})",
                rf"\b{_DIGITS}(?:-|(?<=\.)|\s{_BEFORE}){UNIT}",
            )
        ),
        re.IGNORECASE,
    )


@cache
def after_unit() -> re.Pattern[str]:
    """Give what finds a unit after a number."""
    return re.compile(rf"[\s-]?{_BEFORE}{UNIT}|{_HYPHENED}", re.IGNORECASE)


@cache
def of_units() -> re.Pattern[str]:
    """Give what finds units that a share is of."""
    return re.compile(rf"{READ['units']['share_of']}{_BEFORE}{UNIT}", re.IGNORECASE)
