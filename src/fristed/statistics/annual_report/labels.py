"""Names: services from their code list, row labels from the layout, other forms from our own data.

A service goes by the name it has now, also in the report on an earlier year; the prose calls it so too.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from fristed.methods.classifications import Language, code_list, registering_services
from fristed.statistics.annual_report.tongues import HOME
from fristed.statistics.tabulation.layout import Layout, Row
from fristed.statistics.tabulation.reading import read_layout

SERVICES = registering_services()


@cache
def read_data(name: str) -> dict[str, Any]:
    """Read one of the report's own data files."""
    text = files("fristed.statistics.annual_report").joinpath("data", name).read_text("utf-8")
    return tomllib.loads(text)


def layout_of(name: str) -> Layout:
    """Read the layout that a release names."""
    return read_layout(name.replace("-", "_"))


def service_name(code: str, language: Language = HOME, *, short: bool = False) -> str:
    """Give the name of a service; ``short`` where space is scarce."""
    name = code_list("services").label(code, language)
    shorter: dict[str, str] = read_data(f"labels_{language}.toml")["short_services"]
    return shorter.get(code, name) if short else name


class Labels:
    """The names of categories under one layout, in one language."""

    def __init__(self, layout: Layout, language: Language = HOME) -> None:
        self.layout = layout
        self.language = language
        self._rows: dict[tuple[str, str], str] = {}
        printed = [(table.dimension, table.rows) for table in layout.tables]
        printed += [(figure.dimension, figure.rows) for figure in layout.figures]
        for dimension, rows in printed:
            for row in rows:
                self._rows.setdefault((dimension, row.code), self._said(row))
        self._own_rows = {
            (table.service, table.dimension, row.code): self._said(row)
            for table in layout.tables
            for row in table.rows
        }

    def _said(self, row: Row) -> str:
        return row.labels.get(self.language) or row.label

    def row(self, dimension: str, code: str, service: str = "") -> str:
        """Give the label of a row, as the table of that service has it; the code itself if it has none."""
        shared = self._rows.get((dimension, code), code)
        return self._own_rows.get((service, dimension, code), shared)

    def knows(self, dimension: str, code: str) -> bool:
        """Whether there is such a category; one that is not known would be printed as it is written."""
        spoken = read_data(f"labels_{self.language}.toml").get(dimension, {})
        return (dimension, code) in self._rows or code in spoken

    def inline(self, dimension: str, code: str) -> str:
        """Give the name of a category as it stands inside a sentence."""
        spoken: dict[str, str] = read_data(f"labels_{self.language}.toml").get(dimension, {})
        return spoken.get(code, self.row(dimension, code))
