"""Conditions and what is known of countries, as they hold on a day: data of the house, then what was noted.

Nobody's permission is asked: a condition is the same for all, and nothing here is of a case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from fristed.casework.repatriation.codes import CONDITIONS, COUNTRIES, CountryFact, Value
from fristed.casework.repatriation.facts import Condition, KnownOfCountry
from fristed.casework.repatriation.models import Known
from fristed.foundation.identity.access.looking import once

DATA = Path(__file__).with_name("data")
LANGUAGES = ("nb", "nn", "en")


@cache
def first_conditions() -> tuple[Condition, ...]:
    """Give the conditions that the house begins with, in their order."""
    rows = tomllib.loads((DATA / "conditions.toml").read_text("utf-8"))["condition"]
    return tuple(
        Condition(
            row["code"],
            {language: row[language] for language in LANGUAGES},
            row["source"],
            row["status"],
            row["valid_from"],
        )
        for row in rows
    )


@cache
def first_facts() -> tuple[KnownOfCountry, ...]:
    """Give what the house begins with of countries."""
    lists: dict[str, dict[str, Any]] = tomllib.loads((DATA / "countries.toml").read_text("utf-8"))
    return tuple(
        KnownOfCountry(country, code, str(value), row["source"], row["status"], row["valid_from"])
        for code, row in lists.items()
        for value in Value
        for country in row.get(str(value), ())
    )


def conditions_on(day: date) -> tuple[Condition, ...]:
    """Give the conditions in force on a day, in their order; those that came later last."""
    found: dict[str, Condition | None] = {
        one.code: one for one in first_conditions() if one.valid_from <= day
    }
    for row in _noted(CONDITIONS, day):
        words = {language: getattr(row, language) or row.nb for language in LANGUAGES}
        held = Condition(row.code, words, row.source, row.status, row.valid_from)
        found[row.code] = held if row.in_use else None
    return tuple(one for one in found.values() if one is not None)


def known_of(country: str, day: date) -> tuple[KnownOfCountry, ...]:
    """Give what is known of a country on a day, in the order of the codes."""
    found = {one.code: one for one in first_facts() if one.country == country and one.valid_from <= day}
    for row in _noted(COUNTRIES, day):
        if row.country == country:
            found[row.code] = KnownOfCountry(
                country, row.code, row.value, row.source, row.status, row.valid_from
            )
    return tuple(found[str(code)] for code in CountryFact if str(code) in found)


def countries_known(day: date) -> frozenset[str]:
    """Give the countries that something is known of on a day."""
    first = {one.country for one in first_facts() if one.valid_from <= day}
    return frozenset(first | {row.country for row in _noted(COUNTRIES, day)})


def _noted(list_name: str, day: date) -> Iterator[Known]:
    """Give what was noted of a list and holds by a day, the newest last; a page asks for it once."""
    rows = once(("known of journeys",), lambda: list(Known.objects.order_by("valid_from", "pk")))
    return (row for row in rows if row.list_name == list_name and row.valid_from <= day)
