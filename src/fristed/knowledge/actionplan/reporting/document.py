"""What stands in a report of a plan, in words already; every writer prints the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the first cell of a row is its heading. ``numbers`` are columns of numbers."""

    id: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One commitment: what is said of it, and what shows it. ``nothing`` is said where nothing does."""

    code: str
    title: str
    title_language: str
    status: str
    facts: tuple[tuple[str, str], ...]
    text: str
    evidence: tuple[str, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter: sentences, tables, and claims."""

    id: str
    title: str
    texts: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusReport:
    """A whole report."""

    language: str
    kind: str
    title: str
    subtitle: str
    notice: str
    as_of: date
    parts: tuple[Part, ...]
    words: tuple[tuple[str, str], ...]
