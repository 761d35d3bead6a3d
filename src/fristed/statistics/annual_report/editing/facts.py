"""What the editor's desk tells: sections with their texts, remarks, and who was asked to contribute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from fristed.statistics.annual_report.editing.arranging import Step

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
    approved_despite: str = ""

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
    """A section of the report with its standing in each language; ``level`` 0 is a chapter.

    ``is_away`` says that it, or what it stands under, is taken away; ``is_own`` that it was added here.
    """

    key: str
    level: int
    title: str
    standings: tuple[Standing, ...]
    comments: int = 0
    contributions_waiting: int = 0
    is_away: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a section."""

    text: str
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A service or directorate that was asked to contribute, by when, and which version it approved.

    ``newest_number`` is the version of the bokmål that there is now.
    """

    party: str
    due_date: date
    asked_by: str
    approved_by: str = ""
    approved_at: datetime | None = None
    approved_number: int | None = None
    newest_number: int = 0

    @property
    def has_answered(self) -> bool:
        """Whether it has approved what the section says now."""
        return self.approved_at is not None and self.approved_number == self.newest_number

    @property
    def has_fallen(self) -> bool:
        """Whether it approved a version that has been changed since, and is asked again."""
        return self.approved_at is not None and not self.has_answered


@dataclass(frozen=True, slots=True)
class FigureInSection:
    """A figure of a section, and the languages whose text does not say yet what it shows.

    ``is_missing_in`` holds the languages that have a text which does not place the figure at all.
    """

    name: str
    title: str
    alts: Mapping[Language, str]
    is_missing_in: tuple[Language, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenWith:
    """What leaves the report with a section: those under it, and figures with the tables of their numbers."""

    sections: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """The order of the sections as it is at the desk: its last step, and the steps that wait for approval.

    ``away`` are the sections that were taken away themselves, not with what they stand under.
    """

    number: int
    waiting: tuple[Step, ...]
    steps: tuple[Step, ...]
    away: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SectionAtDesk:
    """A section with all that is said about it; ``versions`` are newest first in each language."""

    section: Section
    versions: Mapping[Language, tuple[SectionText, ...]]
    comments: tuple[Comment, ...]
    asked: tuple[Asked, ...]
    figures: tuple[FigureInSection, ...] = ()
    takes: TakenWith = TakenWith((), ())
