"""The few code lists that belong to this room alone; all others come from ``methods.classifications``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class CountryGround(StrEnum):
    """Whose country of birth the country background is (the guideline's footnote on country background)."""

    OWN_BIRTH = "own_birth"
    PARENTS = "parents"
    GRANDPARENTS = "grandparents"
    UNKNOWN = "unknown"


class CaseStatus(StrEnum):
    """Whether work on the case goes on. A closed case may be reopened; neither makes a new case."""

    OPEN = "open"
    CLOSED = "closed"


class AgencyRole(StrEnum):
    """Whether an agency is in the case already or shall be brought in."""

    INVOLVED = "involved"
    TO_INVOLVE = "to_involve"


class CorrectionReason(StrEnum):
    """Why a main concern was wrong from the start; that the situation has changed is no reason."""

    WRONG_KEY = "wrong_key"
    CATEGORY_MISREAD = "category_misread"
    GROUND_MISTAKEN = "ground_mistaken"
    WRONG_CASE = "wrong_case"


class GreyZoneTopic(StrEnum):
    """What a grey-zone case is about, outside the core mandate."""

    IDENTITY = "identity"
    FAMILY_TROUBLE = "family_trouble"
    SCHOOL = "school"
    LIFE_SKILLS = "life_skills"
    HEALTH = "health"
    ECONOMY = "economy"
    RESIDENCE = "residence"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class OptionalAttribute:
    """How one optional attribute is answered.

    Attributes
    ----------
    code_list
        The list its codes come from; empty where the answer is yes, no or not asked.
    takes_several
        Whether a case may have several of the codes.
    """

    code_list: str = ""
    takes_several: bool = False


# By the name of the field in :class:`fristed.casework.cases.facts.CaseAttributes`, in the order of the page.
OPTIONAL_ATTRIBUTES: Mapping[str, OptionalAttribute] = MappingProxyType(
    {
        "control_motive": OptionalAttribute("control_motives"),
        "control_arenas": OptionalAttribute("control_arenas", takes_several=True),
        "stay_kind": OptionalAttribute("stay_abroad_kinds"),
        "stay_companion": OptionalAttribute("stay_abroad_companions"),
        "trafficking": OptionalAttribute(),
        "elderly": OptionalAttribute(),
        "capacity_to_consent": OptionalAttribute(),
        "outcome": OptionalAttribute("case_outcomes"),
        "return_obstacle": OptionalAttribute("return_obstacles"),
    }
)
# Those that have one answer, and so a column of their own.
SINGLE_ATTRIBUTES = tuple(name for name, kind in OPTIONAL_ATTRIBUTES.items() if not kind.takes_several)
