"""Cases in words: one line of a list, and the facts of a whole case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.codes import CountryGround
from fristed.casework.cases.facts import CaseDetail, CaseLine, GreyZoneLine
from fristed.casework.cases.messages import LABELS
from fristed.interfaces.web import formats, labels
from fristed.methods.classifications import referrers_of, theme_of

YES_NO: dict[bool | None, str | Promise] = {True: _("Yes"), False: _("No"), None: _("Not noted")}
NOT_COUNTED = _("Not counted that year")


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One case in a list, in words."""

    reference: str
    main_concern: str
    age: str
    gender: str
    status: str
    is_open: bool
    first_contact_date: date
    last_contact_date: date
    contacts: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a case: what it is called, and what it is."""

    name: str | Promise
    value: str


def shown_line(line: CaseLine) -> ShownLine:
    """Put a line of a list into words."""
    return ShownLine(
        reference=line.reference,
        main_concern=labels.label("main_concerns", line.main_concern),
        age=labels.label("age_bands", line.age_band).replace(" ", formats.NBSP),
        gender=labels.label("genders", line.gender),
        status=str(LABELS[line.status]),
        is_open=line.status == "open",
        first_contact_date=line.first_contact_date,
        last_contact_date=line.last_contact_date,
        contacts=line.contacts,
    )


def words(list_name: str, codes: tuple[str, ...]) -> str:
    """Give the labels of several codes, joined by commas."""
    return ", ".join(labels.label(list_name, code) for code in codes)


def country_words(detail: CaseDetail) -> str:
    """Give the countries in order, and whose country of birth they are."""
    countries = words("countries", detail.countries)
    if detail.country_ground == CountryGround.UNKNOWN:
        return countries
    ground = str(LABELS[detail.country_ground])
    return f"{countries} ({ground[:1].lower()}{ground[1:]})"


def facts_of(detail: CaseDetail) -> Iterator[Fact]:
    """Give what every case has, in the order of the form."""
    yield Fact(_("What is known"), labels.label("concern_bases", detail.concern_basis))
    yield Fact(_("Who made contact"), labels.label(referrers_of(detail.service).name, detail.referrer))
    yield Fact(_("Gender"), labels.label("genders", detail.gender))
    yield Fact(_("Age at first contact"), labels.label("age_bands", detail.age_band))
    yield Fact(_("Country background"), country_words(detail))
    abroad = NOT_COUNTED if detail.abroad_case is None else YES_NO[detail.abroad_case]
    yield Fact(_("Abroad at first contact"), str(abroad))
    reason = labels.label("immigration_reasons", detail.immigration_reason)
    yield Fact(_("Immigration case"), reason if detail.immigration_case else str(YES_NO[False]))
    if detail.secondary_concerns:
        yield Fact(_("Other concerns"), words("main_concerns", detail.secondary_concerns))


def attributes_of(detail: CaseDetail) -> Iterator[Fact]:
    """Give the optional attributes that have been noted."""
    noted = detail.attributes
    coded: tuple[tuple[str | Promise, str, str], ...] = (
        (_("Motive of the control"), "control_motives", noted.control_motive),
        (_("Kind of stay abroad"), "stay_abroad_kinds", noted.stay_kind),
        (_("Company abroad"), "stay_abroad_companions", noted.stay_companion),
        (_("Outcome"), "case_outcomes", noted.outcome),
        (_("Why the return failed"), "return_obstacles", noted.return_obstacle),
    )
    for name, list_name, code in coded:
        if code:
            yield Fact(name, labels.label(list_name, code))
    if noted.control_arenas:
        yield Fact(_("Where the control takes place"), words("control_arenas", noted.control_arenas))
    for flag in ("trafficking", "elderly", "capacity_to_consent"):
        if (answer := getattr(noted, flag)) is not None:
            yield Fact(labels.label("case_flags", flag), str(YES_NO[answer]))


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A whole case in words."""

    reference: str
    is_open: bool
    status: str
    main_concern: str
    theme: str
    concern_now: str
    first_contact_date: date
    last_contact_date: date
    known_since_date: date | None
    contacts: int
    counted_years: tuple[int, ...]
    facts: tuple[Fact, ...]
    attributes: tuple[Fact, ...]
    agencies_involved: tuple[str, ...]
    agencies_to_involve: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownGreyZone:
    """A grey-zone case in a list, in words."""

    reference: str
    topic: str
    first_contact_date: date
    converted_to: str


def shown_grey_zone(line: GreyZoneLine) -> ShownGreyZone:
    """Put a grey-zone case into words."""
    return ShownGreyZone(line.reference, str(LABELS[line.topic]), line.first_contact_date, line.converted_to)


def _agencies(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(labels.label("agencies", code) for code in codes)


def shown_case(detail: CaseDetail) -> ShownCase:
    """Put a whole case into words."""
    now = detail.current_concerns[-1].concern if detail.current_concerns else ""
    known_since = detail.known_since_date if detail.known_since_date != detail.first_contact_date else None
    return ShownCase(
        reference=detail.reference,
        is_open=detail.status == "open",
        status=str(LABELS[detail.status]),
        main_concern=labels.label("main_concerns", detail.main_concern),
        theme=labels.label("themes", theme_of(detail.main_concern)),
        concern_now=labels.label("main_concerns", now) if now else "",
        first_contact_date=detail.first_contact_date,
        last_contact_date=max((detail.first_contact_date, *detail.contact_dates)),
        known_since_date=known_since,
        contacts=len(detail.contact_dates),
        counted_years=detail.counted_years,
        facts=tuple(facts_of(detail)),
        attributes=tuple(attributes_of(detail)),
        agencies_involved=_agencies(detail.agencies_involved),
        agencies_to_involve=_agencies(detail.agencies_to_involve),
    )
