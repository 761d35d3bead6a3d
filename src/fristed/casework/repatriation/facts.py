"""Frozen records that cross the wall of this room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

TABLE = "journey"
"""The table that the vault knows the words of an application by."""
GROUNDS, QUESTION, REPLY = "grounds", "question", "reply"


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """What is applied for: who travels, from where, and what is asked."""

    members: Sequence[str]
    country: str
    asks_refund: bool
    asks_reception: bool
    to: int | None = None


@dataclass(frozen=True, slots=True)
class TravellerLine:
    """Somebody of the travel group, by a key that leads to nobody."""

    key: str
    kind: str
    age_group: str
    returned_date: date | None


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """One application in a list."""

    reference: str
    state: str
    turn: str
    since: datetime
    country: str
    asks_refund: bool
    asks_reception: bool
    adults: int
    children: int
    from_service: str
    own_case: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition as it holds on a day: its words by language, where it was read, and whether verified."""

    code: str
    words: Mapping[str, str]
    source: str
    status: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class KnownOfCountry:
    """One thing that is known of a country on a day."""

    country: str
    code: str
    value: str
    source: str
    status: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class ConditionAnswer:
    """A condition, and how it has been answered in one application; empty where it has not."""

    condition: Condition
    answer: str


@dataclass(frozen=True, slots=True)
class ApplicationDetail:
    """A whole application, and what the reader may do."""

    line: ApplicationLine
    case_reference: str
    drafted_by: str
    submitted_at: datetime | None
    submitted_by: str
    travellers: tuple[TravellerLine, ...]
    conditions: tuple[ConditionAnswer, ...]
    documents: tuple[tuple[str, date], ...]
    steps: tuple[tuple[str, date | None], ...]
    country_facts: tuple[KnownOfCountry, ...]
    questions: int
    outcome: str
    ground: str
    decided_at: datetime | None
    decided_by: str
    travel_date: date | None
    arrival_date: date | None
    travelled_date: date | None
    not_travelled: str
    claimed_kroner: int | None
    receipts: int | None
    settled_kroner: int | None
    reception: str
    reception_agreed: bool
    reception_dropped: bool
    is_applicant: bool
    decides: bool
    is_protected: bool
    """Whether the address is protected, so that only who is named in the deciding service sees it."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of an application, opened: the grounds, and each question with its answer."""

    grounds: str = ""
    questions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RepatriationFact:
    """One person of one application, for the statistics: nothing in it points at anybody."""

    year: int
    age_group: str
    accompanied_by: str
    refund_asked: bool
    coordination_asked: bool
    granted: bool
    returned: bool
    """Whether the person had returned by the day that was asked about."""


@dataclass(frozen=True, slots=True)
class JourneyDays:
    """How long an application stood in each state that is over in a year, in days; not which it was."""

    year: int
    state: str
    days: Mapping[str, int] = field(default_factory=dict)
