"""The contacts that the house begins with, read from its data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

DATA = Path(__file__).parent / "data"
LANGUAGES = ("nb", "nn", "en")
NO_WORDS: Mapping[str, str] = MappingProxyType(dict.fromkeys(LANGUAGES, ""))
IN_WORDS = ("about", "hours", "anonymity")
"""What a contact has in every language, or in none: then the source does not give it."""
IN_ONE_LINE = ("emergency", "phone", "email", "chat", "web", "responsible", "via")
EVERY = "*"
"""Stands for every county."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call or write to, or a page to read; what the source does not give is empty.

    Parameters
    ----------
    id
        What rules and pages call it, for good; never shown.
    name, audience
        By language code.
    emergency
        A number that is answered at any hour, where there is danger now.
    is_verified
        Whether it stands in a source that was read; otherwise somebody must check it before release.
    source
        Where it was read.
    kind
        ``line``, ``service``, ``scheme``, ``mentor``, ``organisation``, ``network``, ``embassy``, ``site``,
        ``guide``, ``letter``, ``press`` or ``emergency``.
    is_for
        Codes of :func:`audiences`, the first the one it is most for.
    about, hours, anonymity
        By language code, in our own words.
    languages
        Codes of the languages in which help is given, or the page is written.
    responsible
        Who answers for it.
    via
        The id of the contact through whom one comes to it.
    countries, counties
        Codes of the code lists that it covers; ``*`` stands for every county.
    covers_more
        Whether it covers other countries too that the source does not name.
    unverified
        Names of single fields that no source that was read gives.
    checked_date
        When somebody last held it against its source; nothing if nobody has.
    """

    id: str
    name: Mapping[str, str]
    audience: Mapping[str, str]
    emergency: str
    phone: str
    email: str
    web: str
    is_verified: bool
    source: str
    kind: str = "service"
    is_for: tuple[str, ...] = ()
    about: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)
    hours: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)
    anonymity: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)
    languages: tuple[str, ...] = ()
    chat: str = ""
    responsible: str = ""
    via: str = ""
    countries: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    covers_more: bool = False
    unverified: tuple[str, ...] = ()
    checked_date: date | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """A group of people that contacts are for."""

    id: str
    name: Mapping[str, str]


def _words(row: Mapping[str, Any], name: str) -> Mapping[str, str]:
    return MappingProxyType({language: row.get(f"{name}_{language}", "") for language in LANGUAGES})


def _contact(row: Mapping[str, Any]) -> Contact:
    """Read one contact."""
    lists = ("languages", "countries", "counties", "unverified")
    given: dict[str, Any] = {name: _words(row, name) for name in IN_WORDS}
    given |= {name: row.get(name, "") for name in IN_ONE_LINE}
    given |= {name: tuple(row.get(name, ())) for name in lists}
    return Contact(
        id=row["id"],
        name=MappingProxyType({language: row[language] for language in LANGUAGES}),
        audience=_words(row, "audience"),
        is_verified=row["status"] == "verified",
        source=row["source"],
        kind=row["kind"],
        is_for=tuple(row["for"]),
        covers_more=row.get("covers_more", False),
        checked_date=row.get("checked"),
        **given,
    )


def _rows(file: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((DATA / file).read_text("utf-8"))["contact"]
    return rows


@cache
def packaged_contacts() -> Mapping[str, Contact]:
    """Give the contacts of the plan's annex by id, in the order of the data.

    Examples
    --------
    >>> packaged_contacts()["alarmtelefonen"].phone
    '116 111'
    """
    return MappingProxyType({row["id"]: _contact(row) for row in _rows("contacts.toml")})


@cache
def packaged_directory() -> Mapping[str, Contact]:
    """Give the whole directory by id: contacts, then other help that is offered, then pages to read.

    Examples
    --------
    >>> packaged_directory()["embassy_nairobi"].countries
    ('KE',)
    """
    others = (_contact(row) for file in ("offers.toml", "web_resources.toml") for row in _rows(file))
    return MappingProxyType({**packaged_contacts(), **{one.id: one for one in others}})


@cache
def audiences() -> tuple[Audience, ...]:
    """Give the groups of people that contacts are for, in the order of the page.

    Examples
    --------
    >>> audiences()[0].id
    'exposed'
    """
    rows = tomllib.loads((DATA / "audiences.toml").read_text("utf-8"))["audience"]
    return tuple(
        Audience(row["id"], MappingProxyType({language: row[language] for language in LANGUAGES}))
        for row in rows
    )
