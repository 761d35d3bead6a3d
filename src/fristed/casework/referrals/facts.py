"""What is handed over the wall of the room of referrals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

LETTERS, LETTER = "moves", "letter"
"""The table and column of the vault's field that holds what was written to the other side."""
LONGEST_LETTER = 4000
CONFERENCES, PURPOSE, POINT = "conferences", "purpose", "point"
"""The same for what is said in a conference."""


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move in a list.

    Attributes
    ----------
    own_case
        The reference of the reader's own case; empty for a receiver who has none yet. The other side's case
        is never told.
    is_sender
        Whether the reader is on the side that asks.
    for_account
        Who is to answer, or ``None`` for whoever takes it.
    """

    reference: str
    kind: str
    state: str
    from_service: str
    to_service: str
    is_sender: bool
    own_case: str
    asked_by: str
    asked_at: datetime
    for_account: int | None
    answered_at: datetime | None
    decline_reason: str


@dataclass(frozen=True, slots=True)
class MoveDetail:
    """A whole move as one side sees it: what was sent and no more of the case."""

    line: MoveLine
    sent: Mapping[str, tuple[str, ...]]
    has_letter: bool
    ground: str
    may_answer: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class LinkLine:
    """That a case is linked to a case about the same person elsewhere; where is told, which is not."""

    through: str
    with_services: tuple[str, ...]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CaseWork:
    """Who works on a case, for the page of the case."""

    responsible: str
    team: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseMoves:
    """The moves of a case, and with which services it is linked."""

    moves: tuple[MoveLine, ...]
    links: tuple[LinkLine, ...]


@dataclass(frozen=True, slots=True)
class CountedMoves:
    """How many moves and conferences a case has, whether a move waits for an answer, or to be sent."""

    moves: int
    is_waiting: bool
    has_unsent: bool
    conferences: int

    @property
    def in_all(self) -> int:
        """How many there are together."""
        return self.moves + self.conferences


@dataclass(frozen=True, slots=True)
class ConferenceLine:
    """One case conference in a list; ``own_case`` is empty for those who take part from elsewhere."""

    reference: str
    service: str
    state: str
    on_date: date
    own_case: str


@dataclass(frozen=True, slots=True)
class PointLine:
    """A decision or a task, without its words; whose it is, for a task: an account or an agency."""

    number: int
    kind: str
    account_id: int | None
    agency: str
    due_date: date | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class ConferenceDetail:
    """A whole conference as those who take part see it."""

    line: ConferenceLine
    ground: str
    accounts: tuple[int, ...]
    agencies: tuple[str, ...]
    points: tuple[PointLine, ...]


@dataclass(frozen=True, slots=True)
class ConferenceWords:
    """The sealed words of a conference: its purpose, and each point by its number."""

    purpose: str
    points: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class LinkFact:
    """One person whose cases in several services are linked; nothing points at the person.

    Attributes
    ----------
    services
        Sorted codes of the services that have a linked case about the person; at least two.
    year
        A year in which a link was made; the services are those at its end.
    """

    services: tuple[str, ...]
    year: int
