"""From rows to facts for the statistics: the system's own door, read by no page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from fristed.casework.assignments.codes import Stand, State
from fristed.casework.assignments.facts import AnswerFact, AssignmentFact
from fristed.casework.assignments.models import Activity, Answers, Assignment, Week, Witness
from fristed.casework.assignments.rules import MonthOfAnswers, answers_of_year

CHUNK = 2_000
PUPILS = "school_or_diversity_adviser"
"""Pupils are taught at schools; the agency that training is laid beside is the school."""


def assignment_facts(year: int) -> Iterator[AssignmentFact]:
    """Give one fact for each piece of work that was carried out in a year; none for what was not held."""
    yield from _assignments(year)
    yield from _weeks(year)
    yield from _activities(year)
    yield from _witnesses(year)


def _in(year: int, field: str) -> dict[str, date]:
    return {f"{field}__gte": date(year, 1, 1), f"{field}__lt": date(year + 1, 1, 1)}


def _read(rows: QuerySet[Any], *names: str) -> Iterator[tuple[Any, ...]]:
    yield from rows.order_by("pk").values_list(*names).iterator(chunk_size=CHUNK)


def _assignments(year: int) -> Iterator[AssignmentFact]:
    rows = Assignment.objects.filter(state=State.HELD.value, **_in(year, "held_date"))
    names = ("service", "county", "audience", "form", "partner", "participants")
    for service, county, audience, form, partner, participants in _read(rows, *names):
        yield AssignmentFact(year, service, "assignment", county, audience, form, partner, participants)


def _weeks(year: int) -> Iterator[AssignmentFact]:
    for service, county in _read(Week.objects.filter(**_in(year, "first_date")), "service", "county"):
        yield AssignmentFact(year, service, "week", county, "", "physical", "", None)


def _activities(year: int) -> Iterator[AssignmentFact]:
    rows = Activity.objects.filter(**_in(year, "on_date"))
    for service, kind, county, participants in _read(rows, "service", "kind", "county", "participants"):
        yield AssignmentFact(year, service, kind, county, PUPILS, "physical", "", participants)


def _witnesses(year: int) -> Iterator[AssignmentFact]:
    rows = Witness.objects.filter(state=Stand.TESTIFIED.value, **_in(year, "testified_date"))
    for (service,) in _read(rows, "service"):
        yield AssignmentFact(year, service, "expert_witness", "", "", "physical", "", None)


def answer_facts(year: int) -> Iterator[AnswerFact]:
    """Give one fact for each site that answered in a year: the year's own row, or its months together."""
    months: dict[str, list[MonthOfAnswers]] = {}
    names = ("site", "month", "answers", "girls", "boys", "others", "useful_to_askers", "useful_to_readers")
    rows = Answers.objects.filter(year=year).order_by("site", "month").values_list(*names)
    for site, month, answers, *shares in rows:
        months.setdefault(site, []).append(MonthOfAnswers(month, answers, tuple(shares)))
    for site, found in months.items():
        whole = answers_of_year(found)
        yield AnswerFact(year, site, whole.answers, *whole.shares)
