"""Frozen records that cross the wall of this room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MatchLine:
    """A match in a list: how far it has come, whose step is next, and for how many days."""

    reference: str
    state: str
    whose: str
    kind: str
    since_date: date
    days: int
    organisation: str
    own_case: str = ""


@dataclass(frozen=True, slots=True)
class VolunteerSheet:
    """All that a volunteer is told: no case, no country, no concern, no place."""

    kind: str
    age_group: str
    gender: str
    way: str


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """How useful it was, as one of the two said."""

    teller: str
    useful: str
    felt_safe: bool
    on_date: date


@dataclass(frozen=True, slots=True)
class OfferLine:
    """What a volunteer offers, by number."""

    reference: str
    number: int
    kind: str
    gender: str
    way: str
    is_taken: bool


@dataclass(frozen=True, slots=True)
class MatchDetail:
    """A whole match; which offers fit is there for the organisation only."""

    line: MatchLine
    sheet: VolunteerSheet
    because: str
    wanted: str
    consented_date: date | None
    ended_why: str
    steps: tuple[tuple[str, date, int], ...]
    feedback: tuple[FeedbackLine, ...]
    offers: tuple[OfferLine, ...]
    offer_number: int | None
    may_follow_up: bool
    may_match: bool


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation, with who matches for it and how many offers are open and free."""

    reference: str
    name: str
    coordinators: tuple[int, ...]
    offers: tuple[OfferLine, ...]


@dataclass(frozen=True, slots=True)
class MentorFact:
    """One person in one year, for the statistics: nothing that points at anybody."""

    year: int
    kind: str
    because: str
    age_group: str
    gender: str
    requested_in_year: bool
    active_in_year: bool
    ended_in_year: bool
