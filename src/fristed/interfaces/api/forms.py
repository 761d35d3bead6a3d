"""The forms that the numbers can be had in, each written by the room that publishes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict

from fristed.interfaces.api.described import data_object
from fristed.interfaces.api.problems import bad_value
from fristed.interfaces.api.shelf import Edition
from fristed.interfaces.api.wishes import parameter
from fristed.statistics.publishing.facts import Dataset
from fristed.statistics.publishing.writers.jsonstat import PX_LANGUAGES
from fristed.statistics.publishing.writers.px import write_px
from fristed.statistics.publishing.writers.table_csv import write_table_csv
from fristed.statistics.publishing.writers.table_html import write_table_html
from fristed.statistics.publishing.writers.xlsx import write_xlsx

DEFAULT = "json-stat2"


@dataclass(frozen=True, slots=True)
class Form:
    """How a part of a table is written; ``params`` are those of the specification that say what it is."""

    suffix: str
    content_type: str
    write: Callable[[Edition, Dataset], bytes]
    params: frozenset[str] = frozenset()
    is_saved: bool = True


def _json(edition: Edition, part: Dataset) -> bytes:
    return json.dumps(data_object(edition, part), ensure_ascii=False, separators=(",", ":")).encode()


BOTH = frozenset({"UseCodesAndTexts", "IncludeTitle"})
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS: Mapping[str, Form] = {
    DEFAULT: Form("json", "application/json", _json, is_saved=False),
    "csv": Form(
        "csv",
        "text/csv; charset=utf-8",
        lambda _, part: write_table_csv(part),
        frozenset({"UseCodesAndTexts", "SeparatorSemicolon"}),
    ),
    "px": Form("px", "application/octet-stream", lambda _, part: write_px({part.language: part})),
    "xlsx": Form("xlsx", SHEET, lambda _, part: write_xlsx([part]), BOTH),
    "html": Form(
        "html",
        "text/html; charset=utf-8",
        lambda _, part: write_table_html(part),
        frozenset({"UseTexts", "IncludeTitle"}),
        is_saved=False,
    ),
}


def form_of(query: QueryDict) -> Form:
    """Give the form that is asked for.

    Raises
    ------
    Problem
        If the numbers cannot be had in that form, or not written that way.
    """
    name = parameter(query, "outputFormat") or DEFAULT
    form = FORMS.get(name.lower())
    if form is None:
        raise bad_value(f"Unsupported output format; choose one of {', '.join(FORMS)}.")
    known = {param.lower() for param in form.params}
    asked = parameter(query, "outputFormatParams").lower().split(",")
    if any(param.strip() not in known for param in asked if param.strip()):
        raise bad_value("Unsupported parameter for this output format.")
    return form


def written(form: Form, edition: Edition, part: Dataset) -> HttpResponse:
    """Write a part of a table."""
    answer = HttpResponse(form.write(edition, part), content_type=form.content_type)
    answer.headers["Content-Language"] = PX_LANGUAGES[part.language]
    if form.is_saved:
        answer.headers["Content-Disposition"] = f'attachment; filename="{edition.id}.{form.suffix}"'
    return answer
