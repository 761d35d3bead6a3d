"""What is told of how well the trail is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CheckpointMade:
    """A checkpoint that is stored: how many lines, their root, the signed note, and when it was made."""

    size: int
    root: str
    note: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Anchored:
    """What an outside holder was last given, and when."""

    holder: str
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Verified:
    """When the trail was last verified, up to which line, and whether it was whole."""

    at: datetime
    lines: int
    was_whole: bool


@dataclass(frozen=True, slots=True)
class TrailState:
    """How far the trail has come, and how far it is sealed, held outside and verified."""

    lines: int
    checkpoint: CheckpointMade | None
    anchors: tuple[Anchored, ...]
    verified: Verified | None
