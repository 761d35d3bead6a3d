"""The footnotes of a dataset: what is counted, what is hidden, and what single categories stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fristed.methods.classifications import code_list
from fristed.statistics.publishing.facts import TIME, Note
from fristed.statistics.publishing.shapes import Definition, Shape
from fristed.statistics.publishing.words import Speaker, words
from fristed.statistics.tabulation.layout import FigureDefinition, Layout, Row

ALIKE = {"age_group": "age"}
"""Dimensions that are another under another name."""


def dataset_notes(
    layout: Layout, years: Iterable[int], speaker: Speaker, *, demo: bool, hides: bool
) -> Iterator[Note]:
    """Give the notes to the whole dataset, the most important first."""
    if demo:
        yield Note(speaker.word("notes/demo"), is_mandatory=True)
    yield Note(speaker.word("notes/case"), is_mandatory=True)
    if hides:
        yield Note(speaker.word("notes/hidden"))
    if min(years, default=layout.first_register_year) < layout.first_register_year:
        yield Note(speaker.word("notes/history", year=layout.first_register_year), TIME)


def dimension_notes(definition: Definition, shape: Shape, layout: Layout, speaker: Speaker) -> Iterator[Note]:
    """Give the notes to dimensions and to single categories of them."""
    if definition.field:
        yield from _about_rows(definition, shape, speaker)
    if isinstance(definition, FigureDefinition):
        for service, year in sorted(layout.collected_since.get(definition.dimension, {}).items()):
            if service in shape.services and year > min(shape.years):
                yield Note(speaker.word("notes/collected_since", year=year), "service", service)


def _about_rows(definition: Definition, shape: Shape, speaker: Speaker) -> Iterator[Note]:
    dimension = definition.dimension
    about = ALIKE.get(dimension, dimension)
    if about in words()["notes"] and about != "theme":
        yield Note(speaker.word(f"notes/{about}"), dimension)
    for row in shape.rows:
        yield from _about_row(row, dimension, shape, speaker)


def _about_row(row: Row, dimension: str, shape: Shape, speaker: Speaker) -> Iterator[Note]:
    unused = ", ".join(str(year) for year in shape.years if year in row.not_in_use)
    if unused:
        yield Note(speaker.word("notes/not_in_use", parts=unused), dimension, row.code)
    if dimension == "theme":
        parts = _named(row.codes, "main_concerns", speaker)
        yield Note(speaker.word("notes/theme", parts=parts), dimension, row.code)
    elif len(row.codes) > 1:
        parts = _named(row.codes, "countries", speaker)
        yield Note(speaker.word("notes/parts", parts=parts), dimension, row.code)


def _named(wanted: Iterable[str], list_name: str, speaker: Speaker) -> str:
    """Name the categories that a row stands for, in the order of their codes."""
    codes = code_list(list_name)
    return "; ".join(codes.label(code, speaker.language) for code in sorted(wanted))
