"""Entries in the words of the page: what is given, what the source leaves open, what nobody has checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from babel import Locale

from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.directory.sources import source_words
from fristed.interfaces.web.directory.words import FIELDS, KINDS
from fristed.knowledge.directory.contacts import EVERY, Audience, Contact
from fristed.knowledge.directory.facts import Entry
from fristed.knowledge.directory.rules import is_open

# The fields of the page of an entry, in the order in which one needs them.
ON_THE_PAGE = ("emergency", "phone", "chat", "email", "web", "hours", "anonymity", "languages", "responsible")

HOME = "+47"
WHOLE_NUMBER = 8
"""Digits of a number that takes the code of the country from abroad; a shorter one works at home only."""


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field in words: ``link`` is where it leads, and ``is_open`` that the source does not give it."""

    name: str
    label: str
    words: str
    link: str
    is_open: bool
    is_unverified: bool


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry in words."""

    id: str
    name: str
    kind: str
    audience: str
    about: str
    phone: ShownField
    emergency: ShownField
    fields: tuple[ShownField, ...]
    countries: tuple[str, ...]
    covers_more: bool
    is_verified: bool
    has_doubt: bool
    about_is_unverified: bool
    audience_is_unverified: bool
    source: str
    checked_date: date | None
    via: str
    version: int


def in_words(value: object) -> str:
    """Give a field in the language of the page."""
    if isinstance(value, Mapping):
        return str(value[formats.language()])
    return str(value)


def language_words(codes: Iterable[str]) -> str:
    """Give the names of languages in the language of the page."""
    names = Locale.parse({"nb": "nb", "nn": "nn", "en": "en"}[formats.language()]).languages
    return ", ".join(str(names.get(code, code)) for code in codes)


def dialled(number: str) -> str:
    """Give a number as it is dialled, a whole one so that it works from abroad too.

    Examples
    --------
    >>> dialled("478 090 50"), dialled("116 111")
    ('+4747809050', '116111')
    """
    digits = "".join(number.split())
    return f"{HOME}{digits}" if len(digits) == WHOLE_NUMBER else digits


def link_of(name: str, words: str) -> str:
    """Give where a field leads; what is not printed as an address leads nowhere."""
    if not words:
        return ""
    if name in ("phone", "emergency"):
        return f"tel:{dialled(words)}"
    if name == "email":
        return f"mailto:{words}"
    return f"https://{words}" if name in ("web", "chat") else ""


def _field(one: Contact, name: str) -> ShownField:
    value = getattr(one, name)
    words = language_words(value) if name == "languages" else in_words(value)
    doubtful = name in one.unverified or (not one.is_verified and bool(words))
    return ShownField(
        name, str(FIELDS[name]), words, link_of(name, words), is_open(one, name), doubtful and bool(words)
    )


def shown_entry(entry: Entry) -> ShownEntry:
    """Put an entry into words; of an emergency number and a chat only those that are given are shown."""
    one = entry.contact
    told = tuple(_field(one, name) for name in ON_THE_PAGE)
    only_given = ("emergency", "chat", "responsible")
    return ShownEntry(
        id=one.id,
        name=in_words(one.name),
        kind=str(KINDS.get(one.kind, one.kind)),
        audience=in_words(one.audience),
        about=in_words(one.about),
        phone=_field(one, "phone"),
        emergency=_field(one, "emergency"),
        fields=tuple(
            field for field in told if field.words or (field.is_open and field.name not in only_given)
        ),
        countries=tuple(labels.label("countries", code) for code in one.countries),
        covers_more=one.covers_more,
        is_verified=one.is_verified,
        has_doubt=not one.is_verified or bool(one.unverified),
        about_is_unverified="about" in one.unverified or not one.is_verified,
        audience_is_unverified="audience" in one.unverified,
        source=source_words(one.source),
        checked_date=one.checked_date,
        via=one.via,
        version=entry.version,
    )


def by_audience(
    entries: Iterable[Entry], groups: Iterable[Audience]
) -> list[tuple[str, str, list[ShownEntry]]]:
    """Give the entries of each group of people, those that are most for it first."""
    known = [(entry.contact.is_for, shown_entry(entry)) for entry in entries]
    found = []
    for group in groups:
        first = [one for codes, one in known if codes[:1] == (group.id,)]
        others = [one for codes, one in known if group.id in codes[1:]]
        found.append((group.id, in_words(group.name), [*first, *others]))
    return [one for one in found if one[2]]


def record_of(entry: Entry) -> dict[str, object]:
    """Give one entry as the feed has it; what the source does not give is ``null``."""
    one = entry.contact
    texts = {name: getattr(one, name) or None for name in ("phone", "emergency", "email", "chat", "web")}
    words = {
        name: dict(value) if (value := getattr(one, name))["nb"] else None
        for name in ("about", "hours", "anonymity")
    }
    return {
        "id": one.id,
        "version": entry.version,
        "kind": one.kind,
        "for": list(one.is_for),
        "name": dict(one.name),
        "audience": dict(one.audience),
        **words,
        **texts,
        "languages": list(one.languages) or None,
        "responsible": one.responsible or None,
        "via": one.via or None,
        "countries": list(one.countries),
        "covers_more_countries": one.covers_more,
        "counties": "all" if EVERY in one.counties else list(one.counties),
        "status": "verified" if one.is_verified else "unverified",
        "unverified_fields": list(one.unverified),
        "source": one.source,
        "last_checked": one.checked_date.isoformat() if one.checked_date else None,
    }
