"""What the rules' findings are called on screen: a sentence for each code, in English for the catalogues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.codes import (
    AgencyRole,
    CaseStatus,
    CorrectionReason,
    CountryGround,
    GreyZoneTopic,
)
from fristed.casework.cases.facts import Problem

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        # Errors
        "required": _("Fill in this field."),
        "unknown_code": _("Choose one of the values in the list."),
        "not_in_use": _("This value was not in use in this service in that year."),
        "given_twice": _("The same value is given twice."),
        "date_in_future": _("The date cannot be in the future."),
        "date_before_guideline": _("The register begins in 2021."),
        "date_before_first_contact": _("The date cannot be before the first contact."),
        "date_before_last_contact": _("The date cannot be before the last contact."),
        "date_before_grey_zone": _("The date cannot be before the grey-zone case began."),
        "unknown_stands_alone": _("Unknown cannot stand together with a country."),
        "born_in_one_country": _("A person is born in one country. Give one only."),
        "born_in_norway_asks_parents": _(
            "For a person born in Norway, give the country of birth of parents or grandparents."
        ),
        "reason_without_immigration": _(
            "A reason is given, but the case is not marked as an immigration case."
        ),
        "not_collected": _("This service did not count cases abroad in that year. Leave it empty."),
        "agency_in_both": _("An agency cannot both be involved already and be involved later."),
        "same_as_main": _("This is the main concern already."),
        "obstacle_without_failed_return": _("A reason is given, but the outcome is not a failed return."),
        "same_as_before": _("The main concern is this one already."),
        "is_secondary_already": _("This is a secondary concern of the case. Take it out there first."),
        "already_converted": _("This grey-zone case has become a case already."),
        "already_closed": _("The case is closed already."),
        "already_open": _("The case is open already."),
        "case_is_closed": _("The case is closed. Reopen it first."),
        "noted_already": _("This concern is noted on that day already."),
        "only_advisers_have_grey_zone": _("Only the diversity advisers register grey-zone cases."),
        # What deserves a look before a year is closed
        "not_known": _("Not known. Can it be found out?"),
        "registered_late": _("Registered after the year of the first contact had ended."),
        # Warnings
        "another_concern_fits": _("By the guideline another main concern fits better: %(suggestion)s."),
        "basis_unusual": _("The ground is unusual for this main concern. Read the guideline once more."),
        "adult_in_fear_of_child_marriage": _(
            "Fear of child marriage is about somebody under 18. Is the age right?"
        ),
        "stay_abroad_but_not_abroad": _(
            "The person is not abroad. Keep this main concern only if she or he has come back "
            "and the concern still is the stay."
        ),
        "fgm_concerns_girls_and_women": _("This main concern is about girls and women. Is the gender right?"),
        "parents_from_norway_ask_grandparents": _(
            "The parents were born in Norway. Then the grandparents' country of birth counts."
        ),
    }
)

LABELS: Mapping[str, Promise] = MappingProxyType(
    {
        CountryGround.OWN_BIRTH: _("Own country of birth"),
        CountryGround.PARENTS: _("Born in Norway: the parents' country of birth"),
        CountryGround.GRANDPARENTS: _("Born in Norway: the grandparents' country of birth"),
        CaseStatus.OPEN: _("Open"),
        CaseStatus.CLOSED: _("Closed"),
        AgencyRole.INVOLVED: _("Involved"),
        AgencyRole.TO_INVOLVE: _("To be involved"),
        CorrectionReason.WRONG_KEY: _("The wrong value was chosen by accident"),
        CorrectionReason.CATEGORY_MISREAD: _("The category was misread"),
        CorrectionReason.GROUND_MISTAKEN: _("It was mistaken what was told, confirmed, suspected or feared"),
        CorrectionReason.WRONG_CASE: _("It belonged to another case"),
        GreyZoneTopic.IDENTITY: _("Identity"),
        GreyZoneTopic.FAMILY_TROUBLE: _("Trouble in the family"),
        GreyZoneTopic.SCHOOL: _("School"),
        GreyZoneTopic.LIFE_SKILLS: _("Life skills"),
        GreyZoneTopic.HEALTH: _("Health"),
        GreyZoneTopic.ECONOMY: _("Economy"),
        GreyZoneTopic.RESIDENCE: _("Residence"),
        GreyZoneTopic.OTHER: _("Other"),
        "unknown": _("Unknown"),
    }
)


def message_of(problem: Problem, *, suggestion: str = "") -> str:
    """Say a problem in the language of the reader; ``suggestion`` is the label of the suggested code."""
    text = str(MESSAGES[problem.code])
    return text % {"suggestion": suggestion or problem.suggestion} if problem.suggestion else text


def errors_by_field(problems: Iterable[Problem]) -> dict[str, list[str]]:
    """Give the messages of each field, in the order found."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(problem.field, []).append(message_of(problem))
    return found
