"""Frozen records that cross the wall of this room. None of them says where a dwelling is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class DwellingDraft:
    """What is noted of a dwelling when it comes into the scheme."""

    provider: str
    zone: str
    genders: str
    takes_children: bool
    takes_couples: bool
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody needs of a dwelling, the zones to keep away from, and the criteria of the pilot."""

    needs: tuple[str, ...] = ()
    shuns: tuple[str, ...] = ()
    keeps_away: bool = False
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody an application is for."""

    key: str
    kind: str
    age_group: str
    age_years: int | None
    gender: str
    takes_place: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step, with the days since the one before and whose they were."""

    number: int
    state: str
    on_date: date
    why: str
    noted_by: str
    has_words: bool
    days: int
    whose: str


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """An application in a list: how far it has come, whose step is next, and for how many days."""

    reference: str
    scheme: str
    state: str
    whose: str
    since_date: date
    days: int
    adults: int
    children: int
    dwelling: str = ""
    last_date: date | None = None
    own_case: str = ""


@dataclass(frozen=True, slots=True)
class SecurityLine:
    """The question to the police: when asked, passed on and answered, and for how many days it took."""

    asked_date: date
    passed_date: date | None
    answered_date: date | None
    is_recommended: bool | None
    days: int


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """Work with the family, and the talks there were."""

    is_wished: bool
    with_counselling_office: bool
    has_conditions: bool
    result: str
    noted_date: date
    talks: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class StayLine:
    """A stay as it is now, with the last day that holds."""

    dwelling: str
    places: int
    from_date: date
    moved_in_date: date | None
    last_date: date | None
    ended_date: date | None
    exceptions: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicationDetail:
    """A whole application, as its reader may see it: what is not for the reader is empty."""

    line: ApplicationLine
    people: tuple[PersonLine, ...]
    steps: tuple[StepLine, ...]
    wishes: Wishes
    may_allocate: bool
    may_provide: bool
    may_recommend: bool
    came_from: str = ""
    suitability: str = ""
    ground: str = ""
    security: SecurityLine | None = None
    family: FamilyLine | None = None
    stay: StayLine | None = None
    aftercare: tuple[tuple[date, str], ...] = ()
    words: dict[int, str] = field(default_factory=dict)
    conditions: str = ""
    exception_words: dict[int, str] = field(default_factory=dict)
    """What was written of each exception beyond the longest stay, by its number."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dwelling that a group could live in or not: the free places, and each reason against."""

    dwelling: str
    reference: str
    free: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    cleared_until: date | None

    @property
    def fits(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Fitting:
    """How many places a group takes, and every dwelling with what was found of it, the best first."""

    reference: str
    case_reference: str
    """For the line about reading; the page does not show it."""
    state: str
    places: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place of a dwelling as the board shows it."""

    reference: str
    number: int
    from_date: date
    to_date: date | None
    is_there: bool
    is_free: bool
    expected_free_date: date | None


@dataclass(frozen=True, slots=True)
class DwellingLine:
    """A dwelling on the board, by its random name."""

    reference: str
    name: str
    provider: str
    zone: str
    genders: str
    takes_children: bool
    takes_couples: bool
    offers: tuple[str, ...]
    cleared_until: date | None
    places: tuple[PlaceLine, ...]

    @property
    def capacity(self) -> int:
        """Give how many places there are."""
        return sum(one.is_there for one in self.places)

    @property
    def free(self) -> int:
        """Give how many of them are free."""
        return sum(one.is_there and one.is_free for one in self.places)


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """A provider, with who may act for it."""

    reference: str
    name: str
    staff: tuple[int, ...]
    dwellings: int


@dataclass(frozen=True, slots=True)
class Board:
    """The vacancy board, and how many places will be free on days to come if people leave as expected."""

    dwellings: tuple[DwellingLine, ...]
    ahead: tuple[tuple[date, int], ...]
    waiting: int

    @property
    def capacity(self) -> int:
        """Give how many places there are in all."""
        return sum(one.capacity for one in self.dwellings)

    @property
    def free(self) -> int:
        """Give how many of them are free."""
        return sum(one.free for one in self.dwellings)


@dataclass(frozen=True, slots=True)
class Waits:
    """For one kind of step: whose it is, how many wait for it now, and how long it took, in days."""

    state: str
    whose: str
    now: int
    longest_now: int
    median_days: int | None


@dataclass(frozen=True, slots=True)
class HousedFact:
    """One person in one year, for the statistics: nothing that points at anybody.

    ``role`` is ``adult`` or ``accompanying_child``. ``age_years`` is that of adults, where it is known.
    ``not_offered_why`` is why no place was offered in the year; empty where none was refused then.
    """

    year: int
    role: str
    scheme: str
    gender: str
    country: str
    age_years: int | None
    assessed_in_year: bool
    allocated_in_year: bool
    still_assessed_at_year_end: bool
    resident_in_year: bool
    moved_in_in_year: bool
    not_offered_why: str = ""


@dataclass(frozen=True, slots=True)
class StepDays:
    """How long an application stood in each state that is over in a year, in days; not which it was."""

    year: int
    days: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OccupancyFact:
    """Place-days of one half of a year: how many were occupied, of how many there were.

    ``people`` are those who took a place on any of its days.
    """

    year: int
    half: int
    occupied_place_days: int
    available_place_days: int
    days_in_half: int
    people: int


@dataclass(frozen=True, slots=True)
class AddressSeen:
    """Where a dwelling is, opened for one request."""

    address: str
    municipality: str


@dataclass(frozen=True, slots=True)
class AddressOutline:
    """What a reader may do with the address of a dwelling."""

    is_officer: bool
    may_name: bool
    officers: tuple[str, ...]
    to_name: tuple[str, ...]
