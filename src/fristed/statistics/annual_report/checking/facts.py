"""What this room tells: texts to be checked, what was found in them, and how far a check has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Outcome = Literal["waiting", "running", "stopped", "too_long", "refused", "done"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: a section in a language and version, or a ``part`` of the report that has none.

    Version 0 is what the prose files say.
    """

    section: str = ""
    language: str = "nb"
    number: int = 0
    part: str = ""


@dataclass(frozen=True, slots=True)
class TextFound:
    """A typed number that gives something away, and the line it stands in.

    ``tells`` names the hidden counts, ``many`` is how many there are; ``is_share`` is a share or comparison
    in words.
    """

    place: Place
    typed: str
    line: str
    is_share: bool
    tells: tuple[str, ...] = ()
    many: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What a finished check found; it stands as long as texts and release are those that were checked.

    ``found`` is for those who may know what is hidden, and empty for all others: beside its sentence, that a
    number tells a hidden one is the hidden number. ``many`` is how many were found.
    """

    checked_at: datetime
    found: tuple[TextFound, ...]
    many: int
    texts_changed: bool
    release_changed: bool

    @property
    def stands(self) -> bool:
        """Whether it says anything of the texts as they are now."""
        return not (self.texts_changed or self.release_changed)


@dataclass(frozen=True, slots=True)
class Check:
    """The last request, what has come of it, and the result that was there before or came of it."""

    requested_by: str
    requested_at: datetime
    progress: Outcome
    since: datetime
    reason: str = ""
    result: Result | None = None
