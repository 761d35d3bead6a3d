"""The front page of a release: for each service its tables, and the number of cases as a small figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fristed.interfaces.web import labels
from fristed.interfaces.web.statistics import titles
from fristed.interfaces.web.statistics.charts import Figure, columns
from fristed.interfaces.web.statistics.shown import shown_table, table_numbers
from fristed.statistics.publishing.datasets import table_id
from fristed.statistics.releases.facts import Release


@dataclass(frozen=True, slots=True)
class TableLink:
    """A table as the front page names it."""

    number: int
    subject: str

    @property
    def part(self) -> str:
        """The permanent name under which the table is published."""
        return table_id(self.number)


@dataclass(frozen=True, slots=True)
class ServiceSection:
    """One service: its name, its figure of cases per year, and its tables."""

    code: str
    name: str
    figure: Figure | None
    tables: tuple[TableLink, ...]


def _figure(release: Release, numbers: list[int]) -> Figure | None:
    for number in numbers:
        table = shown_table(release, number)
        if table and titles.definition(number).dimension == "cases_total":
            return columns(table, titles.title(number))
    return None


def services_of(release: Release) -> Iterator[ServiceSection]:
    """Give the services in the order of their tables."""
    numbers = table_numbers(release)
    for code in dict.fromkeys(titles.definition(number).service for number in numbers):
        own = [number for number in numbers if titles.definition(number).service == code]
        links = tuple(TableLink(n, titles.subject(n)) for n in own)
        yield ServiceSection(code, labels.service(code), _figure(release, own), links)
