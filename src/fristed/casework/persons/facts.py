"""What a page about the person of a case is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fristed.foundation.legal_basis.codes import Mode
from fristed.foundation.legal_basis.facts import Basis, Refusal

PERSONS, PLACES = "persons", "places"
"""The tables of the vault's fields: who the person is, and where."""
ROW = "1"
NATIONAL_ID, PSEUDONYM = "national_id", "pseudonym"


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One field of a case: whether it may be held, whether it is, and since when. Nothing is opened."""

    field: str
    answer: Basis | Refusal
    held_since: datetime | None

    @property
    def may_be_held(self) -> bool:
        """Whether a basis is in force."""
        return isinstance(self.answer, Basis)


@dataclass(frozen=True, slots=True)
class PersonOutline:
    """What is known of the person of a case without opening anything."""

    reference: str
    service: str
    mode: Mode
    lines: tuple[HeldLine, ...]

    @property
    def may_hold_something(self) -> bool:
        """Whether any field may be held."""
        return any(line.may_be_held for line in self.lines)

    @property
    def to_open(self) -> tuple[str, ...]:
        """The fields that are held and may be read; the pseudonym is for the access rules, not to be read."""
        held = [line.field for line in self.lines if line.may_be_held and line.held_since]
        return tuple(field for field in held if field != PSEUDONYM)

    @property
    def shut(self) -> tuple[str, ...]:
        """The fields that are held and may not be read, because their basis has ended."""
        return tuple(line.field for line in self.lines if not line.may_be_held and line.held_since)


@dataclass(frozen=True, slots=True)
class PlaceOutline:
    """What a reader may know of the place of a case without opening anything.

    ``is_officer`` says whether the reader can open it with a passphrase. ``officers`` names those who can, to
    whoever names officers or is one; it is empty where there is no place, and to everybody else. A place
    ``has_lost_officers`` when nobody can open it but escrow holders, and ``has_former_holders`` when those
    are not the three of today; the first is for whoever names, the second for its officers.
    """

    reference: str
    service: str
    grading: str
    refusals: tuple[Refusal, ...]
    writable: tuple[str, ...]
    is_officer: bool
    may_name: bool
    officers: tuple[str, ...]
    to_name: tuple[str, ...]
    has_lost_officers: bool
    has_former_holders: bool

    @property
    def may_hold_something(self) -> bool:
        """Whether any field of a place may be held."""
        return bool(self.writable)
