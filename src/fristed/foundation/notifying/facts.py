"""What is handed over the wall of the room of notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fristed.foundation.notifying.codes import NoticeKind


@dataclass(frozen=True, slots=True)
class Unread:
    """How many notices the reader has not read, and how many of those are of an alarm."""

    many: int
    alarms: int


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice to the reader; ``reference`` is empty where it is about no case."""

    key: int
    kind: NoticeKind
    reference: str
    at: datetime
    is_read: bool
