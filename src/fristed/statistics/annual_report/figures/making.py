"""Making a figure: drawn, titled with the years it covers, described in words, its signs explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from fristed.methods.classifications import Language, code_list
from fristed.statistics.annual_report.charts.svg import drawing
from fristed.statistics.annual_report.desk import Desk
from fristed.statistics.annual_report.document import Figure, Table
from fristed.statistics.annual_report.figures.by_category import (
    categories_by_service,
    largest_of_service,
    most_frequent,
    services_by_category,
)
from fristed.statistics.annual_report.figures.of_numbers import numbers_beside
from fristed.statistics.annual_report.figures.over_time import concerns_over_time, services_by_year
from fristed.statistics.annual_report.figures.sheet import Drawn, Sheet
from fristed.statistics.annual_report.labels import Labels, read_data, service_name
from fristed.statistics.annual_report.signs import Signs, signs_in
from fristed.statistics.annual_report.tongues import HOME, listed

_DRAWINGS: Mapping[str, Callable[[Sheet], Drawn | None]] = MappingProxyType(
    {
        "services_by_year": services_by_year,
        "concerns_over_time": concerns_over_time,
        "categories_by_service": categories_by_service,
        "services_by_category": services_by_category,
        "most_frequent": most_frequent,
        "largest_of_service": largest_of_service,
        "numbers_beside": numbers_beside,
    }
)


class FigureMaker:
    """Makes the figures of one release from their definitions, in the language of the labels.

    What is drawn stands in the definitions; titles in another language than theirs in a file of its own.
    """

    def __init__(self, desk: Desk, labels: Labels, definitions: Mapping[str, Any]) -> None:
        self.desk = desk
        self.labels = labels
        titles = read_data(f"figures_{labels.language}.toml")
        self.definitions = {name: {**found, **titles.get(name, {})} for name, found in definitions.items()}

    def make(self, name: str, said: str = "") -> Figure | None:
        """Make one figure, or ``None`` where the release has no values for it.

        ``said`` are an editor's words for what it shows; without them its numbers are told.
        """
        definition = {**self.definitions[name], "id": name.replace("_", "-")}
        drawn = _DRAWINGS[definition["drawing"]](Sheet(self.desk, self.labels, definition))
        if drawn is None:
            return None
        title = f"{definition['title']}, {period(drawn.years)}"
        figure_id = f"figur-{definition['id']}"
        description = said or describe(title, drawn.table, self.labels.language)
        svg = drawing(figure_id, title, description, drawn.height, drawn.body)
        signs = signs_in([cell for row in drawn.table.rows for cell in row.cells])
        means = Signs(self.desk.release.rule, self.labels.layout, self.labels.language).meanings(signs)
        return Figure(figure_id, title, description, svg, replace(drawn.table, title=title, signs=means))


def period(years: tuple[int, ...]) -> str:
    """Say the years from the first to the last: ``2021–2024``."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _inside(head: str, language: Language) -> str:
    """Write a heading as it stands inside a sentence: services and countries keep their capital."""
    return head if not head or head in _proper_names(language) else f"{head[0].lower()}{head[1:]}"


@cache
def _proper_names(language: Language) -> frozenset[str]:
    services, countries = code_list("services").codes(), code_list("countries")
    names = {service_name(code, language, short=short) for code in services for short in (False, True)}
    return frozenset(names | {countries.label(code, language) for code in countries.codes()})


def describe(title: str, table: Table, language: Language = HOME) -> str:
    """Say a figure in words: each row of its table with the counts under their headings."""
    heads = [_inside(head.text, language) for head in table.head[0]]
    step = table.head[0][0].span
    said = []
    for row in table.rows:
        counts = zip(heads, row.cells[::step], strict=True)
        values = [f"{head} {(cell.spoken or cell.text).lower()}" for head, cell in counts if cell.text]
        said.append(f"{row.label}: {listed(values, language)}")
    return f"{title}. {'. '.join(said)}."
