"""From the cells of a row to the draft of a case, and what may be shown of a cell that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import Any

from fristed.casework.cases.codes import OPTIONAL_ATTRIBUTES
from fristed.casework.cases.facts import CaseAttributes, CaseDraft, Problem
from fristed.casework.exchange.columns import ANSWERS, BY_FIELD, Column, Kind, known_texts, meanings, plain

DAYS = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y")
MIDNIGHT = re.compile(r"[T ]00:00(:00)?$")
BETWEEN = re.compile(r"[;|\n]")
EXAMPLE = re.compile(r"^\s*(eksempel|døme|example)\b", re.IGNORECASE)
NUMBERS = re.compile(r"^[\d .,:/-]{1,20}$")
MOST_DIGITS = 8
"""Of what is shown of a cell: a date has eight digits, a national identity number has eleven."""

LONGEST_SHOWN = 60
ALIKE = 0.8


def is_example(cells: Mapping[str, str]) -> bool:
    """Whether this is the example row of the template, which is passed over."""
    return bool(EXAMPLE.match(cells.get("first_contact_date", "")))


def read_row(cells: Mapping[str, str], *, service: str) -> tuple[CaseDraft, tuple[Problem, ...]]:
    """Give the draft that a row's cells make, and what could not be read as a day or an answer.

    What is no code is put into the draft as it stands: the rules of registering then say what is wrong.
    """
    read = {field: _read(BY_FIELD[field], cells.get(field, ""), service) for field in BY_FIELD}
    unread = tuple(
        Problem(field, "not_a_date" if BY_FIELD[field].kind is Kind.DAY else "not_yes_or_no")
        for field, text in cells.items()
        if text and read[field] is None
    )
    attributes = CaseAttributes(**{field: read.pop(field) for field in OPTIONAL_ATTRIBUTES})
    is_immigration = bool(read["immigration_reason"])
    draft: Any = {**read, "attributes": attributes, "immigration_case": is_immigration}
    return CaseDraft(service=service, **draft), unread


def _read(column: Column, text: str, service: str) -> Any:
    match column.kind:
        case Kind.DAY:
            return _day(text)
        case Kind.ANSWER:
            return ANSWERS.get(plain(text))
        case Kind.CODES:
            return tuple(_codes(text, meanings(column.field, service)))
    if column.field == "immigration_reason" and ANSWERS.get(plain(text)) is False:
        return ""
    return meanings(column.field, service).get(plain(text), text)


@cache
def _day(text: str) -> date | None:
    """Read a day in one of the common ways; a spreadsheet may add the midnight it begins with."""
    for form in DAYS:
        try:
            return datetime.strptime(MIDNIGHT.sub("", text.strip()), form).date()  # noqa: DTZ007  a day, no time
        except ValueError:
            continue
    return None


def _codes(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """Give the codes of a cell with several; a label may itself hold a comma, so the whole is tried first."""
    for part in filter(None, map(str.strip, BETWEEN.split(text))):
        if plain(part) in known:
            yield known[plain(part)]
        else:
            yield from (known.get(plain(one), one) for one in filter(None, map(str.strip, part.split(","))))


def shown_of(field: str, text: str, *, service: str) -> str:
    """Give what may be shown of a cell: what stands in a list, nearly does, or is short and of digits.

    Anything else may be free text or a name, and is not shown.

    Examples
    --------
    >>> shown_of("gender", "femal", service="KT"), shown_of("gender", "Ola Nordmann", service="KT")
    ('femal', '')
    """
    column = BY_FIELD[field]
    if len(text) > LONGEST_SHOWN:
        return ""
    if NUMBERS.match(text):
        return text if sum(sign.isdigit() for sign in text) <= MOST_DIGITS else ""
    parts = (
        [one for one in re.split(r"[;|\n,]", text) if one.strip()] if column.kind is Kind.CODES else [text]
    )
    return text if all(_is_harmless(column, plain(part), service) for part in parts) else ""


def _is_harmless(column: Column, text: str, service: str) -> bool:
    if text in known_texts() or _day(text):
        return True
    near = tuple(ANSWERS) if column.kind is Kind.ANSWER else _wanted(column.field, service)
    return bool(get_close_matches(text, near, n=1, cutoff=ALIKE))


@cache
def _wanted(field: str, service: str) -> tuple[str, ...]:
    return () if BY_FIELD[field].kind is Kind.DAY else tuple(meanings(field, service))
