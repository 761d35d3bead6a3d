"""The template that is filled in: headings, an example row, and every value that may be used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from fristed.casework.cases.rules import GUIDELINE_SINCE, abroad_is_counted
from fristed.casework.exchange.checking import MOST_ROWS
from fristed.casework.exchange.columns import COLUMNS, NO, Column, Kind, allowed_values
from fristed.foundation.sheets.writing import Choice, Row, Sheet, as_csv, as_workbook
from fristed.methods.classifications import referrers_of

FORMS = ("xlsx", "csv")
NORWEGIAN = ("nb", "nn")
EXAMPLE = {
    "main_concern": "negative_social_control",
    "concern_basis": "told",
    "gender": "female",
    "age_band": "16_17",
    "countries": "SO",
    "country_ground": "parents",
    "immigration_reason": "residence_question",
    "agencies_involved": "school; nav",
    "agencies_to_involve": "police",
}


def template_file(form: str, *, service: str, language: str, on_date: date) -> bytes:
    """Write the template of a service as ``xlsx`` or ``csv``; a reader of English gets it in bokmål."""
    language = language if language in NORWEGIAN else NORWEGIAN[0]
    with override(language):
        if form == "csv":
            return as_csv(_form_rows(service, on_date))
        return as_workbook(_sheets(service, language, on_date))


def _form_rows(service: str, on_date: date) -> tuple[Row, ...]:
    return tuple(column.title() for column in COLUMNS), tuple(_example(service, on_date))


def _example(service: str, on_date: date) -> Iterator[str]:
    """Give the example row; its first cell says that it is one, and it is passed over."""
    day = date(on_date.year, 1, 15)
    mark = _("Example")
    own = {
        "first_contact_date": f"{mark} {day:%d.%m.%Y}",
        "referrer": referrers_of(service).codes()[0],
        "abroad_case": NO if abroad_is_counted(service=service, year=day.year) else "",
    }
    for column in COLUMNS:
        yield own.get(column.field, EXAMPLE.get(column.field, ""))


def _sheets(service: str, language: str, on_date: date) -> tuple[Sheet, Sheet]:
    """Give the sheet to fill in, and the sheet of values that its cells offer."""
    values = _("Allowed values")
    rows: list[Row] = [(_("Column"), _("Code"), _("Meaning"), _("From year"), _("To year"))]
    choices = []
    for at, column in enumerate(COLUMNS):
        first = len(rows) + 1
        rows += _value_rows(column, service, language)
        if len(rows) >= first and column.kind in (Kind.CODE, Kind.ANSWER):
            choices.append(Choice(at, f"='{values}'!$B${first}:$B${len(rows)}", MOST_ROWS))
    form = Sheet(_("Cases"), _form_rows(service, on_date), choices=tuple(choices))
    return form, Sheet(values, tuple(rows))


def _value_rows(column: Column, service: str, language: str) -> Iterator[Row]:
    if column.kind is Kind.DAY:
        yield column.title(), "", _("day.month.year, for example 24.12.2026"), "", ""
    since = GUIDELINE_SINCE.year
    for value in allowed_values(column, service=service, language=language, since=since):
        years = (value.first_year or "", value.last_year or "")
        yield column.title(), value.code, value.label, *years
