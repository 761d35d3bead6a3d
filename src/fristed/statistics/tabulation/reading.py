"""Reads layouts from ``data/*.toml``: labels and joined categories come from the code lists."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fristed.methods.classifications import code_list, concerns_of, countries_of, referrers_of
from fristed.statistics.tabulation.layout import FigureDefinition, Layout, Row, TableDefinition, Texts

DATA = files("fristed.statistics.tabulation") / "data"
LANGUAGES = ("nb", "nn", "en")
_LISTS = {
    "gender": "genders",
    "age_group": "age_groups",
    "main_concern": "main_concerns",
    "country_background": "countries",
}


@cache
def read_layout(name: str = "layout_2024") -> Layout:
    """Read a layout, and the published totals from before the register, from the data files."""
    content = tomllib.loads(DATA.joinpath(f"{name}.toml").read_text("utf-8"))
    history = tomllib.loads(DATA.joinpath("history.toml").read_text("utf-8"))["totals"]
    return Layout(
        id=content["id"],
        version=content["version"],
        source=content["source"],
        source_year=content["source_year"],
        first_register_year=content["first_register_year"],
        services=tuple(content["services"]),
        collected_since=content["collected_since"],
        tables=tuple(_table_from(table, content) for table in content["tables"]),
        figures=tuple(_figure_from(figure, content) for figure in content["figures"]),
        history={service: {int(year): n for year, n in years.items()} for service, years in history.items()},
    )


def _table_from(table: Mapping[str, Any], content: Mapping[str, Any]) -> TableDefinition:
    field = table.get("field", "")
    return TableDefinition(
        id=table["id"],
        service=table["service"],
        dimension=table["dimension"],
        field=field,
        titles=_titles(table),
        unit=table["unit"],
        columns=table["columns"],
        first_year=table.get("first_year", content["first_register_year"]),
        where=table.get("where", {}),
        rows=tuple(_row_from(row, field, table["service"], content["labels"]) for row in table["rows"]),
    )


def _figure_from(figure: Mapping[str, Any], content: Mapping[str, Any]) -> FigureDefinition:
    kind = "theme" if figure["dimension"] == "theme" else figure.get("field", "")
    return FigureDefinition(
        id=figure["id"],
        dimension=figure["dimension"],
        field=figure.get("field", ""),
        titles=_titles(figure),
        services=tuple(figure["services"]),
        columns=figure["columns"],
        first_year=figure.get("first_year", content["first_register_year"]),
        where=figure.get("where", {}),
        rows=tuple(_row_from(row, kind, "", content["labels"]) for row in figure.get("rows", ())),
        tables=figure.get("tables", {}),
        percent=figure.get("percent", False),
        most_frequent=figure.get("most_frequent", 0),
        ranked_by=figure.get("ranked_by", ""),
    )


def _titles(definition: Mapping[str, Any]) -> Texts:
    return {language: definition[f"title_{language}"] for language in LANGUAGES}


def _row_from(row: Mapping[str, Any], field: str, service: str, own_labels: Mapping[str, Texts]) -> Row:
    of = row.get("of", "codes")
    return Row(
        code=row["code"],
        labels={**row_labels(row["code"], field, service, own_labels), **_labels_of(row)},
        of=of,
        codes=_codes_of(row["code"], field) if of == "codes" else frozenset(),
        not_in_use=frozenset(row.get("not_in_use", ())),
        blank=frozenset(row.get("blank", ())),
    )


def _labels_of(row: Mapping[str, Any]) -> dict[str, str]:
    """Give the labels that the row has itself: the printed one, and others where no list says the same."""
    own = {language: row[f"label_{language}"] for language in ("nn", "en") if f"label_{language}" in row}
    return {"nb": row["label"], **own}


def _codes_of(code: str, field: str) -> frozenset[str]:
    """Give the categories a row stands for: a theme its concerns, Kongo both countries, others themselves."""
    if field == "theme":
        return frozenset(concerns_of(code))
    return countries_of(code) if field == "country_background" else frozenset({code})


def row_labels(code: str, field: str, service: str, own_labels: Mapping[str, Texts]) -> dict[str, str]:
    """Give the labels of a row in nynorsk and English: the layout's own, else those of the code list."""
    if code in own_labels:
        return dict(own_labels[code])
    names = {**_LISTS, "theme": "themes"}
    codes = referrers_of(service) if field == "referrer" else code_list(names[field])
    return {language: codes.label(code, language) for language in ("nn", "en")}
