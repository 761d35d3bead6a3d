"""Which sections the report has, in which order, and what the prose files say in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fristed.statistics.annual_report.composition import prose_files
from fristed.statistics.annual_report.editing.arranging import WHOLE, Outline
from fristed.statistics.annual_report.editing.facts import SectionText
from fristed.statistics.annual_report.editing.notation import Entry, blocks_of, figures_of, text_of


@dataclass(frozen=True, slots=True)
class PlaceInReport:
    """Where a section stands, and what the prose files say there; ``is_own`` where it was added here."""

    key: str
    level: int
    order: int
    title: str
    text: str
    is_own: bool = False


@cache
def _entries_of_files() -> Mapping[str, Entry]:
    return dict(_walk((content["chapter"] for _, content in prose_files()), ""))


def _walk(entries: Iterable[Entry], path: str) -> Iterator[tuple[str, Entry]]:
    for entry in entries:
        key = f"{path}{entry['key']}"
        yield key, entry
        yield from _walk(entry.get("section", ()), f"{key}-")


@cache
def outline_of_files() -> Outline:
    """Give the order of the prose files."""
    under = {WHOLE: tuple(str(content["chapter"]["key"]) for _, content in prose_files())}
    for key, entry in _entries_of_files().items():
        under[key] = tuple(f"{key}-{inner['key']}" for inner in entry.get("section", ()))
    return Outline(under)


def places(outline: Outline | None = None) -> Mapping[str, PlaceInReport]:
    """Give every section of the report by its key, in order, also what is taken away."""
    files = _entries_of_files()
    found = {}
    for order, (key, level) in enumerate((outline or outline_of_files()).walk()):
        entry: Entry = files.get(key, {"title": ""})
        text = text_of(entry.get("block", ()))
        found[key] = PlaceInReport(key, level, order, str(entry["title"]), text, key not in files)
    return found


def chapters_with(
    texts: Mapping[str, SectionText], outline: Outline | None = None
) -> tuple[dict[str, Any], ...]:
    """Give the chapters in their order, with the given texts in their places, else those of the files.

    What is taken away is left out with all that stands under it, and so is an added section without a text.
    """
    return tuple(_entries_under(WHOLE, texts, outline or outline_of_files()))


def _entries_under(
    parent: str, texts: Mapping[str, SectionText], outline: Outline
) -> Iterator[dict[str, Any]]:
    for key in outline.under.get(parent, ()):
        if key not in outline.away and (key in _entries_of_files() or key in texts):
            yield _entry(key, parent, texts, outline)


def _entry(key: str, parent: str, texts: Mapping[str, SectionText], outline: Outline) -> dict[str, Any]:
    made = {**_entries_of_files().get(key, {}), "key": key.removeprefix(f"{parent}-")}
    if found := texts.get(key):
        made["title"] = found.title
        made["language"] = found.language
        made["block"] = blocks_of(found.text, source=found.source, language=found.language)
    made["section"] = list(_entries_under(key, texts, outline))
    return made


def figures_in(chapters: Iterable[Entry]) -> list[str]:
    """Give the figures of chapters in the order of print, each as often as it stands there."""
    found: list[str] = []
    for entry in chapters:
        found += figures_of(entry.get("block", ()))
        found += figures_in(entry.get("section", ()))
    return found


def drawn_twice(chapters: Iterable[Entry]) -> tuple[str, ...]:
    """Give the figures that stand in more than one place; each has one number and one address."""
    names = figures_in(chapters)
    return tuple(dict.fromkeys(name for name in names if names.count(name) > 1))
