"""What a search finds, who covers where, and what is to be checked. Plain values; no Django."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from fristed.knowledge.directory.contacts import EVERY, IN_WORDS, LANGUAGES, Contact

CHECK_EVERY = timedelta(days=183)
"""How long a check lasts: half a year."""
# Who is there for a country that no envoy is known to cover: the missions, through the ministry.
MISSIONS = "ud"


def words_of(one: Contact) -> str:
    """Give everything a contact can be found by, in every language, folded."""
    told = (one.name, one.audience, *(getattr(one, name) for name in IN_WORDS))
    texts = [words[language] for words in told for language in LANGUAGES]
    digits = "".join(one.phone.split())
    return " ".join([*texts, one.phone, digits, one.email, one.web, one.chat, one.responsible]).casefold()


def search(directory: Iterable[Contact], asked: str) -> tuple[Contact, ...]:
    """Give the contacts that hold every word that is asked for, in any language, as part of a word too.

    Examples
    --------
    >>> from fristed.knowledge.directory.contacts import packaged_directory
    >>> [one.id for one in search(packaged_directory().values(), "116111")]
    ['alarmtelefonen']
    """
    words = asked.casefold().split()
    return tuple(one for one in directory if words and all(word in words_of(one) for word in words))


def who_covers(
    directory: Iterable[Contact], *, country: str = "", county: str = ""
) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """Give who covers a country or a county: those that the sources name, and those that may.

    The second are envoys who cover other countries too, of which the sources do not say which.

    Examples
    --------
    >>> from fristed.knowledge.directory.contacts import packaged_directory
    >>> sure, maybe = who_covers(packaged_directory().values(), country="PK")
    >>> [one.id for one in sure], maybe
    (['embassy_islamabad', 'ud'], ())
    """
    known = tuple(directory)
    if county:
        return tuple(one for one in known if {county, EVERY} & set(one.counties)), ()
    sure = tuple(one for one in known if country and country in one.countries)
    maybe = () if sure or not country else tuple(one for one in known if one.covers_more)
    missions = tuple(one for one in known if country and one.id == MISSIONS)
    return (*sure, *missions), maybe


def is_due(one: Contact, *, today: date) -> bool:
    """Whether somebody should hold a contact against its source: nobody has for half a year, or ever."""
    return one.checked_date is None or one.checked_date + CHECK_EVERY <= today


def is_open(one: Contact, name: str) -> bool:
    """Whether the source does not give a field; what has no such field by its kind is not open.

    A page to read has no hours and no phone; an embassy is reached through the ministry.
    """
    pages = one.kind in ("site", "guide", "letter", "network", "press")
    if pages and name not in ("web", "languages"):
        return False
    value = getattr(one, name)
    return not (value["nb"] if hasattr(value, "get") else value)


def takes_emergency_away(before: Contact, after: Contact, *, is_withdrawn: bool) -> bool:
    """Whether a change would leave an entry without its emergency number: that is never done."""
    return bool(before.emergency) and (is_withdrawn or not after.emergency)


def problems_of(one: Contact, *, known: Iterable[str]) -> list[tuple[str, str]]:
    """Give what a proposed contact lacks, as pairs of a field and a code."""
    found = [
        (f"{name}_{language}", "words_missing")
        for name in ("name", "audience")
        for language in LANGUAGES
        if not getattr(one, name)[language]
    ]
    for name in IN_WORDS:
        empty = [language for language in LANGUAGES if not getattr(one, name)[language]]
        if 0 < len(empty) < len(LANGUAGES):
            found.append((f"{name}_{empty[0]}", "in_all_or_none"))
    if not one.source:
        found.append(("source", "source_missing"))
    if not one.is_for:
        found.append(("is_for", "audience_missing"))
    if one.via and one.via not in set(known) - {one.id}:
        found.append(("via", "no_such_entry"))
    return found
