"""Frozen rows of the invented register of outreach; days are days, shares whole percents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class InventedAssignment:
    """An assignment that raised competence, held on a day; ``week`` is the number of its week."""

    service: str
    on_date: date
    county: str
    audience: str
    form: str
    partner: str
    participants: int
    week: int | None = None


@dataclass(frozen=True, slots=True)
class InventedWeek:
    """A week of competence-raising, from Monday to Friday."""

    number: int
    service: str
    first_date: date
    last_date: date


@dataclass(frozen=True, slots=True)
class InventedActivity:
    """Teaching, a group or an open door, on one day."""

    service: str
    kind: str
    on_date: date
    county: str
    participants: int


@dataclass(frozen=True, slots=True)
class InventedGreyZone:
    """A grey-zone case: the day it began, its topic, and the day it became a case, if it did in that year."""

    first_contact_date: date
    topic: str
    converted_date: date | None


@dataclass(frozen=True, slots=True)
class InventedAnswers:
    """Answers given on a site in a year, with shares in whole percent."""

    year: int
    answers: int
    girls: int
    boys: int
    others: int
    useful_to_askers: int
    useful_to_readers: int


@dataclass(frozen=True, slots=True)
class OutreachRegister:
    """The whole register as it was built from a seed."""

    seed: int
    assignments: tuple[InventedAssignment, ...]
    weeks: tuple[InventedWeek, ...]
    activities: tuple[InventedActivity, ...]
    witness_dates: tuple[date, ...]
    grey_zone: tuple[InventedGreyZone, ...]
    answers: InventedAnswers
