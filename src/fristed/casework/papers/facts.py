"""What is handed over the wall of the room of papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fristed.casework.cases.facts import CaseDetail
from fristed.casework.consultations.facts import ShownContact
from fristed.casework.journal.facts import Line

GIVEN, RECEIVER = "papers", "receiver"
"""The table and column of the vault's field with the receiver and the reason in words."""
LONGEST_ADVICE = 6000
LONGEST_LINE = 200
LONGEST_REASON = 1000
MORE = "more"
"""The text that is written for the paper alone, beside the entries of the journal."""


@dataclass(frozen=True, slots=True)
class AdviceOffer:
    """What a paper for the asker can be made of.

    Attributes
    ----------
    days
        The days on which there was a contact or advice, the newest first; ``on_date`` is the one chosen.
    advice
        What was advised that day and the reader may see, opened, by the key of its entry.
    has_code
        Whether the caller holds a code that is in use.
    contact
        How to make contact safely; ``None`` where nobody has asked.
    """

    reference: str
    service: str
    days: tuple[date, ...]
    on_date: date
    advice: Mapping[str, str]
    has_code: bool
    contact: ShownContact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceDraft:
    """What shall stand on a paper for the asker, before any rule is applied.

    ``texts`` are by the key of an entry of the journal, or :data:`MORE`, as they shall be printed.
    """

    language: str
    look: str
    on_date: date | None
    texts: Mapping[str, str]
    call: str
    again: str = ""
    with_code: bool = False


@dataclass(frozen=True, slots=True)
class SummaryOffer:
    """What a summary of a case can be made of, for this reader; nothing is opened.

    Attributes
    ----------
    values
        The coded values of what may be sent of a case.
    lines
        The entries of the journal that the reader may read, without files.
    person_fields
        What is held of the person and may be read by this reader; empty in an anonymous register.
    """

    detail: CaseDetail
    values: Mapping[str, tuple[str, ...]]
    lines: tuple[Line, ...]
    person_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryDraft:
    """What shall be given to whom, before any rule is applied; ``entries`` are keys of the journal."""

    language: str
    agency: str
    organisation: str
    role: str
    ground: str
    reason: str
    parts: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What will stand in a summary, opened; ``number`` is the number that its copy gets."""

    draft: SummaryDraft
    number: int
    reference: str
    service: str
    values: Mapping[str, tuple[str, ...]]
    contact_dates: tuple[date, ...]
    lines: tuple[Line, ...]
    person: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """That a summary was given, as the timeline of the case tells it."""

    number: int
    agency: str
    ground: str
    given_at: datetime
    given_by: str
    file_sha256: str
    parts: tuple[str, ...]
    entries: int


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who received a summary and why, opened; empty where the words were destroyed with the case."""

    organisation: str = ""
    role: str = ""
    reason: str = ""
