"""Sections, previews, places and changes as the pages of the editor's desk show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from fristed.foundation.identity.facts import Actor
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.report.words import COLOURS, LANGUAGE_NAMES, STATES, answer, step_taken
from fristed.statistics.annual_report.citing.queries import standing_figures
from fristed.statistics.annual_report.citing.rules import cited_keys
from fristed.statistics.annual_report.document import (
    Block,
    Bullets,
    Figure,
    KeyFigures,
    Note,
    Paragraph,
    Table,
    Terms,
)
from fristed.statistics.annual_report.editing.arranging import Step
from fristed.statistics.annual_report.editing.comparing import Piece, word_changes
from fristed.statistics.annual_report.editing.facts import (
    Asked,
    FigureInSection,
    Language,
    Section,
    SectionText,
    Standing,
)
from fristed.statistics.annual_report.editing.picking import Picker
from fristed.statistics.annual_report.editing.preview import Speaker, UnreadableProse
from fristed.statistics.annual_report.editing.typed import open_numbers
from fristed.statistics.annual_report.editing.waiting import may_answer_for
from fristed.statistics.annual_report.figures import describe
from fristed.statistics.releases.facts import Release


@dataclass(frozen=True, slots=True)
class ShownStanding:
    """How far a section has come in one language."""

    standing: Standing
    name: str
    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """One line in the list of sections."""

    section: Section
    title: str
    standings: tuple[ShownStanding, ...]


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A place, what it says, and what it counts."""

    written: str
    said: str
    definition: str


@dataclass(frozen=True, slots=True)
class ShownPreview:
    """How a text would read; ``fault`` is a line that cannot be read."""

    title: str = ""
    lines: tuple[tuple[str, Any], ...] = ()
    places: tuple[ShownPlace, ...] = ()
    typed: tuple[str, ...] = ()
    fallen: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure in a preview; its drawing says to those who do not see it what its editors wrote.

    Where ``is_described`` is false, they wrote nothing that can be said, and its numbers are told instead.
    """

    title: str
    drawing: SafeString
    description: str
    is_described: bool
    table: Table
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownFigureInSection:
    """A figure of a section, and what it is said to show in each language, or what is missing there."""

    figure: FigureInSection
    alts: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step on the order of the sections."""

    step: Step
    words: str


@dataclass(frozen=True, slots=True)
class ShownAsked:
    """A service or directorate that was asked, and whether the reader may answer for it."""

    asked: Asked
    name: str
    may_approve: bool


def standing(found: Standing) -> ShownStanding:
    """Say how far a section has come in one language."""
    return ShownStanding(
        found, LANGUAGE_NAMES[found.language], str(STATES[found.state]), COLOURS[found.state]
    )


def section_line(section: Section, title: str) -> ShownSection:
    """Show a section as a line in the list."""
    return ShownSection(section, title, tuple(standing(one) for one in section.standings))


class Shower:
    """Shows texts with the numbers of one release, or without where there is none."""

    def __init__(self, release: Release | None) -> None:
        language: Language = formats.language()  # type: ignore[assignment]
        self.figures = standing_figures()
        self.speaker = Speaker(release, self.figures) if release else None
        self.picker = Picker(release, language) if release else None

    def title(self, written: str) -> str:
        """Say a title; one whose number cannot be said is shown as it is written."""
        said = self.speaker.prose.sentence(written) if self.speaker else None
        return said or written

    def preview(self, text: SectionText) -> ShownPreview:
        """Show how a text would read."""
        typed = open_numbers(text)
        if self.speaker is None or not text.text.strip():
            return ShownPreview(typed=typed)
        try:
            found = self.speaker.preview(text)
        except UnreadableProse as refusal:
            return ShownPreview(typed=typed, fault=str(refusal))
        places = tuple(
            ShownPlace(one.written, one.said or "", self._defined(one.references) or self._cited(one.written))
            for one in found.places
        )
        lines = tuple(_lines(found.blocks, text.language))
        return ShownPreview(found.title, lines, places, typed, found.fallen)

    def _defined(self, references: tuple[str, ...]) -> str:
        return "; ".join(self.picker.define(one) for one in references) if self.picker else ""

    def _cited(self, written: str) -> str:
        """Say where a cited figure is from."""
        found = (self.figures[key] for key in cited_keys(written) if key in self.figures)
        return "; ".join(f"{one.publisher}: {one.title}. {one.about}" for one in found)

    def find(self, words: str) -> tuple[list[ShownPlace], int]:
        """Show what can be picked, and how many there are in all."""
        if self.picker is None:
            return [], 0
        found, many = self.picker.find(words)
        shown = (answer(one.answer, is_percent=one.is_percent) for one in found)
        return [
            ShownPlace(one.written, said, one.definition) for one, said in zip(found, shown, strict=True)
        ], many


def _lines(blocks: tuple[Block, ...], language: Language) -> Iterator[tuple[str, Any]]:
    """Show blocks as plain lines with their kind, and figures as they are drawn."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "p", block.text
        elif isinstance(block, Bullets):
            yield from (("bullet", item) for item in block.items)
        elif isinstance(block, Note):
            yield from (("head", block.title), ("p", block.text))
        elif isinstance(block, Terms):
            yield from (("bullet", f"{term}: {text}") for term, text in block.items)
        elif isinstance(block, KeyFigures):
            yield from (("bullet", f"{one.value} {one.label}. {one.change}") for one in block.items)
        elif isinstance(block, Figure):
            yield "figure", _figure(block, language)


def _figure(figure: Figure, language: Language) -> ShownFigure:
    """Show a figure; the languages stand on one page, so the names in its drawing are set apart."""
    own = f"{figure.id}-{language}"
    drawn = figure.svg.replace(f"{figure.id}-title", f"{own}-title").replace(
        f"{figure.id}-desc", f"{own}-desc"
    )
    return ShownFigure(
        title=figure.title,
        drawing=mark_safe(drawn),  # noqa: S308  our own drawing, in which every text is escaped
        description=figure.description,
        is_described=figure.description != describe(figure.title, figure.table, language),
        table=figure.table,
        notes=figure.notes,
    )


def shown_figure(found: FigureInSection) -> ShownFigureInSection:
    """Show a figure of a section, with what its alt text says or that it is not translated."""
    alts = []
    for language, alt in found.alts.items():
        state = "said" if alt else "placeless" if language in found.is_missing_in else "missing"
        alts.append((language, state, alt))
    return ShownFigureInSection(found, tuple(alts))


def shown_order(steps: tuple[Step, ...], titles: Mapping[str, str]) -> list[ShownStep]:
    """Show steps on the order of the sections, newest first."""
    return [
        ShownStep(step, step_taken(step.kind, titles.get(step.key, step.key))) for step in reversed(steps)
    ]


def changes(versions: tuple[SectionText, ...], number: int | None) -> tuple[SectionText, list[Piece]] | None:
    """Compare a version, by default the newest, with the one before it; ``None`` where there is none."""
    for newer, older in pairwise(versions):
        if number is None or newer.number == number:
            return newer, word_changes(f"{older.title}\n\n{older.text}", f"{newer.title}\n\n{newer.text}")
    return None


def shown_asked(one: Asked, *, reader: Actor) -> ShownAsked:
    """Show a service or directorate that was asked."""
    is_own = may_answer_for(one.party, reader)
    return ShownAsked(one, labels.party(one.party), is_own and not one.has_answered)
