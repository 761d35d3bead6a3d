"""Frozen records that cross the wall of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fristed.casework.cases.facts import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRule:
    """How to make contact: coded, and in words that are sealed. ``time`` and ``say`` may be empty."""

    call_back: str
    phone_watched: str
    time: str = ""
    say: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ShownContact:
    """A rule as it stands, its version for the next change, and who wrote it."""

    rule: ContactRule
    version: int
    set_at: datetime
    set_by: str


@dataclass(frozen=True, slots=True)
class TakenCall:
    """The answer to a call: the case, what the guideline warned of, and the code to read out, if any."""

    reference: str
    warnings: tuple[Problem, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One of the reader's own unfinished calls: nothing of what it says."""

    reference: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One state a consultation has come to."""

    state: str
    at: datetime
    by_username: str


@dataclass(frozen=True, slots=True)
class ShownLink:
    """The decision that two cases are about the same person, seen from one of them."""

    other: str
    ground: str
    at: datetime
    by_username: str


@dataclass(frozen=True, slots=True)
class ConsultationDetail:
    """How the consultation of a case stands; ``state`` is empty where the case is no consultation."""

    reference: str
    service: str
    state: str
    steps: tuple[Step, ...]
    has_code: bool
    links: tuple[ShownLink, ...]


@dataclass(frozen=True, slots=True)
class CallOnCase:
    """What the page of a case shows of calls; ``state`` is empty where it is no consultation."""

    contact: ShownContact | None
    state: str
    is_linked: bool
