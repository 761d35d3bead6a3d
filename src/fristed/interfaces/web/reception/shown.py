"""Receptions in words: a line of a list, a whole reception, a part that somebody outside is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fristed.casework.cases.rules import day_of
from fristed.casework.reception.facts import AskedPart, PartLine, ReceptionDetail, ReceptionLine
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.cases.shown import Fact
from fristed.interfaces.web.parties.words import member_words
from fristed.interfaces.web.reception.words import (
    ARRIVED,
    COLOURS,
    EXPECTED,
    HANDED_OVER,
    INTERVIEWED,
    LEFT,
    PART_COLOURS,
    PART_STATES,
    PARTS,
    READY,
    STATES,
    TURNS,
    WHY,
    WHYS,
)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One reception in a list, in words."""

    reference: str
    state: str
    colour: str
    turn: str
    is_over: bool
    days: int
    arrival_date: date | None
    adults: int
    children: int
    from_service: str
    own_case: str


def shown_line(line: ReceptionLine, *, today: date) -> ShownLine:
    """Put a line into words; ``days`` is how long it has waited for its next step."""
    return ShownLine(
        reference=line.reference,
        state=str(READY if line.is_agreed else STATES[line.state]),
        colour="success" if line.is_agreed else COLOURS.get(line.state, "neutral"),
        turn=str(TURNS[line.turn]),
        is_over=line.turn == "nobody",
        days=(today - day_of(line.since)).days,
        arrival_date=line.arrival_date,
        adults=line.adults,
        children=line.children,
        from_service=labels.service(line.from_service),
        own_case=line.own_case,
    )


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part in words."""

    key: str
    kind: str
    state: str
    colour: str
    whose: str
    days: int


def shown_part(part: PartLine, names: dict[int, str], *, today: date) -> ShownPart:
    """Put a part into words."""
    return ShownPart(
        key=part.key,
        kind=str(PARTS[part.kind]),
        state=str(PART_STATES[part.state]),
        colour=PART_COLOURS.get(part.state, "neutral"),
        whose=names.get(part.account_id or 0, ""),
        days=(today - day_of(part.since)).days,
    )


@dataclass(frozen=True, slots=True)
class ShownReception:
    """A whole reception in words."""

    line: ShownLine
    people: tuple[str, ...]
    parts: tuple[ShownPart, ...]
    facts: tuple[Fact, ...]


def shown_reception(found: ReceptionDetail, names: dict[int, str], *, today: date) -> ShownReception:
    """Put a reception into words."""
    days = {
        EXPECTED: found.line.arrival_date,
        LEFT: found.left_date,
        ARRIVED: found.arrived_date,
        HANDED_OVER: found.handed_over_date,
        INTERVIEWED: found.interview_date,
    }
    facts = [Fact(name, formats.day(day)) for name, day in days.items() if day is not None]
    if found.why:
        facts.append(Fact(WHY, str(WHYS[found.why])))
    return ShownReception(
        line=shown_line(found.line, today=today),
        people=tuple(member_words(kind, age_group) for kind, age_group in found.people),
        parts=tuple(shown_part(one, names, today=today) for one in found.parts),
        facts=tuple(facts),
    )


@dataclass(frozen=True, slots=True)
class ShownAsked:
    """What somebody outside is asked for, in words."""

    key: str
    kind: str
    state: str
    colour: str
    arrival_date: date
    adults: int
    children: int
    days: int
    waits: bool
    since: str


def shown_asked(part: AskedPart, *, today: date) -> ShownAsked:
    """Put a part that somebody outside is asked for into words."""
    return ShownAsked(
        key=part.key,
        kind=str(PARTS[part.kind]),
        state=str(PART_STATES[part.state]),
        colour=PART_COLOURS.get(part.state, "neutral"),
        arrival_date=part.arrival_date,
        adults=part.adults,
        children=part.children,
        days=(today - day_of(part.since)).days,
        waits=part.state == "asked",
        since=part.since.isoformat(),
    )
