"""Coded rows to take out: what is asked for, what is refused, and the file with its mark.

A row holds codes and a year: no reference, no day, no text. Rows are sorted by what they hold, so that their
order tells nothing of when they were registered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from datetime import date, datetime, timedelta
from types import MappingProxyType

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.fact_queries import case_facts, count_case_facts
from fristed.casework.cases.facts import CaseFact
from fristed.casework.cases.rules import day_of
from fristed.casework.exchange.facts import ExportedFile
from fristed.casework.exchange.template import FORMS
from fristed.foundation.identity.facts import Actor
from fristed.foundation.sheets.writing import Row, Sheet, as_csv, as_workbook
from fristed.methods.classifications import code_list, referrers_of

FEWEST_WORDS = 3
SHORTEST_PURPOSE, LONGEST_PURPOSE = 15, 200
HEADINGS = tuple(field.name for field in fields(CaseFact))
LISTS = (*("main_concerns", "concern_bases", "genders", "age_groups", "countries", "agencies"),)
MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "purpose_missing": _("Write what the rows shall be used for, in at least three words."),
        "purpose_too_long": _("Write the purpose in at most 200 characters."),
        "no_years": _("Choose at least one year."),
        "unknown_form": _("Choose one of the values in the list."),
        "no_rows": _("There are no cases in these years."),
        "too_many_rows": _("There are more rows than one file may hold. Choose fewer years."),
    }
)


class ExportRefused(Exception):
    """Nothing is taken out; ``problems`` are pairs of a field and a key of :data:`MESSAGES`."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        self.problems = tuple(problems)
        with override("en"):
            super().__init__(" ".join(f"{field}: {MESSAGES[code]}" for field, code in self.problems))

    @property
    def errors(self) -> dict[str, list[str]]:
        """Give the messages of each field, in the language of the reader."""
        return {field: [str(MESSAGES[code])] for field, code in self.problems}


def export_problems(years: Sequence[int], purpose: str, form: str) -> Iterator[tuple[str, str]]:
    """Check what is asked for: a purpose in words, at least one year, a form there is."""
    words = " ".join(purpose.split())
    if len(words.split()) < FEWEST_WORDS or len(words) < SHORTEST_PURPOSE:
        yield "purpose", "purpose_missing"
    elif len(words) > LONGEST_PURPOSE:
        yield "purpose", "purpose_too_long"
    if not years:
        yield "years", "no_years"
    if form not in FORMS:
        yield "form", "unknown_form"


def facts_to_export(years: Sequence[int], service: str, *, by: Actor) -> list[CaseFact]:
    """Give the coded rows of a service within the actor's reach, at most as many as one file may hold.

    Raises
    ------
    ExportRefused
        If there is none, or there are more.
    """
    # Counted first: a stream that is left halfway keeps its cursors open, and PostgreSQL's client may hang.
    number = count_case_facts(years, service, reader=by)
    if number > settings.EXPORT_ROWS:
        raise ExportRefused([("years", "too_many_rows")])
    if not number:
        raise ExportRefused([("years", "no_rows")])
    return sorted(case_facts(years, service, reader=by), key=lambda fact: tuple(map(str, astuple(fact))))


def as_file(
    facts: Sequence[CaseFact],
    *,
    years: Sequence[int],
    purpose: str,
    form: str,
    service: str,
    by: Actor,
    at: datetime,
) -> tuple[ExportedFile, date]:
    """Write the file, and give the day by which it should be deleted."""
    keep_until_date = day_of(at) + timedelta(days=settings.EXPORT_DAYS)
    mark = watermark(purpose=purpose, service=service, by=by, at=at, keep_until_date=keep_until_date)
    rows: list[Row] = [(f"# {line}",) for line in mark]
    rows += [HEADINGS, *map(_row_of, facts)]
    name = f"{service.lower()}-{'-'.join(map(str, sorted({years[0], years[-1]})))}.{form}"
    if form == "csv":
        return ExportedFile(name, as_csv(rows), len(facts)), keep_until_date
    sheets = (
        Sheet(gettext("Cases"), tuple(rows), headings_in_row=len(mark)),
        Sheet(gettext("Codes"), (("list", "code", "nb", "nn", "en"), *_codes(service))),
    )
    return ExportedFile(name, as_workbook(sheets), len(facts)), keep_until_date


def watermark(
    *, purpose: str, service: str, by: Actor, at: datetime, keep_until_date: date
) -> tuple[str, str, str]:
    """Say who took the rows out, when, for what, and when the file should be gone."""
    return (
        gettext("Coded rows of the register of %(service)s, taken out by %(name)s (%(username)s) on %(day)s.")
        % {"service": service, "name": by.display_name, "username": by.username, "day": day_of(at)},
        gettext("Purpose: %(purpose)s") % {"purpose": " ".join(purpose.split())},
        gettext("Not protected: do not publish or pass on. Delete this file by %(day)s.")
        % {"day": keep_until_date},
    )


def _row_of(fact: CaseFact) -> Row:
    return tuple(_cell(value) for value in astuple(fact))


def _cell(value: object) -> str | int:
    """Write a value: what was not collected is empty, several codes are parted by semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    return ";".join(value) if isinstance(value, tuple) else value if isinstance(value, int) else str(value)


def _codes(service: str) -> Iterable[Row]:
    """Give every code that may stand in the rows, with its labels."""
    for codes in (*map(code_list, LISTS), referrers_of(service)):
        for code in codes.codes():
            entry = codes.get(code)
            yield codes.name, code, entry.label_nb, entry.label_nn, entry.label_en
