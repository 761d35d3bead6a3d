"""What deserves a look before a year is closed: what is not known, what does not go together, what came late.

The rules of registering say what does not go together; here they are asked again, of what was registered.
"""

from __future__ import annotations

from collections.abc import Iterator

from fristed.casework.cases.checks import validate_registration
from fristed.casework.cases.facts import CaseDetail, CaseDraft, Problem
from fristed.casework.cases.rules import UNKNOWN, day_of

ASKED = ("gender", "age_band", "concern_basis", "referrer")
"""Fields that are coded ``unknown`` where nobody could say, and that may be known by now."""


def draft_of(case: CaseDetail) -> CaseDraft:
    """Give a registered case as the draft that would register it."""
    return CaseDraft(
        service=case.service,
        first_contact_date=case.first_contact_date,
        main_concern=case.main_concern,
        concern_basis=case.concern_basis,
        gender=case.gender,
        age_band=case.age_band,
        countries=case.countries,
        country_ground=case.country_ground,
        referrer=case.referrer,
        immigration_case=case.immigration_case,
        immigration_reason=case.immigration_reason,
        abroad_case=case.abroad_case,
        agencies_involved=case.agencies_involved,
        agencies_to_involve=case.agencies_to_involve,
        secondary_concerns=case.secondary_concerns,
        attributes=case.attributes,
    )


def quality_problems(case: CaseDetail) -> tuple[Problem, ...]:
    """Give everything about a case that deserves a look before its year is closed."""
    return (*_not_known(case), *_not_fitting(case), *_late(case))


def _not_known(case: CaseDetail) -> Iterator[Problem]:
    """Find what was not known at registration."""
    for field in ASKED:
        if getattr(case, field) == UNKNOWN:
            yield Problem(field, "not_known")
    if UNKNOWN in case.countries:
        yield Problem("countries", "not_known")


def _not_fitting(case: CaseDetail) -> Iterator[Problem]:
    """Ask the rules of registering again; what they warn of is told as well."""
    verdict = validate_registration(draft_of(case), day_of(case.registered_at))
    yield from (*verdict.errors, *verdict.warnings)


def _late(case: CaseDetail) -> Iterator[Problem]:
    """Find a case that was registered after the year of its first contact had ended."""
    if day_of(case.registered_at).year > case.first_contact_date.year:
        yield Problem("first_contact_date", "registered_late")
