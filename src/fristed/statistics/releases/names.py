"""What the cells of a release are called: one name per printed count, told from where it stands.

The names are all that the side that protects and the side that attacks share of a release.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from fristed.statistics.releases.facts import PublishedCell, PublishedFigureCell, Release

THEME_FIGURE = "F2.2"
"""The figure that prints the themes, the subtotals of the main concerns."""

POOL = "_suppressed_pool"
"""The row that sums what a table hides by name, where a policy prints such a row."""

Selection = frozenset[tuple[str, frozenset[str]]]
"""Per attribute the categories that a case must have one of."""


Place = Literal["report", "other_reports", "sentences"]
"""Where a hidden number would stand: in this report, in reports of other years alone, or in sentences.

A number that stands in several places is counted once, under the name of the first: a table before a figure,
a sentence last.
"""
PLACES: tuple[Place, ...] = get_args(Place)
SENTENCE = "text "


class CellName(NamedTuple):
    """Where a printed cell stands: a table's number or a figure's name, service, year and category."""

    table: int | str
    service: str
    year: int
    category_code: str

    @classmethod
    def read(cls, key: str) -> CellName | None:
        """Read the key of a table's or figure's cell; what is only implied has no such name."""
        match key.removeprefix("table ").split(" "):
            case [table, service, year, code] if year.isdigit():
                return cls(int(table) if table.isdigit() else table, service, int(year), code)
        return None


def table_key(table: int, service: str, year: int, code: str) -> str:
    """Name a table's cell: ``table 4 KT 2024 fear_fgm``."""
    return f"table {table} {service} {year} {code}"


def figure_key(figure: str, service: str, year: int, code: str) -> str:
    """Name a figure's value: ``F2.2 KT 2024 fgm``."""
    return f"{figure} {service} {year} {code}"


def key_of_cell(cell: PublishedCell) -> str:
    """Name a printed cell of a table."""
    return table_key(cell.table, cell.service, cell.year, cell.category_code)


def key_of_value(cell: PublishedFigureCell) -> str:
    """Name a printed value of a figure."""
    return figure_key(cell.figure, cell.service, cell.year, cell.category_code)


def text_key(service: str, year: int, selection: Selection) -> str:
    """Name a count that sentences state: ``text KT 2024 age_group child_under_18 and referrer police``."""
    return f"text {service} {year} {in_words(selection)}"


def in_words(selection: Selection) -> str:
    """Write a selection in a fixed order.

    >>> in_words(frozenset({("referrer", frozenset({"udi", "nav"})), ("age_group", frozenset({"unknown"}))}))
    'age_group unknown and referrer nav/udi'
    """
    return " and ".join(f"{name} {'/'.join(sorted(codes))}" for name, codes in sorted(selection, key=repr))


def without_year(key: str) -> str:
    """Name a cell for all years.

    >>> without_year("table 4 KT 2024 fear_fgm")
    'table 4 KT fear_fgm'
    """
    return " ".join(word for word in key.split(" ") if not (len(word) == 4 and word.isdigit()))


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
