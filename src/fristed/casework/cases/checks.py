"""What is wrong with a draft, all of it at once, and what it should make one think twice about.

Errors stop a registration; warnings never do: the person at the telephone knows more than the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from fristed.casework.cases.codes import OPTIONAL_ATTRIBUTES, CorrectionReason, CountryGround, GreyZoneTopic
from fristed.casework.cases.facts import CaseAttributes, CaseDraft, GreyZoneDraft, Problem, Verdict
from fristed.casework.cases.rules import (
    GUIDELINE_SINCE,
    UNKNOWN,
    abroad_case,
    basis_fits,
    better_concern,
    ground_holds,
    is_adult,
)
from fristed.methods.classifications import CodeList, code_list, referrers_of

REQUIRED_LISTS = {
    "main_concern": "main_concerns",
    "concern_basis": "concern_bases",
    "gender": "genders",
    "age_band": "age_bands",
}


def validate_registration(draft: CaseDraft, on_date: date) -> Verdict:
    """Apply the guideline to a draft registered on a day; give every error and every warning."""
    errors = tuple(_errors(draft, on_date))
    wrong = {problem.field for problem in errors}
    return Verdict(errors, tuple(_warnings(draft, wrong)))


def _errors(draft: CaseDraft, on_date: date) -> Iterator[Problem]:
    """Find all errors of a draft."""
    yield from _first_date_problems(draft.first_contact_date, on_date)
    year = max(draft.first_contact_date or on_date, GUIDELINE_SINCE).year
    for field, name in REQUIRED_LISTS.items():
        yield from _code_problems(field, getattr(draft, field), code_list(name), year, draft.service)
    yield from _code_problems("referrer", draft.referrer, referrers_of(draft.service), year, draft.service)
    yield from _country_problems(draft)
    yield from _immigration_problems(draft, year)
    yield from _abroad_problems(draft, year)
    yield from agency_problems(draft.agencies_involved, draft.agencies_to_involve, year=year)
    yield from _secondary_problems(draft, year)
    yield from attribute_problems(draft.attributes, year=year)


def _code_problems(
    field: str, code: str, codes: CodeList, year: int, service: str | None = None
) -> Iterator[Problem]:
    """Check one required code: given, known, and in use in the year and service."""
    if not code:
        yield Problem(field, "required")
    elif code not in codes:
        yield Problem(field, "unknown_code")
    elif not codes.is_valid(code, year, service):
        yield Problem(field, "not_in_use")


def _set_problems(
    field: str, codes: tuple[str, ...], name: str, year: int, service: str | None = None
) -> Iterator[Problem]:
    """Check several codes of one list: each known, in use, and given once. At most one problem each kind."""
    listed = code_list(name)
    found = [problem for code in codes for problem in _code_problems(field, code, listed, year, service)]
    yield from dict.fromkeys(found)
    if len(set(codes)) < len(codes):
        yield Problem(field, "given_twice")


def _first_date_problems(day: date | None, on_date: date) -> Iterator[Problem]:
    """Check the date of first contact."""
    if day is None:
        yield Problem("first_contact_date", "required")
    elif day > on_date:
        yield Problem("first_contact_date", "date_in_future")
    elif day < GUIDELINE_SINCE:
        yield Problem("first_contact_date", "date_before_guideline")


def _country_problems(draft: CaseDraft) -> Iterator[Problem]:
    """Check the country background against the rule of own birth, parents and grandparents."""
    countries = draft.countries
    if not countries:
        yield Problem("countries", "required")
    elif any(country not in code_list("countries") for country in countries):
        yield Problem("countries", "unknown_code")
    elif len(set(countries)) < len(countries):
        yield Problem("countries", "given_twice")
    elif UNKNOWN in countries and len(countries) > 1:
        yield Problem("countries", "unknown_stands_alone")
    elif draft.country_ground == CountryGround.OWN_BIRTH and len(countries) > 1:
        yield Problem("countries", "born_in_one_country")
    elif draft.country_ground == CountryGround.OWN_BIRTH and not ground_holds(
        countries, draft.country_ground
    ):
        yield Problem("countries", "born_in_norway_asks_parents")
    if not draft.country_ground:
        yield Problem("country_ground", "required")
    elif draft.country_ground not in list(CountryGround):
        yield Problem("country_ground", "unknown_code")


def _immigration_problems(draft: CaseDraft, year: int) -> Iterator[Problem]:
    """Check that an immigration case has its reason and that nothing else has."""
    if draft.immigration_case:
        reasons = code_list("immigration_reasons")
        yield from _code_problems("immigration_reason", draft.immigration_reason, reasons, year)
    elif draft.immigration_reason:
        yield Problem("immigration_reason", "reason_without_immigration")


def _abroad_problems(draft: CaseDraft, year: int) -> Iterator[Problem]:
    """Check that abroad is answered where it is counted, and only there."""
    expected = abroad_case(service=draft.service, year=year, abroad_when_contacted=bool(draft.abroad_case))
    if draft.abroad_case != expected:
        yield Problem("abroad_case", "not_collected" if expected is None else "required")


def agency_problems(
    involved: tuple[str, ...], to_involve: tuple[str, ...], *, year: int
) -> Iterator[Problem]:
    """Check the two sets of agencies: an agency is in the case or shall be brought in, not both."""
    yield from _set_problems("agencies_involved", involved, "agencies", year)
    yield from _set_problems("agencies_to_involve", to_involve, "agencies", year)
    if set(involved) & set(to_involve):
        yield Problem("agencies_to_involve", "agency_in_both")


def _secondary_problems(draft: CaseDraft, year: int) -> Iterator[Problem]:
    """Check the secondary concerns: known, once, and not the main one again."""
    yield from _set_problems(
        "secondary_concerns", draft.secondary_concerns, "main_concerns", year, draft.service
    )
    if draft.main_concern in draft.secondary_concerns:
        yield Problem("secondary_concerns", "same_as_main")


def attribute_problems(attributes: CaseAttributes, *, year: int) -> Iterator[Problem]:
    """Check the optional attributes that have been noted."""
    for field, kind in OPTIONAL_ATTRIBUTES.items():
        noted = getattr(attributes, field)
        if kind.takes_several:
            yield from _set_problems(field, noted, kind.code_list, year)
        elif kind.code_list and noted:
            yield from _code_problems(field, noted, code_list(kind.code_list), year)
    if attributes.return_obstacle and attributes.outcome != "return_failed":
        yield Problem("return_obstacle", "obstacle_without_failed_return")


def _warnings(draft: CaseDraft, wrong: set[str]) -> Iterator[Problem]:
    """Find what deserves a second thought, among fields that are not wrong already."""
    if "main_concern" in wrong:
        return
    if "concern_basis" not in wrong:
        yield from _basis_warnings(draft.main_concern, draft.concern_basis)
    if "age_band" not in wrong and draft.main_concern == "fear_child_marriage" and is_adult(draft.age_band):
        yield Problem("age_band", "adult_in_fear_of_child_marriage")
    if draft.main_concern == "involuntary_stay_abroad" and draft.abroad_case is False:
        yield Problem("abroad_case", "stay_abroad_but_not_abroad")
    if draft.gender == "male" and code_list("main_concerns").get(draft.main_concern).parent == "fgm":
        yield Problem("gender", "fgm_concerns_girls_and_women")
    if draft.country_ground == CountryGround.PARENTS and not ground_holds(
        draft.countries, draft.country_ground
    ):
        yield Problem("countries", "parents_from_norway_ask_grandparents")


def _basis_warnings(concern: str, basis: str) -> Iterator[Problem]:
    """Warn when what is known of the concern speaks for another category."""
    if basis_fits(concern, basis):
        return
    suggestion = better_concern(concern, basis)
    yield Problem("main_concern", "another_concern_fits" if suggestion else "basis_unusual", suggestion)


def contact_problems(
    on_date: date | None, *, first_contact_date: date, today: date, field: str = "on_date"
) -> Iterator[Problem]:
    """Check the date of something done in a case: given, not before the first contact, not in the future."""
    if on_date is None:
        yield Problem(field, "required")
    elif on_date > today:
        yield Problem(field, "date_in_future")
    elif on_date < first_contact_date:
        yield Problem(field, "date_before_first_contact")


def concern_problems(field: str, concern: str, *, year: int, service: str) -> Iterator[Problem]:
    """Check one concern: given, known, in use in the year and service."""
    yield from _code_problems(field, concern, code_list("main_concerns"), year, service)


def correction_problems(
    *, old: str, new: str, reason: str, year: int, service: str, secondary: Iterable[str]
) -> Iterator[Problem]:
    """Check a correction of the main concern: another concern, in use then, with a reason."""
    yield from concern_problems("new_concern", new, year=year, service=service)
    if new and new == old:
        yield Problem("new_concern", "same_as_before")
    if new in secondary:
        yield Problem("new_concern", "is_secondary_already")
    if not reason:
        yield Problem("reason", "required")
    elif reason not in list(CorrectionReason):
        yield Problem("reason", "unknown_code")


def grey_zone_problems(draft: GreyZoneDraft, on_date: date) -> Iterator[Problem]:
    """Check a grey-zone case: a date and a topic."""
    yield from _first_date_problems(draft.first_contact_date, on_date)
    if not draft.topic:
        yield Problem("topic", "required")
    elif draft.topic not in list(GreyZoneTopic):
        yield Problem("topic", "unknown_code")
