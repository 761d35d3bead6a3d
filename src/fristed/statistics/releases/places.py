"""Where a hidden number would stand: in this report, in reports of other years alone, or in sentences.

A number that stands in several places is counted once, under the name of the first: a table before a figure,
a sentence last.
"""

from __future__ import annotations

from typing import Literal, get_args

from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.names import THEME_FIGURE, key_of_cell, key_of_value

Place = Literal["report", "other_reports", "sentences"]
PLACES: tuple[Place, ...] = get_args(Place)
SENTENCE = "text "


def is_of_sentence(key: str) -> bool:
    """Whether a number is stated by sentences alone."""
    return key.startswith(SENTENCE)


def hidden_in_tables(release: Release) -> frozenset[str]:
    """Name what is hidden in the tables of a release, and in the figure of themes."""
    tables = (key_of_cell(cell) for cell in release.cells if cell.flag == "…")
    themes = (value for value in release.figures if value.figure == THEME_FIGURE and value.flag == "…")
    return frozenset((*tables, *(key_of_value(value) for value in themes)))


def place_of_hidden(key: str, in_report: frozenset[str]) -> Place:
    """Say where a hidden number would stand; ``in_report`` is what the tables of the report hide."""
    if is_of_sentence(key):
        return "sentences"
    return "report" if key in in_report else "other_reports"
