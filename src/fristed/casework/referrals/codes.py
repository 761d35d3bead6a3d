"""The small code lists of this room."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What is asked for. Assigning inside a unit asks nobody and is a verb of the room of teams."""

    REFER = "refer"
    TRANSFER = "transfer"
    ASK_TRANSFER = "ask_transfer"


class State(StrEnum):
    """How far a move has come. Only what is sent is there for the other side."""

    PROPOSED = "proposed"
    RECORDED = "recorded"
    SENT = "sent"
    ACCEPTED = "accepted"
    WORKING_TOGETHER = "working_together"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class Through(StrEnum):
    """What left a blind link."""

    MOVE = "move"
    CONFERENCE = "conference"


class Meeting(StrEnum):
    """How far a case conference has come; a cancelled one is there for its caller's side alone."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class PointKind(StrEnum):
    """What a case conference came to: a decision, or a task for somebody."""

    DECISION = "decision"
    TASK = "task"


SENDS = frozenset({Kind.REFER, Kind.TRANSFER})
"""Kinds that send codes or a letter; another service opens a case of its own, and a new link is left."""
ASKS = frozenset({Kind.ASK_TRANSFER})
"""Kinds that ask for a case: nothing is sent, and of another service only along a link that there is."""
GOES_ON = frozenset({Kind.REFER})
"""Kinds on which both sides go on after a yes, until one of them ends it."""

# What the sender may still take back, and what both sides still work on.
NOT_SENT = (State.PROPOSED, State.RECORDED)
NOT_ANSWERED = (*NOT_SENT, State.SENT)
TOGETHER = (State.ACCEPTED, State.WORKING_TOGETHER)
