"""The codes of this room, and which of them go together."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What was promised: it decides what "done" means."""

    CONSIDER = "consider"
    CLARIFY = "clarify"
    STUDY = "study"
    REVIEW = "review"
    HEARING = "hearing"
    BILL = "bill"
    DEVELOP = "develop"
    INFORM = "inform"
    KNOWLEDGE = "knowledge"
    TOOL = "tool"
    COOPERATE = "cooperate"
    COMPETENCE = "competence"
    CONTINUE = "continue"


class Status(StrEnum):
    """How far a commitment has come."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    PAUSED = "paused"
    DONE = "done"
    NOT_PURSUED = "not_pursued"


CLOSED = frozenset({Status.DONE, Status.NOT_PURSUED})
"""Nothing more is expected of a commitment in one of these."""


class Form(StrEnum):
    """Where a piece of evidence is found: an address, a document, or a number of the published statistics."""

    LINK = "link"
    DOCUMENT = "document"
    FIGURE = "figure"


class Shows(StrEnum):
    """What a piece of evidence shows to have happened."""

    DECISION = "decision"
    REPORT = "report"
    HEARING = "hearing"
    BILL = "bill"
    PRODUCT = "product"
    ACTIVITY = "activity"
    AGREEMENT = "agreement"


PROVES: Mapping[Kind, frozenset[Shows]] = MappingProxyType(
    {
        # To consider is met by a documented decision, also a decision to do nothing; not by a new scheme.
        Kind.CONSIDER: frozenset({Shows.DECISION}),
        Kind.CLARIFY: frozenset({Shows.DECISION}),
        Kind.STUDY: frozenset({Shows.REPORT}),
        Kind.REVIEW: frozenset({Shows.REPORT, Shows.DECISION}),
        # Whoever has put a bill forward has been past the hearing.
        Kind.HEARING: frozenset({Shows.HEARING, Shows.BILL}),
        Kind.BILL: frozenset({Shows.BILL}),
        Kind.DEVELOP: frozenset({Shows.PRODUCT, Shows.ACTIVITY, Shows.AGREEMENT}),
        Kind.INFORM: frozenset({Shows.PRODUCT, Shows.ACTIVITY}),
        Kind.KNOWLEDGE: frozenset({Shows.REPORT}),
        Kind.TOOL: frozenset({Shows.PRODUCT}),
        Kind.COOPERATE: frozenset({Shows.AGREEMENT, Shows.ACTIVITY}),
        Kind.COMPETENCE: frozenset({Shows.PRODUCT, Shows.ACTIVITY}),
        Kind.CONTINUE: frozenset({Shows.DECISION, Shows.REPORT, Shows.ACTIVITY}),
    }
)
"""What must be shown before a commitment of a kind is done."""


class Stage(StrEnum):
    """How far a proposal of law has come, in this order; one may be left out."""

    PREPARED = "prepared"
    HEARING = "hearing"
    PUT_FORWARD = "put_forward"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"


ORDER = (Stage.PREPARED, Stage.HEARING, Stage.PUT_FORWARD, Stage.ADOPTED, Stage.IN_FORCE)


class Way(StrEnum):
    """How input to a plan came."""

    MEETING = "meeting"
    WRITTEN = "written"


class Sender(StrEnum):
    """Whom input came from. A private person is never named."""

    MUNICIPALITY = "municipality"
    CIVIL_SOCIETY = "civil_society"
    FAITH = "faith_community"
    AUTHORITY = "authority"
    RESEARCH = "research"
    PRIVATE = "private_person"
