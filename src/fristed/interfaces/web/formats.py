"""Numbers, percents, days and times as people read them in the chosen language.

Thousands are set apart by a no-break space and the decimal mark is a comma in Norwegian. Years and
references are never grouped: they do not pass through here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language

NBSP = "\N{NO-BREAK SPACE}"
LOCALES = {"nb": "nb", "nn": "nn", "en": "en_GB"}
DAY = "d. MMMM y"
DAYS = {"nb": DAY, "nn": DAY, "en": "d MMMM y"}
UNGROUPED = 1000
"""Below this a number is written alike in every language."""
CLOCKS = {"nb": "'kl.' HH.mm", "nn": "'kl.' HH.mm", "en": "'at' HH:mm"}


def language() -> str:
    """Give the language of the answer being made: ``nb``, ``nn`` or ``en``."""
    chosen = (get_language() or "nb").split("-")[0]
    return chosen if chosen in LOCALES else "nb"


def number(value: float | int) -> str:
    """Give ``1 234,5`` with no-break spaces."""
    if type(value) is int and 0 <= value < UNGROUPED:
        return str(value)
    return str(format_decimal(value, locale=LOCALES[language()]))


def percent(value: float | int) -> str:
    """Give ``74 %``; in English ``74%``."""
    return number(value) + ("%" if language() == "en" else f"{NBSP}%")


def day(value: date) -> str:
    """Give ``4. november 2026``; a time is first put in the zone of the site."""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return _day_in(local, language())


@lru_cache(maxsize=4_000)
def _day_in(value: date, chosen: str) -> str:
    """Write a day in a language; lists write the same days over and over."""
    return str(format_date(value, DAYS[chosen], locale=LOCALES[chosen])).replace(" ", NBSP)


def moment(value: datetime) -> str:
    """Give ``4. november 2026 kl. 09.05``."""
    clock = format_datetime(timezone.localtime(value), CLOCKS[language()], locale=LOCALES[language()])
    return f"{day(value)} {clock}".replace(" ", NBSP)


def called(username: str, people: Mapping[str, str]) -> str:
    """Give what somebody is called; whose account is gone keeps the user name."""
    return people.get(username, username)
