"""Every text of the report that somebody typed, for those who look for counts in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from fristed.methods.classifications import LANGUAGES, Language
from fristed.statistics.annual_report.citing.facts import Cited
from fristed.statistics.annual_report.citing.judging import lines_of_figure, with_judged_values
from fristed.statistics.annual_report.citing.queries import standing_figures
from fristed.statistics.annual_report.composition import prose_files
from fristed.statistics.annual_report.editing.notation import lines_of, with_source
from fristed.statistics.annual_report.editing.queries import approved_texts, chapters_to_print
from fristed.statistics.annual_report.labels import read_data
from fristed.statistics.releases.facts import Typed

_NO_PROSE = frozenset(
    {"key", "when", "figure", "drawing", "dimension", "codes", "years", "facts", "language"}
)


def typed_texts(year: int | None = None) -> tuple[Typed, ...]:
    """Give the sentences, headings and labels of the report, with the place they stand in.

    With a year they are those that its report prints: what the editors approved, in every language, and the
    prose files for the rest.
    """
    if year is None:
        texts = [text for name, content in prose_files() for text in _texts(content, name)]
    else:
        figures = standing_figures()
        texts = [text for chapter in chapters_to_print(year) for text in _texts(chapter, str(chapter["key"]))]
        texts += _other_languages(year)
        texts = [replace(one, text=with_judged_values(one.text, figures, one.language)) for one in texts]
    return (*texts, *frame_texts())


def frame_texts() -> tuple[Typed, ...]:
    """Give what stands round the sections in every report: its frame, and the titles of its figures."""
    return tuple(
        text
        for language in LANGUAGES
        for name in (f"frame_{language}.toml", f"figures_{language}.toml")
        for text in _texts(read_data(name), name, language)
    )


def _other_languages(year: int) -> list[Typed]:
    """Give what is approved beside the bokmål, which is printed in the chapters."""
    return [
        Typed(f"{text.key}, {text.language}", line, text.language)
        for text in approved_texts(year)
        if text.language != "nb"
        for line in lines_of(
            with_source(f"{text.title}\n{text.text}", source=text.source, language=text.language)
        )
    ]


def _texts(node: Any, place: str, language: Language = "nb") -> Iterator[Typed]:
    if isinstance(node, str):
        yield Typed(place, node, language)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            if key == "cited":
                yield from _of_sources(value, place)
            elif key not in _NO_PROSE:
                yield from _texts(value, f"{place}, {key}", language)
    elif isinstance(node, (list, tuple)):
        for number, value in enumerate(node, 1):
            yield from _texts(value, f"{place} {number}", language)


def _of_sources(cited: Iterable[Mapping[str, Any]], place: str) -> Iterator[Typed]:
    """Give what the list of sources says, the value too where it speaks of our own cases."""
    for one in cited:
        for line in lines_of_figure(Cited(**one)):
            yield replace(line, place=f"{place}, {line.place}")
