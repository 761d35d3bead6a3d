"""Ways of writing numbers, days and lists in bokmål, nynorsk and English, from ``data/phrasebook.toml``.

No-break spaces stand where a line must not break. Whoever names no language is answered in bokmål.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from fristed.methods.classifications import Language

NBSP = "\u00a0"
MINUS = "\u2212"
HOME: Language = "nb"
"""The language that every text of the report is written in first."""


@cache
def phrasebook() -> Mapping[str, Any]:
    """Read what is said in each language."""
    text = files("fristed.statistics.annual_report").joinpath("data", "phrasebook.toml").read_text("utf-8")
    return tomllib.loads(text)


def _numbers(language: Language) -> Mapping[str, Any]:
    return phrasebook()[language]["numbers"]  # type: ignore[no-any-return]


def phrase(name: str, language: Language = HOME, **filled: object) -> str:
    """Say a phrase with its places filled: ``an increase of 23%``."""
    return str(phrasebook()[language]["phrases"][name]).format(**filled)


def words(language: Language = HOME) -> dict[str, str]:
    """Give the words that stand around the text: headings, labels, what links say."""
    return dict(phrasebook()[language]["words"])


def integer(value: int, language: Language = HOME) -> str:
    """Write a whole number with its thousands apart: ``1 402``, in English ``1,402``."""
    sign = MINUS if value < 0 else ""
    return sign + f"{abs(value):,}".replace(",", _numbers(language)["thousands"])


def percent(value: int, language: Language = HOME) -> str:
    """Write a percentage: ``74 %`` with a no-break space, in English ``74%``."""
    return str(_numbers(language)["percent"]).format(n=integer(value, language))


def cases(value: int, language: Language = HOME) -> str:
    """Write a number of cases: ``1 sak``, ``626 saker``, ``ingen saker``."""
    said = _numbers(language)
    if value == 0:
        return f"{said['none']}{NBSP}{said['cases']}"
    return f"{integer(value, language)}{NBSP}{said['case'] if value == 1 else said['cases']}"


def fewer_than(value: int, language: Language = HOME) -> str:
    """Write a bound that is not reached: ``færre enn 7``."""
    return str(_numbers(language)["fewer_than"]).format(n=integer(value, language))


def number_or_none(value: int, language: Language = HOME) -> str:
    """Write a number, or the word for none."""
    return integer(value, language) if value else str(_numbers(language)["none"])


def word(value: int, language: Language = HOME) -> str:
    """Write a small number as a word, a larger one in digits."""
    known: Sequence[str] = _numbers(language)["words"]
    return known[value] if 0 <= value < len(known) else integer(value, language)


def long_date(day: date, language: Language = HOME) -> str:
    """Write a day: ``4. november 2026``, in English ``4 November 2026``."""
    said = _numbers(language)
    return str(said["date"]).format(day=day.day, month=said["months"][day.month - 1], year=day.year)


def listed(items: Sequence[str], language: Language = HOME) -> str:
    """Join with commas and a last conjunction: ``a, b og c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_numbers(language)['and']} {items[-1]}"


def capitalised(text: str) -> str:
    """Make the first letter large and leave the rest; quotation marks are stepped over."""
    for position, letter in enumerate(text):
        if letter.isalpha():
            return text[:position] + letter.upper() + text[position + 1 :]
        if letter.isdigit():
            return text
    return text
