"""The codes of this room."""

from __future__ import annotations

from enum import StrEnum

DECIDES = "KT"
"""The service that decides on reimbursement: Kompetanseteamet."""


class State(StrEnum):
    """How an application stands."""

    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    INFORMATION_REQUESTED = "information_requested"
    GRANTED = "granted"
    REFUSED = "refused"
    TICKET_BOOKED = "ticket_booked"
    TRAVELLED = "travelled"
    NOT_TRAVELLED = "not_travelled"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


class Ground(StrEnum):
    """On what a decision rests; what it says in words is sealed."""

    CONDITIONS_MET = "conditions_met"
    EXCEPTION = "exception"
    NOT_TARGET_GROUP = "not_target_group"
    NO_PERMIT = "no_permit"
    CAN_PAY = "can_pay"
    OTHER_SOURCE = "other_source"
    NOT_DOCUMENTED = "not_documented"
    NO_PRIOR_APPROVAL = "no_prior_approval"


GRANTS = frozenset({Ground.CONDITIONS_MET, Ground.EXCEPTION})
"""Grounds on which it is granted; on the others it is refused."""


class Answer(StrEnum):
    """Whether a condition is met."""

    MET = "met"
    NOT_MET = "not_met"
    UNCLEAR = "unclear"


class DocumentKind(StrEnum):
    """Which papers have come; the papers themselves are not kept here."""

    APPLICATION = "application"
    ECONOMY = "declaration_of_economy"
    RESIDENCE = "residence_status"
    IDENTITY = "identity_papers"
    CUSTODY = "custody_papers"
    TRAVEL_PLAN = "travel_plan"
    RECEIPTS = "receipts"


class NotTravelled(StrEnum):
    """Why nobody travelled."""

    STOPPED_AT_BORDER = "stopped_at_border"
    RELATIVES = "relatives"
    PAPERS = "papers"
    FLIGHT_CANCELLED = "flight_cancelled"
    NOT_SAFE = "not_safe"
    PERSON_WITHDREW = "person_withdrew"


class Turn(StrEnum):
    """Whose step it is."""

    MISSION = "mission"
    DECIDER = "decider"
    COORDINATOR = "coordinator"
    NOBODY = "nobody"


class Accompanied(StrEnum):
    """Who somebody travels with, as it is counted."""

    NONE = "none"
    CHILDREN = "children"
    ADULT = "adult"


class Step(StrEnum):
    """The steps of the consular checklist."""

    COMES_TO_MISSION = "person_comes_to_mission"
    TRAVEL_DOCUMENTS = "travel_documents"
    PERMIT_VALID = "residence_permit_valid"
    RELATIVES_EXIT_BAN = "relatives_exit_ban"
    NORWEGIAN_EXIT_BAN = "norwegian_exit_ban_child"
    CUSTODY = "custody"
    DUAL_CITIZENSHIP = "dual_citizenship"
    SAFE_WAY = "safe_way_to_airport"


class CountryFact(StrEnum):
    """What is known of a country."""

    MISSION = "norwegian_mission"
    ENVOY = "special_envoy"
    HAGUE_1980 = "hague_1980"
    HAGUE_1996 = "hague_1996"
    RELATIVES_BAN = "relatives_exit_ban_exists"


class Value(StrEnum):
    """What a fact of a country says."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Status(StrEnum):
    """Whether somebody has read the source itself."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"


CONDITIONS, COUNTRIES = "conditions", "countries"
"""The two lists of what is known and edited, dated."""
EVERYWHERE = ""
"""The country of what holds everywhere."""
