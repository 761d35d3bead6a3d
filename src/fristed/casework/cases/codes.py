"""The few code lists that belong to this room alone; all others come from ``methods.classifications``."""

from __future__ import annotations

from enum import StrEnum


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
