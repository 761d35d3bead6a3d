"""Which sections the report has, in which order, and what the prose files say in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fristed.statistics.annual_report.composition import prose_files
from fristed.statistics.annual_report.editing.facts import SectionText
from fristed.statistics.annual_report.editing.notation import Entry, blocks_of, text_of


@dataclass(frozen=True, slots=True)
class PlaceInReport:
    """Where a section stands, and what the prose files say there."""

    key: str
    level: int
    order: int
    title: str
    text: str


@cache
def places() -> Mapping[str, PlaceInReport]:
    """Give every section of the report by its key, in order."""
    found: dict[str, PlaceInReport] = {}
    for key, level, entry in _walk((content["chapter"] for _, content in prose_files()), "", 0):
        text = text_of(entry.get("block", ()))
        found[key] = PlaceInReport(key, level, len(found), str(entry["title"]), text)
    return found


def _walk(entries: Iterable[Entry], path: str, level: int) -> Iterator[tuple[str, int, Entry]]:
    for entry in entries:
        key = f"{path}{entry['key']}"
        yield key, level, entry
        yield from _walk(entry.get("section", ()), f"{key}-", level + 1)


def chapters_with(texts: Mapping[str, SectionText]) -> tuple[dict[str, Any], ...]:
    """Give the chapters of the prose files with the given texts in their places."""
    return tuple(_with(content["chapter"], "", texts) for _, content in prose_files())


def _with(entry: Entry, path: str, texts: Mapping[str, SectionText]) -> dict[str, Any]:
    key = f"{path}{entry['key']}"
    made = dict(entry)
    if found := texts.get(key):
        made["title"] = found.title
        made["block"] = blocks_of(found.text, source=found.source, language=found.language)
    made["section"] = [_with(inner, f"{key}-", texts) for inner in entry.get("section", ())]
    return made
