"""What is handed over the wall of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from fristed.casework.journal.codes import Kind
from fristed.foundation.vault.facts import FieldName

TEXT, RISK, SEVERITY, NAME = "text", "risk", "severity", "name"
"""The sealed fields of a version: the words; of a judgement also the two things judged, to which the text
gives the grounds; of a file its name."""
LONGEST_TEXT = 10_000
LARGEST_FILE = 4_000_000
"""Bytes, as it comes and as it is kept."""


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """What somebody wants to write, before any rule is applied.

    ``words`` are by :data:`TEXT` and its like. ``code`` is the agency of a concern report, the obstacle or
    the flag; ``state`` whether the person was told, or how far the obstacle is.
    """

    kind: Kind
    on_date: date | None
    visibility: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    code: str = ""
    state: str = ""
    until_date: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One version of an entry as somebody may see it; ``words`` are there where they have been opened."""

    key: str
    kind: Kind
    visibility: str
    number: int
    latest: int
    on_date: date
    until_date: date | None
    first_written_at: datetime
    written_at: datetime
    written_by: str
    is_own: bool
    code: str
    state: str
    has_words: bool
    file_kind: str
    file_parts: int
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JournalPage:
    """All lines that hold for a reader, some opened; the flags in force; what is in the way of a return."""

    lines: tuple[Line, ...]
    flags: tuple[Line, ...]
    obstacles: tuple[Line, ...]
    also: Mapping[FieldName, str] = field(default_factory=dict)
    """Words of other rooms that were opened in the same call, by their names."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file as it is handed out."""

    name: str
    kind: str
    content: bytes
