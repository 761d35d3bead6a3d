"""What free text must not hold where the register is anonymous: marks that point straight at somebody.

A name cannot be told from any other word by a program, so that is for the writer; a national identity number,
an e-mail address and a telephone number can be. The rule only says what kind of mark was found, never the
mark itself, so that nothing of it ends in a log or a page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NATIONAL_ID, EMAIL, PHONE = "national_id", "email", "phone"
MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        NATIONAL_ID: _("There is a national identity number in the text. Take it out."),
        EMAIL: _("There is what looks like an e-mail address in the text. Take it out."),
        PHONE: _("There is what looks like a telephone number in the text. Take it out."),
    }
)

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# Digits with at most one blank, stop or hyphen between each: 01019012345, 010190 12345, 01.01.90-12345.
_ELEVEN = re.compile(r"(?<!\d)\d(?:[ .\-/]?\d){10}(?!\d)")
_AT = r"(?:@|[(\[] ?(?:at|a|alfa|krøllalfa) ?[)\]])"
_EMAIL = re.compile(rf"[^\s@<>(),;:]+ ?{_AT} ?[^\s@<>(),;:]+\.[a-z]{{2,}}", re.IGNORECASE)
# Eight digits of the Norwegian plan in the ways they are written; a date or two years are not among them.
_SEPARATOR = "[ .-]"
_GROUPS = ((8,), (3, 2, 3), (2, 2, 2, 2), (4, 4), (3, 3, 2), (2, 3, 3))
_GROUPED = "|".join(_SEPARATOR.join(rf"\d{{{size}}}" for size in sizes) for sizes in _GROUPS)
_NORWEGIAN = re.compile(rf"(?<![\d+])(?<!\d[ .\-])(?:{_GROUPED})(?![ .\-]?\d)")
_PLAN = re.compile(r"2[1-4]|3[1-8]|4\d|5[1-7]|6[1-9]|7\d|8[0-2]|9\d")
# A country code says that it is a telephone number, whatever follows.
_ABROAD = re.compile(r"(?<!\d)(?:\+|00)[1-9](?:[ .\-()/]{0,2}\d){6,14}(?!\d)")


def identifying_marks(text: str) -> tuple[str, ...]:
    """Say which kinds of marks that point at somebody a text holds: ``national_id``, ``email``, ``phone``.

    Digits of every script count, and signs that are not seen do not hide a number.

    Examples
    --------
    >>> identifying_marks("Write to kari@example.no or call 912 34 567.")
    ('email', 'phone')
    >>> identifying_marks("She was held abroad from 12.06.2024 to 03.09.2024, 84 days.")
    ()
    """
    plain = _plain(text)
    found = {
        NATIONAL_ID: any(_passes_control(_digits(match)) for match in _ELEVEN.findall(plain)),
        EMAIL: _EMAIL.search(plain) is not None,
        PHONE: _has_phone(plain),
    }
    return tuple(mark for mark, is_there in found.items() if is_there)


def sentences(marks: Iterable[str]) -> list[str]:
    """Say each mark in the language of the reader, as an error beside a field."""
    return [str(MESSAGES[mark]) for mark in marks]


def _plain(text: str) -> str:
    """Give a text with plain digits, plain blanks and plain hyphens, and without signs that are not seen."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(_plain_sign(sign) for sign in folded if unicodedata.category(sign) != "Cf")


def _plain_sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    if kind == "Pd" or sign == "−":
        return "-"
    return " " if kind == "Zs" or sign == "\t" else sign


def _digits(match: str) -> tuple[int, ...]:
    return tuple(int(sign) for sign in match if sign.isdigit())


def _passes_control(digits: tuple[int, ...]) -> bool:
    """Whether both control digits fit; so they do for D-numbers and synthetic numbers as well."""
    return (
        sum(weight * digit for weight, digit in zip(_FIRST_WEIGHTS, digits, strict=False)) % 11 == 0
        and sum(weight * digit for weight, digit in zip(_SECOND_WEIGHTS, digits, strict=True)) % 11 == 0
    )


def _has_phone(plain: str) -> bool:
    numbers = ("".join(map(str, _digits(match))) for match in _NORWEGIAN.findall(plain))
    return _ABROAD.search(plain) is not None or any(_PLAN.match(number) for number in numbers)
