"""The small code lists of this room."""

from __future__ import annotations

from enum import StrEnum


class TieKind(StrEnum):
    """What a member of staff is to the person of a case, as the member of staff declares."""

    SELF = "self"
    KIN = "kin"
    PARTNER = "partner"
    OTHER = "other"


class Grading(StrEnum):
    """How an address is protected: not, confidential (code 7), strictly confidential (code 6)."""

    NONE = "none"
    CONFIDENTIAL = "confidential"
    STRICTLY = "strictly"


class Level(StrEnum):
    """What a grant lets its holder do: read, or work on cases as a case worker does."""

    READ = "read"
    WORK = "work"


class Outcome(StrEnum):
    """What a leader found of emergency access."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"


# From least to most protected.
RISING = (Grading.NONE, Grading.CONFIDENTIAL, Grading.STRICTLY)
