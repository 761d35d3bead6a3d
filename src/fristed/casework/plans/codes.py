"""The small code lists of this room: what lists may say of a plan without opening anything."""

from __future__ import annotations

from enum import StrEnum


class TaskKind(StrEnum):
    """What a task is, roughly, so that a list of the day says something while the words stay sealed."""

    CALL = "call"
    MEET = "meet"
    AGENCY = "agency"
    WRITE = "write"
    DOCUMENTS = "documents"
    TRAVEL = "travel"
    REMINDER = "reminder"
    OTHER = "other"


class Answer(StrEnum):
    """What was done about an alarm; what it was in words lies sealed beside it."""

    REACHED = "reached"
    AGREED_ANEW = "agreed_anew"
    POLICE = "police"
    MISSION = "mission"
    CHILD_WELFARE = "child_welfare"


class SignState(StrEnum):
    """How a promised sign of life stands."""

    PROMISED = "promised"
    KEPT = "kept"
    LATE = "late"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"
