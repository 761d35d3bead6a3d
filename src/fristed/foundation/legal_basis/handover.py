"""The one door between casework and integration: what may go through, and who must have said so.

Casework registers without names; integration works with named persons. Where a threatened person must be
resettled, these four facts cross, once, for this purpose, when two have said so, and nothing else: not what
the concern is, not what has happened, not the number of the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

PURPOSE = "resettle"
MUNICIPALITY_NEEDS, HOUSEHOLD_SIZE = "municipality_needs", "household_size"
PROTECTION_NEEDED, SEALED_CONTACT = "protection_needed", "sealed_contact"
# What crosses. A test holds this to the four; a fifth is a new assessment of the consequences for privacy.
FIELDS = (MUNICIPALITY_NEEDS, HOUSEHOLD_SIZE, PROTECTION_NEEDED, SEALED_CONTACT)
LONGEST = 400
MOST_PERSONS = 20


@dataclass(frozen=True, slots=True)
class Handed:
    """What integration gets: the four facts and a key of their own. Nothing leads back to the case.

    Attributes
    ----------
    municipality_needs
        What the municipality must be able to offer: schooling, health, accessibility.
    sealed_contact
        Who is contacted to agree on the rest, and how.
    """

    key: str
    municipality_needs: str
    household_size: int
    protection_needed: bool
    sealed_contact: str


@dataclass(frozen=True, slots=True)
class HandoverState:
    """A hand-over as the side that asked sees it."""

    key: str
    asked_at: datetime
    asked_by: str
    confirmed_by: str
    refused_by: str
    taken_at: datetime | None


def problems_of(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Say what is wrong with what is to cross: the fixed fields, all of them, no other, each in its form."""
    if set(values) != set(FIELDS):
        yield "values", "wrong_fields"
        return
    for field in (MUNICIPALITY_NEEDS, SEALED_CONTACT):
        if not values[field].strip():
            yield field, "required"
        elif len(values[field]) > LONGEST:
            yield field, "too_long"
    number = values[HOUSEHOLD_SIZE]
    if not (number.isascii() and number.isdigit() and len(number) < 3 and 1 <= int(number) <= MOST_PERSONS):
        yield HOUSEHOLD_SIZE, "number_expected"
    if values[PROTECTION_NEEDED] not in ("yes", "no"):
        yield PROTECTION_NEEDED, "unknown_value"


def may_cross(
    *,
    asked_by: str,
    confirmed_by: str,
    is_refused: bool,
    is_taken: bool,
    purpose: str,
    fields: frozenset[str],
) -> bool:
    """Whether a hand-over may be taken: two people, the one purpose, the fixed fields, only once."""
    return (
        bool(asked_by)
        and bool(confirmed_by)
        and asked_by != confirmed_by
        and not is_refused
        and not is_taken
        and purpose == PURPOSE
        and fields == frozenset(FIELDS)
    )


def handed_of(key: str, values: Mapping[str, str]) -> Handed:
    """Give the facts of values that have been found right."""
    return Handed(
        key=key,
        municipality_needs=values[MUNICIPALITY_NEEDS],
        household_size=int(values[HOUSEHOLD_SIZE]),
        protection_needed=values[PROTECTION_NEEDED] == "yes",
        sealed_contact=values[SEALED_CONTACT],
    )
