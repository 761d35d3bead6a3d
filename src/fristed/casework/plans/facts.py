"""What is handed over the wall of the room of plans."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from fristed.casework.plans.codes import SignState

TASKS, CONTACT, SAFETY, ALARMS, MONTHS = (
    "plan_task",
    "plan_contact",
    "plan_safety",
    "plan_alarm",
    "plan_month",
)
"""The tables that the vault knows the words of plans by."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task; ``text`` is empty where nothing is opened."""

    key: str
    reference: str
    kind: str
    account_id: int | None
    due_date: date
    done_at: datetime | None = None
    done_by: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SignLine:
    """One promised sign of life, how it stands, and what was done where it did not come."""

    key: str
    reference: str
    due_at: datetime
    state: SignState
    came_at: datetime | None = None
    fired_at: datetime | None = None
    looked_at: datetime | None = None
    looked_by: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""
    text: str = ""

    @property
    def is_open_alarm(self) -> bool:
        """Whether it waits for an answer."""
        return self.fired_at is not None and self.answered_at is None


@dataclass(frozen=True, slots=True)
class Written:
    """A text that is changed as a whole: its newest version (0 where there is none), by whom and when."""

    version: int = 0
    text: str = ""
    written_at: datetime | None = None
    written_by: str = ""
    review_date: date | None = None


@dataclass(frozen=True, slots=True)
class Plans:
    """All plans of a case, opened."""

    reference: str
    service: str
    is_open: bool
    tasks: tuple[TaskLine, ...]
    signs: tuple[SignLine, ...]
    contact: Written
    safety: Written
    months: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What the page of a case says of its plans; nothing is opened."""

    open_tasks: int = 0
    first_due_date: date | None = None
    alarms: int = 0
    next_sign_at: datetime | None = None
    review_date: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A safety plan that is to be looked at again."""

    reference: str
    review_date: date


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Something of another room that waits for somebody since a day; its case is not told."""

    room: str
    reference: str
    state: str
    since_date: date


@dataclass(frozen=True, slots=True)
class Day:
    """What waits for somebody: their own, their teams', and that of those they stand in for."""

    alarms: tuple[SignLine, ...] = ()
    overdue: tuple[TaskLine, ...] = ()
    due: tuple[TaskLine, ...] = ()
    coming: tuple[TaskLine, ...] = ()
    signs: tuple[SignLine, ...] = ()
    reviews: tuple[ReviewLine, ...] = ()
    away: frozenset[int] = frozenset()
    waiting: tuple[WaitingLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """How much somebody has; ``account_id`` is empty for cases that nobody is responsible for."""

    account_id: int | None
    open_cases: int = 0
    open_tasks: int = 0
    overdue_tasks: int = 0
    alarms: int = 0


@dataclass(frozen=True, slots=True)
class QuietCase:
    """An open case without contact for a while."""

    reference: str
    last_contact_date: date
    responsible: int | None
    main_concern: str


@dataclass(frozen=True, slots=True)
class HolidayCase:
    """An open case with fear of an involuntary stay abroad for which there is no contact plan now.

    ``current_concern`` is the newest that is noted, or empty; ``is_own`` tells that the reader works on
    it, or stands in for somebody who does. ``old_plan_date`` is the day of a plan that counts no more.
    """

    reference: str
    main_concern: str
    current_concern: str
    age_band: str
    responsible: int | None
    last_contact_date: date | None
    is_own: bool
    old_plan_date: date | None


@dataclass(frozen=True, slots=True)
class Oversight:
    """What a leader sees of the service: how much each has, what waits, and what has gone quiet."""

    loads: tuple[Load, ...]
    waiting: int
    quiet: tuple[QuietCase, ...]
    quiet_total: int
    alarms: tuple[SignLine, ...]


@dataclass(frozen=True, slots=True)
class KeptFilter:
    """A saved filter: its key, and its codes by field."""

    key: str
    codes: dict[str, str] = field(default_factory=dict)
