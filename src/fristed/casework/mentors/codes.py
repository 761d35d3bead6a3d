"""The codes of this room."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """How far a match has come."""

    REQUESTED = "requested"
    CONSENTED = "consented"
    MATCHED = "matched"
    ACTIVE = "active"
    ENDED = "ended"


FOLLOWS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.REQUESTED: frozenset({State.CONSENTED, State.ENDED}),
        State.CONSENTED: frozenset({State.MATCHED, State.ENDED}),
        # A volunteer who cannot after all goes back to being looked for.
        State.MATCHED: frozenset({State.ACTIVE, State.CONSENTED, State.ENDED}),
        State.ACTIVE: frozenset({State.ENDED}),
        State.ENDED: frozenset(),
    }
)
HELD = (State.MATCHED, State.ACTIVE)
"""An offer is taken as long as a match with it is in one of these."""


class Whose(StrEnum):
    """Whose step comes next."""

    CASE = "case"
    ORGANISATION = "organisation"
    NOBODY = "nobody"


WAITS_FOR: Mapping[State, Whose] = MappingProxyType(
    {
        State.REQUESTED: Whose.CASE,
        State.CONSENTED: Whose.ORGANISATION,
        State.MATCHED: Whose.ORGANISATION,
        State.ACTIVE: Whose.ORGANISATION,
        State.ENDED: Whose.NOBODY,
    }
)


class Kind(StrEnum):
    """What kind of support is offered or wished."""

    MENTOR_FAMILY = "mentor_family"
    RESOURCE_FRIEND = "resource_friend"
    PEER = "peer"
    GUIDE = "los"
    NETWORK = "network"


class Because(StrEnum):
    """Whom the scheme is for."""

    RESIDENT = "resident"
    FORMER_RESIDENT = "former_resident"
    LOST_FAMILY = "lost_family"


class Wanted(StrEnum):
    """Which gender somebody wishes the mentor to have, and an offer is of."""

    ANY = "any"
    WOMAN = "female"
    MAN = "male"


class Way(StrEnum):
    """How they meet."""

    IN_PERSON = "in_person"
    FROM_AFAR = "from_afar"
    BOTH = "both"


class Why(StrEnum):
    """Why a match, or the looking for one, ended."""

    GOAL_REACHED = "goal_reached"
    PERSON_WISHED = "person_wished"
    MENTOR_COULD_NOT = "mentor_could_not"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    SECURITY = "security"
    MOVED = "moved"
    NONE_FOUND = "none_found"


class From(StrEnum):
    """Who gives feedback."""

    PERSON = "person"
    MENTOR = "mentor"


class Useful(StrEnum):
    """How useful it was, as the one who gives feedback says."""

    MUCH = "much"
    SOME = "some"
    LITTLE = "little"
    NOT = "not"
