"""Keeping conditions, and what is known of countries, up to date: each with source, status and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fristed.casework.cases.rules import day_of
from fristed.casework.repatriation.codes import CONDITIONS, COUNTRIES, DECIDES, CountryFact, Status, Value
from fristed.casework.repatriation.models import LONGEST_SOURCE, LONGEST_WORDS, Known
from fristed.casework.repatriation.refusals import JourneyRefused
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.methods.classifications import code_list

CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")


def note_condition(
    *,
    code: str,
    words: Mapping[str, str],
    source: str,
    status: str,
    valid_from: date | None,
    in_use: bool,
    by: Actor,
    at: datetime,
) -> None:
    """Say how a condition reads from a day on, with where it was read; or that it is none any more.

    Applications that are decided keep the conditions of the day of their decision.

    Parameters
    ----------
    words
        By language (``nb``, ``nn``, ``en``); Bokmål must be there and stands in for the others.

    Raises
    ------
    NotPermitted
        If the actor does not lead the service that decides.
    JourneyRefused
        With every error of code, words, source, status and day.
    """
    require(by, Permission.CONDITIONS_KEEP, service=DECIDES)
    given = {one: words.get(one, "").strip() for one in ("nb", "nn", "en")}
    key = {"list_name": CONDITIONS, "country": "", "code": code}
    with transaction.atomic():
        JourneyRefused.raise_if(
            (
                *_problems_of_condition(code, given, in_use=in_use),
                *_problems(key, source, status, valid_from, at=at),
            )
        )
        _store(key, given | {"in_use": in_use}, source, status, valid_from, by=by, at=at)
        facts: dict[str, str | int] = {"condition": code, "status": status}
        write_line(event="journey.condition_noted", by=by, at=at, facts=facts)


def _problems_of_condition(code: str, words: Mapping[str, str], *, in_use: bool) -> Iterator[tuple[str, str]]:
    if not CODE.fullmatch(code):
        yield "code", "unknown_condition"
    if in_use and not words["nb"]:
        yield "nb", "words_in_bokmal"
    for language, text in words.items():
        if len(text) > LONGEST_WORDS:
            yield language, "text_too_long"


def note_country(
    *,
    country: str,
    code: str,
    value: str,
    source: str,
    status: str,
    valid_from: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Say what is known of a country from a day on, with where it was read.

    Raises
    ------
    NotPermitted
        If the actor does not lead the service that decides.
    JourneyRefused
        With every error of country, code, value, source, status and day.
    """
    require(by, Permission.CONDITIONS_KEEP, service=DECIDES)
    key = {"list_name": COUNTRIES, "country": country, "code": code}
    with transaction.atomic():
        JourneyRefused.raise_if(
            (
                *_problems_of_country(country, code, value, at=at),
                *_problems(key, source, status, valid_from, at=at),
            )
        )
        _store(key, {"value": value}, source, status, valid_from, by=by, at=at)
        facts: dict[str, str | int] = {"country": country, "fact": code, "status": status}
        write_line(event="journey.country_noted", by=by, at=at, facts=facts)


def _problems_of_country(country: str, code: str, value: str, *, at: datetime) -> Iterator[tuple[str, str]]:
    if not code_list("countries").is_valid(country, day_of(at).year):
        yield "country", "unknown_country"
    if code not in tuple(CountryFact):
        yield "code", "unknown_value"
    if value not in tuple(Value):
        yield "value", "unknown_value"


def _problems(
    key: Mapping[str, str], source: str, status: str, valid_from: date | None, *, at: datetime
) -> Iterator[tuple[str, str]]:
    if not source.strip():
        yield "source", "source_missing"
    if len(source) > LONGEST_SOURCE:
        yield "source", "text_too_long"
    if status not in tuple(Status):
        yield "status", "unknown_value"
    if valid_from is None:
        yield "valid_from", "day_missing"
    elif valid_from < day_of(at):
        # What has been decided was decided on what held then: nothing is changed behind it.
        yield "valid_from", "day_past"
    elif Known.objects.filter(**key, valid_from__gt=valid_from).exists():
        yield "valid_from", "dated_before"


def _store(
    key: Mapping[str, Any],
    given: Mapping[str, Any],
    source: str,
    status: str,
    valid_from: date | None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    held = {**given, "source": source.strip(), "status": status, "noted_at": at, "noted_by": by.username}
    assert valid_from is not None  # noqa: S101  refused before
    Known.objects.update_or_create(**key, valid_from=valid_from, defaults=held)
