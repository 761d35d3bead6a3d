"""Norwegian ways of writing numbers and lists, with no-break spaces where a line must not break."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

NBSP = "\u00a0"
MINUS = "\u2212"
_MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_WORDS = ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")


def integer(value: int) -> str:
    """Write a whole number with its thousands apart: ``1 402``."""
    sign = MINUS if value < 0 else ""
    return sign + f"{abs(value):,}".replace(",", NBSP)


def percent(value: int) -> str:
    """Write a percentage with the sign a no-break space away: ``74 %``."""
    return f"{integer(value)}{NBSP}%"


def counted(value: int, one: str, many: str) -> str:
    """Write a number and its noun: ``1 sak``, ``626 saker``, ``ingen saker``."""
    if value == 0:
        return f"ingen{NBSP}{many}"
    return f"{integer(value)}{NBSP}{one if value == 1 else many}"


def word(value: int) -> str:
    """Write a small number as a word, a larger one in digits."""
    return _WORDS[value] if 0 <= value < len(_WORDS) else integer(value)


def long_date(day: date) -> str:
    """Write a day: ``4. november 2026``."""
    return f"{day.day}.{NBSP}{_MONTHS[day.month - 1]}{NBSP}{day.year}"


def listed(items: Sequence[str], joint: str = "og") -> str:
    """Join with commas and a last conjunction: ``a, b og c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def capitalised(text: str) -> str:
    """Make the first letter large and leave the rest; quotation marks are stepped over."""
    for position, letter in enumerate(text):
        if letter.isalpha():
            return text[:position] + letter.upper() + text[position + 1 :]
        if letter.isdigit():
            return text
    return text
