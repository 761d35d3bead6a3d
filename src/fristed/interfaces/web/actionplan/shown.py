"""A commitment in words: a line of a list, a piece of evidence with its number, a change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import formats
from fristed.knowledge.actionplan import overview
from fristed.knowledge.actionplan.codes import Form, Status
from fristed.knowledge.actionplan.facts import (
    ChangeLine,
    EvidenceLine,
    LawLine,
    PlanFacts,
    PlanNow,
    Standing,
)
from fristed.knowledge.actionplan.rules import as_text, figure_of, lacks_evidence
from fristed.knowledge.actionplan.words import FIELDS, KINDS, SHOWS, STAGES, STATUSES, WAYS, said
from fristed.statistics.releases.facts import PublishedNumber
from fristed.statistics.releases.official.queries import NotPublished, published_release

POLICY = "safe"
PRINTED = ("ok", "bounded")
COLOURS: Mapping[str, str] = {
    Status.UNDER_WAY: "info",
    Status.PAUSED: "warning",
    Status.DONE: "success",
}


@dataclass(frozen=True, slots=True)
class ShownStanding:
    """One commitment in a list, in words."""

    standing: Standing
    code: str
    title: str
    is_official: bool
    kind: str
    status: str
    colour: str
    responsible: str
    cooperating: str
    late: date | None
    lacks_evidence: bool


def shown_standing(now: PlanNow, one: Standing) -> ShownStanding:
    """Put a commitment into words."""
    return ShownStanding(
        one,
        one.leaf.code,
        said(one.leaf.title),
        one.leaf.is_official,
        str(KINDS[one.leaf.kind]),
        str(STATUSES[one.follow.status]),
        COLOURS.get(one.follow.status, "neutral"),
        ministries_in(now.facts, one.leaf.responsible),
        ministries_in(now.facts, one.leaf.cooperating),
        overview.late_day(now, one),
        lacks_evidence(one),
    )


def shown_all(now: PlanNow, standings: Iterable[Standing]) -> list[ShownStanding]:
    """Put commitments into words."""
    return [shown_standing(now, one) for one in standings]


def ministries_in(facts: PlanFacts, codes: Iterable[str]) -> str:
    """Name ministries, one after the other."""
    return ", ".join(said(facts.ministries[code].name) for code in codes)


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A piece of evidence; ``figure`` is the number as it is printed now, or empty."""

    line: EvidenceLine
    shows: str
    is_link: bool
    is_figure: bool
    figure: str


def figures_of(evidence: Iterable[EvidenceLine], *, at: datetime) -> dict[str, str]:
    """Look up the numbers that evidence points at, as the published statistics print them now.

    A number that is not printed, or not there any more, is left out. Each year is opened once.
    """
    asked = {one.reference: figure_of(one.reference) for one in evidence if one.form == Form.FIGURE}
    years = {place[0] for place in asked.values() if place}
    numbers = {year: _numbers(year, at=at) for year in years}
    found = {
        reference: printed_number(numbers[place[0]].get(place[1]))
        for reference, place in asked.items()
        if place
    }
    return {reference: text for reference, text in found.items() if text}


def is_printed(reference: str, *, at: datetime) -> bool:
    """Whether the published statistics print such a number now."""
    place = figure_of(reference)
    return place is not None and bool(printed_number(_numbers(place[0], at=at).get(place[1])))


def _numbers(year: int, *, at: datetime) -> Mapping[str, PublishedNumber]:
    try:
        return published_release(year, POLICY, at=at)[1].numbers
    except NotPublished:
        return {}


def printed_number(number: PublishedNumber | None) -> str:
    """Write a number as it may be printed, or nothing."""
    if number is None or number.value is None or number.status not in PRINTED:
        return ""
    value = (
        formats.percent(number.value) if number.unit.startswith("percent") else formats.number(number.value)
    )
    return f"< {value}" if number.status == "bounded" else value


def shown_evidence(evidence: Iterable[EvidenceLine], figures: Mapping[str, str]) -> list[ShownEvidence]:
    """Put evidence into words."""
    return [
        ShownEvidence(
            one,
            str(SHOWS[one.shows]),
            one.form == Form.LINK,
            one.form == Form.FIGURE,
            figures.get(one.reference, ""),
        )
        for one in evidence
    ]


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change in words."""

    subject: str
    field: str
    old: str
    new: str
    at: datetime
    by: str


def shown_changes(changes: Iterable[ChangeLine]) -> list[ShownChange]:
    """Put changes into words."""
    return [
        ShownChange(
            one.subject,
            str(FIELDS[one.field]),
            value_words(one.field, one.old),
            value_words(one.field, one.new),
            one.at,
            one.by,
        )
        for one in changes
    ]


def value_words(field: str, value: object) -> str:
    """Put a value that the history keeps into words."""
    text = as_text(value)
    if field == "status" and text in STATUSES:
        return str(STATUSES[text])
    if field == "due_date" and text:
        return formats.day(date.fromisoformat(text))
    if field in CODED:
        head, mark, rest = text.partition(": ")
        return " ".join(_said(token) for token in head.split(" ")) + mark + rest
    return text


CODED = ("evidence", "milestone", "input", "law")
"""Of these the history keeps codes and days, a colon, and then words."""
IN_HISTORY: Mapping[str, Any] = {**SHOWS, **STAGES, **WAYS, "reached": _("Reached on")}
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _said(token: str) -> str:
    """Put one code or day of the history into words."""
    if DAY.fullmatch(token):
        return formats.day(date.fromisoformat(token))
    return str(IN_HISTORY.get(token, token))


@dataclass(frozen=True, slots=True)
class ShownLaw:
    """A proposal of law in words."""

    line: LawLine
    stage: str


def shown_laws(laws: Iterable[LawLine]) -> list[ShownLaw]:
    """Put proposals of law into words."""
    return [ShownLaw(one, str(STAGES[one.stage])) for one in laws]
