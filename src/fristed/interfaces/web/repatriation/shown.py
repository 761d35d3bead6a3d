"""Journeys home in words: a line of a list, and a whole application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from fristed.casework.cases.rules import day_of
from fristed.casework.repatriation.facts import ApplicationDetail, ApplicationLine
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.cases.shown import Fact
from fristed.interfaces.web.parties.words import member_words
from fristed.interfaces.web.repatriation.words import (
    ANSWERS,
    ARRIVAL,
    CLAIMED,
    COLOURS,
    COUNTRY_FACTS,
    DOCUMENTS,
    GROUNDS,
    NOT_TRAVELLED,
    PAID,
    RECEIPTS,
    STATES,
    STATUSES,
    STEPS,
    TRAVEL,
    TRAVELLED,
    TURNS,
    VALUES,
    WHY,
    source_words,
)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One application in a list, in words."""

    reference: str
    state: str
    colour: str
    turn: str
    is_over: bool
    days: int
    country: str
    adults: int
    children: int
    asks_refund: bool
    asks_reception: bool
    from_service: str
    own_case: str


def shown_line(line: ApplicationLine, *, today: date) -> ShownLine:
    """Put a line into words; ``days`` is how long it has waited for its next step."""
    return ShownLine(
        reference=line.reference,
        state=str(STATES[line.state]),
        colour=COLOURS.get(line.state, "neutral"),
        turn=str(TURNS[line.turn]),
        is_over=line.turn == "nobody",
        days=(today - day_of(line.since)).days,
        country=labels.label("countries", line.country),
        adults=line.adults,
        children=line.children,
        asks_refund=line.asks_refund,
        asks_reception=line.asks_reception,
        from_service=labels.service(line.from_service),
        own_case=line.own_case,
    )


@dataclass(frozen=True, slots=True)
class ShownCondition:
    """A condition in the language of the page, with its answer and where it was read."""

    words: str
    answer: str
    source: str
    status: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class ShownApplication:
    """A whole application in words."""

    line: ShownLine
    people: tuple[tuple[str, date | None], ...]
    conditions: tuple[ShownCondition, ...]
    documents: tuple[tuple[str, date], ...]
    steps: tuple[tuple[str, date | None], ...]
    country_facts: tuple[tuple[str, str, str, str, bool], ...]
    facts: tuple[Fact, ...]
    ground: str
    decided_at: datetime | None
    decided_by: str


def shown_application(found: ApplicationDetail, *, today: date) -> ShownApplication:
    """Put an application into words."""
    language = formats.language()
    return ShownApplication(
        line=shown_line(found.line, today=today),
        people=tuple((member_words(one.kind, one.age_group), one.returned_date) for one in found.travellers),
        conditions=tuple(
            ShownCondition(
                one.condition.words[language],
                str(ANSWERS[one.answer]) if one.answer else "",
                source_words(one.condition.source),
                str(STATUSES[one.condition.status]),
                one.condition.status == "verified",
            )
            for one in found.conditions
        ),
        documents=tuple((str(DOCUMENTS[kind]), day) for kind, day in found.documents),
        steps=tuple((str(STEPS[step]), day) for step, day in found.steps),
        country_facts=tuple(
            (
                str(COUNTRY_FACTS[one.code]),
                str(VALUES[one.value]),
                source_words(one.source),
                str(STATUSES[one.status]),
                one.status == "verified",
            )
            for one in found.country_facts
        ),
        facts=tuple(_facts(found)),
        ground=str(GROUNDS[found.ground]) if found.ground else "",
        decided_at=found.decided_at,
        decided_by=found.decided_by,
    )


def _facts(found: ApplicationDetail) -> list[Fact]:
    days = {
        TRAVEL: found.travel_date,
        ARRIVAL: found.arrival_date,
        TRAVELLED: found.travelled_date,
    }
    shown = [Fact(name, formats.day(day)) for name, day in days.items() if day is not None]
    if found.not_travelled:
        shown.append(Fact(WHY, str(NOT_TRAVELLED[found.not_travelled])))
    if found.claimed_kroner is not None:
        shown.append(Fact(CLAIMED, formats.number(found.claimed_kroner)))
        shown.append(Fact(RECEIPTS, formats.number(found.receipts or 0)))
    if found.settled_kroner is not None:
        shown.append(Fact(PAID, formats.number(found.settled_kroner)))
    return shown
