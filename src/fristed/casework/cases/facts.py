"""Frozen records that cross the wall of this room: to the statistics, and to and from the doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from fristed.foundation.identity.access.facts import RuleId
from fristed.foundation.identity.access.lines import HoldLine


@dataclass(frozen=True, slots=True)
class CaseFact:
    """One case counted in one year; nothing points at a person, a day or a reference.

    Attributes
    ----------
    service
        ``KT``, ``MR`` or ``SU``.
    year
        The year in which the case is counted.
    is_new
        Whether the first contact was in that year.
    gender
        As published: the internal ``other`` is counted as ``unknown``.
    country_background
        The first country; ISO 3166-1 alpha-2, ``XK``, or ``unknown``.
    referrer
        A code of the service's own list.
    abroad_case
        ``None`` where it was not collected (MR and SU before 2023).
    agencies_involved, agencies_to_involve
        Sorted codes.
    """

    service: str
    year: int
    is_new: bool
    main_concern: str
    concern_basis: str
    gender: str
    age_group: str
    country_background: str
    referrer: str
    immigration_case: bool
    abroad_case: bool | None
    agencies_involved: tuple[str, ...]
    agencies_to_involve: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseAttributes:
    """What may be noted of a case beyond what every case has; all optional, all coded.

    An empty text is "not noted"; ``None`` is "not asked".
    """

    control_motive: str = ""
    control_arenas: tuple[str, ...] = ()
    stay_kind: str = ""
    stay_companion: str = ""
    outcome: str = ""
    return_obstacle: str = ""
    trafficking: bool | None = None
    elderly: bool | None = None
    capacity_to_consent: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """What somebody who registers a case has filled in, before any rule has been applied.

    ``countries`` is ordered and the first is published. ``abroad_case`` is whether the person was abroad
    when the service was contacted.
    """

    service: str
    first_contact_date: date | None
    main_concern: str
    concern_basis: str
    gender: str
    age_band: str
    countries: tuple[str, ...]
    country_ground: str
    referrer: str
    immigration_case: bool = False
    immigration_reason: str = ""
    abroad_case: bool | None = None
    agencies_involved: tuple[str, ...] = ()
    agencies_to_involve: tuple[str, ...] = ()
    secondary_concerns: tuple[str, ...] = ()
    attributes: CaseAttributes = field(default_factory=CaseAttributes)


@dataclass(frozen=True, slots=True, kw_only=True)
class GreyZoneDraft:
    """A grey-zone case before any rule has been applied: a topic and a date, no main concern."""

    service: str
    first_contact_date: date | None
    topic: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a rule has to say of one field; ``code`` is a key of ``messages.MESSAGES``.

    ``suggestion`` is a code that may fit better, or empty.
    """

    field: str
    code: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a draft: errors stop it, warnings never do."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisteredCase:
    """The answer to a registration: the new reference, and what the rules warned of."""

    reference: str
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilters:
    """What a list of cases is narrowed to; empty means all of one's own service.

    ``responsible`` is an account's number, or ``nobody``.
    """

    year: int | None = None
    main_concern: str = ""
    age_band: str = ""
    status: str = ""
    gender: str = ""
    responsible: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line in a list of cases."""

    reference: str
    service: str
    first_contact_date: date
    last_contact_date: date
    main_concern: str
    age_band: str
    gender: str
    status: str
    contacts: int


@dataclass(frozen=True, slots=True)
class CaseList:
    """Some lines of a list, and how many there are; ``has_more`` where that was not counted to the end."""

    lines: tuple[CaseLine, ...]
    total: int
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class DatedConcern:
    """A concern as it was understood on a later day; it never changes the statistics."""

    concern: str
    on_date: date


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of a main concern."""

    old_concern: str
    new_concern: str
    reason: str
    by_username: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetail:
    """A whole case as its own service sees it."""

    reference: str
    service: str
    status: str
    registered_at: datetime
    first_contact_date: date
    known_since_date: date
    closed_date: date | None
    main_concern: str
    concern_basis: str
    secondary_concerns: tuple[str, ...]
    current_concerns: tuple[DatedConcern, ...]
    corrections: tuple[Correction, ...]
    gender: str
    age_band: str
    countries: tuple[str, ...]
    country_ground: str
    referrer: str
    immigration_case: bool
    immigration_reason: str
    abroad_case: bool | None
    agencies_involved: tuple[str, ...]
    agencies_to_involve: tuple[str, ...]
    attributes: CaseAttributes
    address_grading: str
    contact_dates: tuple[date, ...]
    counted_years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case, what the reader may do in it, and what other rooms had read beside it, by their names."""

    case: CaseDetail
    may: frozenset[str]
    beside: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beside:
    """What another room wants read in the same question as a case, so that its page asks little.

    Attributes
    ----------
    rows
        Relations of a case to the one row that the room keeps of it.
    columns
        Expressions on the row of a case, by the names under which the room finds what they gave.
    """

    rows: tuple[str, ...] = ()
    columns: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QualityLine:
    """One case that deserves a look before its year is closed, and what there is to look at."""

    reference: str
    first_contact_date: date
    main_concern: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class QualityList:
    """Some lines of the work list of a year, and how many cases of how many there are on it in all."""

    lines: tuple[QualityLine, ...]
    total: int
    cases: int


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That a service has gone through its work list of a year: who said so, and when."""

    service: str
    year: int
    confirmed_by: str
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class GreyZoneLine:
    """A grey-zone case in a list; ``converted_to`` is the reference of the case it became, or empty."""

    reference: str
    topic: str
    first_contact_date: date
    converted_to: str


@dataclass(frozen=True, slots=True)
class GreyZoneFact:
    """A grey-zone case, for the statistics of outreach: the year it began in and what it is about.

    ``became_case`` says whether it became a case before that year was over.
    """

    year: int
    topic: str
    became_case: bool


@dataclass(frozen=True, slots=True)
class StoredImport:
    """That the cases of a file were stored: how many, how many of its rows were left out, by whom, when."""

    service: str
    file_sha256: str
    cases: int
    left_out: int
    by_username: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseLook:
    """What two registrations of one person have in common, as far as a register without names can tell."""

    first_contact_date: date | None
    main_concern: str
    gender: str
    age_band: str
    country_background: str
    referrer: str


@dataclass(frozen=True, slots=True)
class CaseReader:
    """Somebody who may read a case, and the rule that lets them."""

    username: str
    display_name: str
    service: str
    rule: RuleId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseGrounds:
    """Who may read a case and why, and what protects it.

    ``lowering`` is the lower grading that somebody has asked for, and who; or ``None``.
    """

    reference: str
    service: str
    grading: str
    responsible: int | None
    readers: tuple[CaseReader, ...]
    names: tuple[HoldLine, ...]
    blocks: tuple[HoldLine, ...]
    lowering: tuple[str, str] | None
