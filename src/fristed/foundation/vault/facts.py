"""What is handed over the wall of the vault: who owns, which field, and what is known without opening."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

LONGEST_SERVICE = 10
JOINT = "joint"
"""Stands for a service where several work on one thing: its officers may be of any service, or of none."""
LONGEST_REFERENCE = 40
LONGEST_NAME = 40
LONGEST_ROW = 80


class UnfitName(ValueError):
    """An owner or field is named so that it could not be told apart from another, or not be stored."""


def _require_fit(text: str, longest: int, *, what: str) -> None:
    if not text or len(text) > longest or not text.isprintable():
        raise UnfitName(f"The name of {what} is empty, too long or not printable.")


@dataclass(frozen=True, slots=True, order=True)
class Owner:
    """Whose fields they are: a service and a random reference, as a case has. Never a name or a number."""

    service: str
    reference: str

    def __post_init__(self) -> None:
        _require_fit(self.service, LONGEST_SERVICE, what="a service")
        _require_fit(self.reference, LONGEST_REFERENCE, what="an owner")


@dataclass(frozen=True, slots=True, order=True)
class FieldName:
    """Which field: ``table``, ``column``, ``row``, and the version of its value, from 1.

    The name goes into the seal. A value that is moved to another row, column or owner, or put back as an
    older version, does not open. ``row`` is whatever names the row in its table: its key as text, or ``"1"``
    where an owner has one such row.
    """

    table: str
    column: str
    row: str
    version: int = 1

    def __post_init__(self) -> None:
        _require_fit(self.table, LONGEST_NAME, what="a table")
        _require_fit(self.column, LONGEST_NAME, what="a column")
        _require_fit(self.row, LONGEST_ROW, what="a row")
        if self.version < 1:
            raise UnfitName("The first version of a value is 1.")

    def next(self) -> FieldName:
        """Give the name that the next value of the same field is sealed under."""
        return replace(self, version=self.version + 1)


@dataclass(frozen=True, slots=True)
class SealedAt:
    """One sealed field as it is known without opening it: its name, newest version included, and when."""

    field: FieldName
    sealed_at: datetime


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody who has enrolled to read places: an account with a public key."""

    account_id: int
    username: str
    service: str
    recipient: str
    is_escrow_holder: bool


@dataclass(frozen=True, slots=True)
class EscrowOpening:
    """An opening in escrow that one holder has begun and the other has not finished."""

    reference: str
    owner: Owner
    first: str
    second: str
    to_officer: str
    reason: str
    began_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Swept:
    """How many keys nobody had used for an hour and no row needs: of cases, and of places."""

    case_keys: int
    place_keys: int
    half_shredded: int


@dataclass(frozen=True, slots=True)
class Held:
    """What an owner's fields fall under: a retention class, and the day of the event that starts its clock.

    ``event_date`` is ``None`` while the event has not happened: a case that is open is not due.
    """

    owner: Owner
    retention_class: str
    event_date: date | None
