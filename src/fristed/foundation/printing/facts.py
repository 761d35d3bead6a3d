"""What stands on a paper, in words already; nothing here knows a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """One thing with its name."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: named things first, then paragraphs of text.

    A line break in a paragraph is kept. ``about`` is a quiet line under the heading, or empty.
    """

    title: str
    terms: tuple[Term, ...] = ()
    texts: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper.

    Attributes
    ----------
    language
        ``nb``, ``nn`` or ``en``: a reader that speaks is told.
    foot, watermark
        What stands at the foot of every page, and behind its text; both may be empty.
    on_date
        The day that the file tells it was made.
    unprintable
        What is said at the end where a sign could not be printed and a box stands in its place.
    """

    language: str
    title: str
    terms: tuple[Term, ...]
    sections: tuple[Section, ...]
    on_date: date
    unprintable: str
    foot: str = ""
    watermark: str = ""
