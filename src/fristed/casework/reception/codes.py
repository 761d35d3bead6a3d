"""The codes of this room."""

from __future__ import annotations

from enum import StrEnum

COORDINATES = "KT"
"""The service that co-ordinates reception: Kompetanseteamet."""


class State(StrEnum):
    """How a reception stands. That all is agreed is no state of its own: it follows from the parts."""

    REQUESTED = "requested"
    PLANNED = "planned"
    ARRIVED = "arrived"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HANDED_OVER = "handed_over"
    INTERVIEWED = "interviewed"


class PartKind(StrEnum):
    """What must be agreed before anybody travels."""

    POLICE = "police_at_airport"
    SHELTER = "shelter_place"
    CHILD_WELFARE = "child_welfare"
    MEETING = "who_meets"


class PartState(StrEnum):
    """How one part stands."""

    WAITING = "waiting"
    ASKED = "asked"
    AGREED = "agreed"
    DECLINED = "declined"
    OVER = "over"


class Why(StrEnum):
    """Why a reception is postponed or cancelled."""

    DID_NOT_TRAVEL = "did_not_travel"
    FLIGHT_CANCELLED = "flight_cancelled"
    STOPPED_AT_BORDER = "stopped_at_border"
    NOT_SAFE = "not_safe"
    PERSON_WITHDREW = "person_withdrew"
    OTHER_SOLUTION = "other_solution"


class Turn(StrEnum):
    """Whose step it is."""

    COORDINATOR = "coordinator"
    MISSION = "mission"
    POLICE = "police"
    SHELTER = "shelter"
    CHILD_WELFARE = "child_welfare"
    MEETER = "meeter"
    NOBODY = "nobody"


class Detail(StrEnum):
    """What is sealed to named officers, and where else nothing of it stands."""

    FLIGHT = "flight"
    AIRPORT = "airport"
    SHELTER = "shelter"
    MEETS = "meets"
