"""What the review of the log works on: lines as they were seen, what is normal, and what stands out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Verdict = Literal["fine", "asked", "reported"]
VERDICTS: tuple[Verdict, ...] = ("fine", "asked", "reported")


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of the trail, with where its actor and its case belong.

    ``unit`` is the service that registered the case; empty where the trail does not tell.
    """

    position: int
    at: datetime
    event: str
    actor: str
    service: str
    subject: str = ""
    unit: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Norms:
    """What is taken as normal. Each number is a choice; change it here, and the manual with it."""

    look_back_days: int = 28
    """Days that the work list covers."""
    baseline_days: int = 28
    """Days before those, from which one's own habit is told as well."""
    least_reads: int = 20
    """Cases read in a day below which nobody is unusual."""
    times_own: float = 3.0
    times_colleagues: float = 3.0
    fewest_days: int = 5
    """Days with reading that are needed to speak of a habit."""
    night_from_hour: int = 22
    night_to_hour: int = 6
    cases_without_work: int = 3
    """Cases in a week that somebody read and did no work in, from which it is worth a question."""
    work_before_days: int = 30
    work_after_days: int = 14
    refusals_a_day: int = 5
    glass_hours: int = 24


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that stands out: which rule, about whom, when, and the lines it rests on.

    ``count`` is what was counted, ``normal`` what would have been normal, or zero where nothing is.
    """

    rule: str
    about: str
    service: str
    on_date: date
    positions: tuple[int, ...]
    count: int
    normal: float = 0.0
    subject: str = ""

    @property
    def key(self) -> str:
        """Give a name that stays the same when more lines of the same kind come."""
        text = "|".join((self.rule, self.about, self.on_date.isoformat(), self.subject))
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    @property
    def last_position(self) -> int:
        """Give the newest line it rests on."""
        return max(self.positions)


@dataclass(frozen=True, slots=True)
class Said:
    """What a reviewer said of a finding."""

    verdict: str
    reason: str
    by_username: str
    at: datetime
    up_to_position: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A finding with what has been said of it, newest last."""

    finding: Finding
    said: tuple[Said, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look: nothing is said, an answer is awaited, or there is more."""
        if not self.said:
            return True
        last = self.said[-1]
        return last.verdict == "asked" or self.finding.last_position > last.up_to_position

    @property
    def has_more_since(self) -> bool:
        """Whether there are newer lines than those that the last verdict was about."""
        return bool(self.said) and self.finding.last_position > self.said[-1].up_to_position


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the log that a person is given: no name and no hour of any member of staff."""

    on_date: date
    service: str
    role: str
    purpose: str
    times: int
