"""The report as a tree of plain records; the writers turn it into PDF and HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fristed.methods.classifications import Language


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell of a table; ``spoken`` explains a sign to those who hear the page."""

    text: str
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its label, its cells, and whether it is the row of totals."""

    label: str
    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One heading over ``span`` columns."""

    text: str
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one or two rows of headings; ``stub`` heads the column of row labels.

    ``signs`` explain the signs that stand in it.
    """

    id: str
    title: str
    stub: str
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its title, its description in words, and the table that holds the same numbers.

    ``name`` is how it is called where it cannot be seen: ``Figur 3``.
    """

    id: str
    title: str
    description: str
    svg: str
    table: Table
    notes: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A boxed remark with a short heading."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One large number with what it counts and how it moved."""

    value: str
    label: str
    change: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of large numbers."""

    items: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """A list of terms, each with its explanation."""

    items: tuple[tuple[str, str], ...]


Block = Paragraph | Bullets | Note | KeyFigures | Terms | Figure | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the report with its blocks and its own sections.

    ``language`` is what its heading and text are in; figures and tables are in that of the report.
    ``untranslated`` says so where the two differ.
    """

    id: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    language: Language = "nb"
    untranslated: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report, ready to be written; ``words`` are those that stand around its text."""

    title: str
    subtitle: str
    edition: str
    year: int
    summary: str
    notice: str
    colophon: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    language: Language = "nb"
    authors: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
