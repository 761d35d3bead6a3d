"""What the editor's desk tells: sections with their texts, remarks, and who was asked to contribute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
State = Literal["files", "missing", "draft", "changed", "approved"]


@dataclass(frozen=True, slots=True)
class SectionText:
    """One version of a section in one language; number 0 is what the prose files say."""

    key: str
    language: Language
    number: int
    title: str
    text: str
    source: str = ""
    edited_by: str = ""
    edited_at: datetime | None = None
    approved_by: str = ""
    approved_at: datetime | None = None

    @property
    def is_approved(self) -> bool:
        """Whether a second person has approved this version."""
        return self.approved_at is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a section has come in one language; ``is_behind`` says that the bokmål was changed since."""

    language: Language
    state: State
    newest: SectionText | None = None
    approved: SectionText | None = None
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report with its standing in each language; ``level`` 0 is a chapter."""

    key: str
    level: int
    title: str
    standings: tuple[Standing, ...]
    comments: int = 0
    contributions_waiting: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a section."""

    text: str
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A service that was asked to contribute, by when, and which version it approved."""

    service: str
    due_date: date
    asked_by: str
    approved_by: str = ""
    approved_at: datetime | None = None
    approved_number: int | None = None


@dataclass(frozen=True, slots=True)
class SectionAtDesk:
    """A section with all that is said about it; ``versions`` are newest first in each language."""

    section: Section
    versions: Mapping[Language, tuple[SectionText, ...]]
    comments: tuple[Comment, ...]
    asked: tuple[Asked, ...]
