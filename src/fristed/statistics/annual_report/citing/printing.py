"""How the report prints a cited figure: the value with the number of its source, and the sources in a list.

A figure is said with a mark behind it. When a chapter is composed, its marks are numbered in the order they
are read, and only what is really said comes into the list of sources at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.citing.facts import Cited
from fristed.statistics.annual_report.document import Bullets, Section
from fristed.statistics.annual_report.tongues import NBSP, long_date

Node = TypeVar("Node")
_MARK = re.compile("\ue000([a-z0-9-]+)\ue001")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WORDS: Mapping[str, Mapping[str, str]] = {
    "nb": {"source": "kilde", "sources": "Kilder", "read": "lest", "kroner": "kroner"},
    "nn": {"source": "kjelde", "sources": "Kjelder", "read": "lesen", "kroner": "kroner"},
    "en": {"source": "source", "sources": "Sources", "read": "read", "kroner": "kroner"},
}


def said_value(figure: Cited, language: str = "nb") -> str:
    """Write the value as the language does.

    >>> from datetime import date
    >>> of = Cited("a", "12345.5", "percent", "", "SSB", "", "", date(2024, 1, 1), date(2024, 1, 1))
    >>> [said_value(of, language).replace("\\u00a0", " ") for language in ("nb", "en")]
    ['12 345,5 %', '12,345.5%']
    """
    text = f"{Decimal(figure.value):,f}"
    if language != "en":
        text = text.replace(",", NBSP).replace(".", ",")
    if figure.unit == "percent":
        return f"{text}%" if language == "en" else f"{text}{NBSP}%"
    return f"{text}{NBSP}{WORDS[language]['kroner']}" if figure.unit == "kroner" else text


def said_figures(figures: Mapping[str, Cited], language: str = "nb") -> dict[str, str]:
    """Give what each place for a cited figure says, with the mark of its source."""
    return {key: f"{said_value(one, language)}\ue000{key}\ue001" for key, one in figures.items()}


def without_marks(text: str) -> str:
    """Give what is said, without the marks."""
    return _MARK.sub("", text)


def with_sources(
    sections: Iterable[Section], figures: Mapping[str, Cited], language: Language = "nb"
) -> tuple[Section, ...]:
    """Number the sources of each chapter and put their list at its end; a chapter that cites none stays."""
    return tuple(_with_sources(chapter, figures, language) for chapter in sections)


def _with_sources(chapter: Section, figures: Mapping[str, Cited], language: Language) -> Section:
    numbered, keys = numbers_for(chapter, language)
    if not keys:
        return chapter
    word = WORDS[language]["source"].capitalize()
    items = (f"{word} {at}: {source_line(figures[key], language)}" for at, key in enumerate(keys, 1))
    title = WORDS[language]["sources"]
    listed = Section(f"{chapter.id}-kilder", "", title, (Bullets(tuple(items)),), language=language)
    return replace(numbered, sections=(*numbered.sections, listed))


def numbers_for(node: Node, language: str = "nb") -> tuple[Node, tuple[str, ...]]:
    """Put numbers where the marks are, and give the figures in the order of their numbers."""
    keys: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        at = keys.setdefault(found[1], len(keys) + 1)
        return f" ({WORDS[language]['source']}{NBSP}{at})"

    return _walk(node, number), tuple(keys)


def _walk(node: Any, number: Any) -> Any:
    if isinstance(node, str):
        return _MARK.sub(number, node) if "\ue000" in node else node
    if isinstance(node, tuple):
        return tuple(_walk(one, number) for one in node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{one.name: _walk(getattr(node, one.name), number) for one in fields(node)})
    return node


def source_line(figure: Cited, language: str = "nb") -> str:
    """Say where a figure is from: ``SSB: Befolkning, 1. mars 2024. Jenter. …, lest 2. april 2024.``"""
    read = f"{WORDS[language]['read']} {_day(figure, 'looked_up_date', language)}"
    where = f"{figure.address}, {read}" if figure.address else f"{read[0].upper()}{read[1:]}"
    source = f"{figure.publisher}: {figure.title}, {_day(figure, 'source_date', language)}"
    return f"{source}. {figure.about.rstrip('.')}. {where}."


def _day(figure: Cited, name: str, language: str) -> str:
    day = getattr(figure, name)
    if language == "en":
        return f"{day.day}{NBSP}{_MONTHS[day.month - 1]}{NBSP}{day.year}"
    return long_date(day)


def as_entry(figure: Cited) -> dict[str, Any]:
    """Write a figure as a chapter of prose carries it."""
    return asdict(figure)


def figures_of(chapters: Iterable[Mapping[str, Any]]) -> dict[str, Cited]:
    """Read the figures that chapters carry, by their keys."""
    carried = (entry for chapter in chapters for entry in chapter.get("cited", ()))
    return {entry["key"]: Cited(**entry) for entry in carried}
