"""The codes of papers: how plainly one speaks, and the parts of a summary beside the coded fields."""

from __future__ import annotations

from enum import StrEnum

from fristed.casework.journal.codes import Kind
from fristed.casework.referrals.rules import SENDABLE


class Look(StrEnum):
    """How plainly a paper for the asker tells what it is about."""

    NEUTRAL = "neutral"
    """As any note after a talk: whoever finds it learns nothing of what the talk was about."""
    NAMED = "named"
    """With the name of the service; for somebody who asked as a professional."""


REFERENCE, CONTACT_DATES, PERSON, ENTRY = "reference", "contact_dates", "person", "entry"
"""Parts of a summary: the case number, the days of contact, who the person is, one entry of the journal."""
PARTS = (*SENDABLE, REFERENCE, CONTACT_DATES, PERSON)
"""What is chosen by its name; entries of the journal are chosen one by one."""
ENTRIES = (
    *(Kind.NOTE, Kind.ADVICE, Kind.CHILD_AGREEMENT, Kind.JUDGEMENT, Kind.DECISION),
    *(Kind.CONCERN_REPORT, Kind.OBSTACLE, Kind.FLAG),
)
"""Kinds of entries that may be given to somebody outside. A new kind is not, until somebody decides it."""
POINTS_AT_SOMEBODY = frozenset({REFERENCE, PERSON})
"""What an anonymous consultation cannot carry."""
