"""Turns the prose files into sections: sentences that can be said are said, the others fall away.

A section whose every block falls away is left out, heading and all, so a chapter about something the
register does not yet hold is simply not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fristed.methods.classifications import Language
from fristed.statistics.annual_report.conditions import Conditions
from fristed.statistics.annual_report.document import (
    Block,
    Bullets,
    Figure,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Section,
    Terms,
)
from fristed.statistics.annual_report.phrases import Phrases
from fristed.statistics.annual_report.template import parse, say
from fristed.statistics.annual_report.tongues import HOME

Entry = Mapping[str, Any]
FigureNamed = Callable[[str, str], "Figure | None"]
"""Makes a figure by its name, described in the given words or, without any, by its numbers."""


class UnknownBlock(ValueError):
    """A prose file has a block of a kind that is not known."""


class Prose:
    """Says the prose of one release in the language of the phrases.

    ``instead`` says sections that have no text in that language.
    """

    def __init__(
        self, phrases: Phrases, conditions: Conditions, figure: FigureNamed, instead: Prose | None = None
    ) -> None:
        self.phrases = phrases
        self.language: Language = phrases.language
        self.conditions = conditions
        self.figure = figure
        self.instead = self if instead is None else instead
        self._kinds: Mapping[str, Callable[[Any], Block | None]] = {
            "p": self._paragraph,
            "bullets": self._bullets,
            "note": self._note,
            "terms": self._terms,
            "key_figures": self._key_figures,
            "figure": self._figure,
        }

    def sentence(self, entry: str | Entry) -> str | None:
        """Say one sentence, its ``otherwise`` if it cannot be said, or nothing."""
        if isinstance(entry, str):
            return say(parse(entry), self.phrases.speak)
        if not self.conditions.all_hold(entry.get("when", ())):
            return None
        said = say(parse(entry["text"]), self.phrases.speak)
        if said is None and "otherwise" in entry:
            return say(parse(entry["otherwise"]), self.phrases.speak)
        return said

    def sentences(self, entries: Iterable[str | Entry]) -> list[str]:
        """Say those of the sentences that can be said."""
        return [said for entry in entries if (said := self.sentence(entry))]

    def section(self, entry: Entry, number: str, path: str = "") -> Section | None:
        """Make one section with its own sections, or nothing where it has nothing to say."""
        if not self.conditions.all_hold(entry.get("when", ())):
            return None
        section_id = f"{path}{entry['key']}"
        speaker = self if entry.get("language", HOME) == self.language else self.instead
        blocks = speaker.blocks(entry.get("block", ()))
        inner = self.numbered(entry.get("section", ()), f"{number}." if number else "", f"{section_id}-")
        title = speaker.sentence(entry["title"])
        if title is None or not (blocks or inner):
            return None
        return Section(section_id, number, title, blocks, inner, speaker.language)

    def blocks(self, entries: Iterable[Entry]) -> tuple[Block, ...]:
        """Make those of the blocks that have something to say."""
        return tuple(block for entry in entries if (block := self._block(entry)))

    def numbered(self, entries: Iterable[Entry], prefix: str, path: str) -> tuple[Section, ...]:
        """Make sections and number those that are there."""
        made: list[Section] = []
        for entry in entries:
            number = sum(bool(section.number) for section in made) + 1
            section = self.section(entry, "" if entry.get("unnumbered") else f"{prefix}{number}", path)
            if section:
                made.append(section)
        return tuple(made)

    def _block(self, entry: Entry) -> Block | None:
        if not self.conditions.all_hold(entry.get("when", ())):
            return None
        kind = next((kind for kind in self._kinds if kind in entry), None)
        if kind is None:
            raise UnknownBlock(f"No known kind of block in {sorted(entry)}.")
        # a figure takes the whole block, for the words that say what it shows
        return self._kinds[kind](entry if kind == "figure" else entry[kind])

    def _paragraph(self, entries: list[str | Entry]) -> Paragraph | None:
        said = self.sentences(entries)
        return Paragraph(" ".join(said)) if said else None

    def _bullets(self, entries: list[str | Entry]) -> Bullets | None:
        said = self.sentences(entries)
        return Bullets(tuple(said)) if said else None

    def _note(self, entry: Entry) -> Note | None:
        said = self.sentences(entry["p"])
        return Note(entry["title"], " ".join(said)) if said else None

    def _terms(self, entries: list[Entry]) -> Terms | None:
        items = ((entry["term"], " ".join(self.sentences(entry["p"]))) for entry in entries)
        found = tuple((term, text) for term, text in items if text)
        return Terms(found) if found else None

    def _key_figures(self, entries: list[Entry]) -> KeyFigures | None:
        items = []
        for entry in entries:
            value = self.sentence(entry["value"])
            if value:
                items.append(KeyFigure(value, entry["label"], self.sentence(entry["change"]) or ""))
        return KeyFigures(tuple(items)) if items else None

    def _figure(self, entry: Entry) -> Figure | None:
        """Make a figure; a description that asks for a number that may not be said gives way to our own."""
        return self.figure(entry["figure"], self.sentence(entry.get("alt", "")) or "")
