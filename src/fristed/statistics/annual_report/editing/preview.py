"""How a section would read with the numbers of a release, and what stands in each of its places.

Nothing here knows a hidden count: the release answers as it answers the printed report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from fristed.statistics.annual_report.citing.facts import Cited
from fristed.statistics.annual_report.citing.printing import numbers_for, said_figures, without_marks
from fristed.statistics.annual_report.conditions import Conditions
from fristed.statistics.annual_report.desk import Answer, Desk
from fristed.statistics.annual_report.document import Block
from fristed.statistics.annual_report.editing.facts import Language, SectionText
from fristed.statistics.annual_report.editing.notation import SOURCE_MARK, blocks_of, lines_of
from fristed.statistics.annual_report.figures import FigureMaker
from fristed.statistics.annual_report.fixed_facts import fixed_facts
from fristed.statistics.annual_report.labels import Labels, layout_of, read_data
from fristed.statistics.annual_report.phrases import Phrases
from fristed.statistics.annual_report.prose import Prose
from fristed.statistics.annual_report.template import Place, parse, places
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.policies import policy as read_policy
from fristed.statistics.tabulation.reading import read_layout

_OF_THE_NOTATION = frozenset({"if", "figure", "source"})
_SAFE = "safe"
_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


class UnreadableProse(ValueError):
    """A line of a section cannot be read; the message is the line."""


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """A place in a text: what it says in the release, or nothing, and the references it asks for."""

    written: str
    said: str | None
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A section as the report would print it."""

    title: str
    blocks: tuple[Block, ...]
    places: tuple[PlaceSaid, ...]
    fallen: int


class Speaker:
    """Says sections from one release, and figures of other publishers as they are recorded.

    A text in another language is said in its own.
    """

    def __init__(
        self,
        release: Release,
        figures: Mapping[str, Cited] = MappingProxyType({}),
        language: Language = "nb",
    ) -> None:
        layout = layout_of(release.layout)
        self.release = release
        self.language = language
        self.desk = Desk(release)
        self.figures = figures
        self.labels = Labels(layout, language)
        facts = fixed_facts(layout, release.year)
        self.phrases = Phrases(self.desk, self.labels, facts, said_figures(figures, language))
        maker = FigureMaker(self.desk, self.labels, read_data("figures_nb.toml"))
        self.conditions = Conditions(self.desk)
        self.prose = Prose(self.phrases, self.conditions, maker.make)

    def preview(self, text: SectionText) -> Preview:
        """Say a section.

        Raises
        ------
        UnreadableProse
            If a line of it cannot be read.
        """
        if text.language != self.language:
            return Speaker(self.release, self.figures, text.language).preview(text)
        self.require_sayable(text)
        blocks = blocks_of(text.text, source=text.source, language=text.language)
        title = self.prose.sentence(text.title) or ""
        (title, printed), _ = numbers_for((title, self.prose.blocks(blocks)), text.language)
        lines = [line for line in lines_of(text.text) if not line.startswith(("{figure", "! ", "= ", "* "))]
        said = sum(self._is_said(line) for line in lines)
        return Preview(title, printed, tuple(self._places(text)), len(lines) - said)

    def _is_said(self, line: str) -> bool:
        [block] = blocks_of(line)
        return bool(self.prose.blocks([block]))

    def require_sayable(self, text: SectionText) -> None:
        """Try line by line, so that whoever wrote it is told which line cannot be read.

        Raises
        ------
        UnreadableProse
            With the line.
        """
        for line in (text.title, *lines_of(text.text)):
            try:
                self._try(line.replace(SOURCE_MARK, ""))
            except _UNREADABLE as refusal:
                raise UnreadableProse(line) from refusal

    def _try(self, line: str) -> None:
        self.prose.blocks(blocks_of(line))
        for place in places(parse(line)):
            if place.phrase == "if":
                self.conditions.all_hold([" ".join(place.arguments)])
            elif place.phrase != "figure":
                self.phrases.speak(place)

    def _places(self, text: SectionText) -> Iterator[PlaceSaid]:
        seen = set()
        for line in (text.title, *lines_of(text.text)):
            for place in places(parse(line)):
                if place not in seen and place.phrase not in _OF_THE_NOTATION:
                    seen.add(place)
                    said = self.phrases.speak(place)
                    plain = None if said is None else without_marks(said)
                    yield PlaceSaid(_written(place), plain, references_of(place))

    def answer(self, reference: str) -> Answer:
        """Say what the release answers to a reference."""
        return self.desk.count(reference)


def _written(place: Place) -> str:
    return "{" + " ".join((place.phrase, *place.arguments)) + "}"


def references_of(place: Place) -> tuple[str, ...]:
    """Give what a place asks the release for: numbers of the text, and cells."""
    return tuple(word.partition(":")[0] for word in place.arguments if word.startswith("#") or "." in word)


@cache
def _of_no_numbers(year: int) -> Speaker:
    """Give a speaker that knows every phrase and no number, to try texts with."""
    version = read_policy(_SAFE).version
    return Speaker(Release(year, _SAFE, version, read_layout().id, "", (), (), {}))


def require_readable(text: SectionText, *, year: int) -> None:
    """Refuse a section of which a line cannot be read, whatever the numbers are.

    Raises
    ------
    UnreadableProse
        With the line.
    """
    _of_no_numbers(year).require_sayable(text)
