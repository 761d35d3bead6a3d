"""The codes of the journal: kinds of entries, who sees them, and the short lists of what is coded."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What an entry is."""

    NOTE = "note"
    ADVICE = "advice"
    CHILD_AGREEMENT = "child_agreement"
    """What was agreed with the child before parents are contacted."""
    JUDGEMENT = "judgement"
    """A professional's own judgement of risk and severity. A person's words; no code, no sum, no colour."""
    DECISION = "decision"
    CONCERN_REPORT = "concern_report"
    """That a concern report was sent; never what stood in it."""
    OBSTACLE = "obstacle"
    """What stands in the way of a return."""
    FLAG = "flag"
    FILE = "file"


class Visibility(StrEnum):
    """Who reads an entry, among those who reach its case. Its author always does."""

    CASE_TEAM = "case_team"
    """Who works on the case, and who stands in for one of them."""
    SERVICE = "service"
    """Everybody of the service who reaches the case."""
    AUTHOR_AND_LEADER = "author_and_leader"
    """Its author, and who leads the service."""
    REACH = "reach"
    """Everybody who reaches the case. For what is coded: it is there to keep somebody safe."""


class Told(StrEnum):
    """Whether the person was told of a concern report."""

    YES = "yes"
    NO = "no"
    LATER = "later"


class Obstacle(StrEnum):
    """What may stand in the way of a return."""

    PERMIT = "permit"
    DOCUMENTS = "documents"
    FATHERS_CONSENT = "fathers_consent"
    BAN_ON_LEAVING = "ban_on_leaving"
    OTHER_JURISDICTION = "other_jurisdiction"


class ObstacleState(StrEnum):
    """How far an obstacle is from being out of the way."""

    UNSOLVED = "unsolved"
    BEING_SOLVED = "being_solved"
    SOLVED = "solved"


class Flag(StrEnum):
    """What everybody who opens the case must see at once, until a day."""

    PHONE_WATCHED = "phone_watched"
    NO_LETTERS_HOME = "no_letters_home"
    ONLY_WHEN_AGREED = "only_when_agreed"
    INTERPRETER_WITH_CARE = "interpreter_with_care"
    TRAVEL_SOON = "travel_soon"
    MEDIA_INTEREST = "media_interest"


WRITTEN = frozenset({Kind.NOTE, Kind.ADVICE, Kind.CHILD_AGREEMENT, Kind.JUDGEMENT, Kind.DECISION, Kind.FILE})
"""Kinds with sealed words, of which the author chooses who reads them."""
CODED = frozenset(Kind) - WRITTEN
"""Kinds without a word of free text, for everybody who reaches the case."""
CHOSEN = (Visibility.CASE_TEAM, Visibility.SERVICE, Visibility.AUTHOR_AND_LEADER)
"""What may be chosen for what is written."""
