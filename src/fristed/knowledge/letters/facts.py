"""What the letters hand to the doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fristed.knowledge.letters.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a year's letter; titles and texts by language code."""

    year: int
    number: int
    title: Mapping[str, str]
    text: Mapping[str, str]
    written_at: datetime
    written_by: str
    approved_at: datetime | None
    approved_by: str
    sent_date: date | None


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody was sent, or not yet: the days are empty until then."""

    recipient: Recipient
    sent_date: date | None
    received_date: date | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a kind there are, were sent the letter, and have received it."""

    kind: str
    recipients: int
    sent: int
    received: int


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One year's letter in the list."""

    year: int
    versions: int
    title: Mapping[str, str]
    is_approved: bool
    sent_date: date | None
    sent: int
    received: int
    questions: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A question that came back, and its answer."""

    number: int
    recipient: str
    asked_date: date
    text: str
    answer: str
    answered_at: datetime | None
    answered_by: str
