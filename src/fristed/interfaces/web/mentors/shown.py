"""Mentors in words: a line of a list, an offer, a whole match."""

from __future__ import annotations

from dataclasses import dataclass

from fristed.casework.mentors.codes import FOLLOWS, State
from fristed.casework.mentors.facts import MatchDetail, MatchLine, OfferLine
from fristed.interfaces.web import labels
from fristed.interfaces.web.cases.shown import Fact
from fristed.interfaces.web.mentors.words import (
    BECAUSE,
    COLOURS,
    GIVEN_BY,
    KINDS,
    SHEET,
    STATES,
    USEFUL,
    WANTED,
    WAYS,
    WHOSE,
    WHYS,
)
from fristed.interfaces.web.parties.words import AGES


@dataclass(frozen=True, slots=True)
class ShownMatch:
    """One match in a list, in words."""

    line: MatchLine
    state: str
    colour: str
    whose: str
    kind: str


def shown_match(line: MatchLine) -> ShownMatch:
    """Put a match into words."""
    return ShownMatch(
        line,
        str(STATES[line.state]),
        COLOURS.get(line.state, "neutral"),
        str(WHOSE[line.whose]),
        str(KINDS[line.kind]),
    )


def offer_words(one: OfferLine) -> str:
    """Say what a volunteer offers: number, kind, gender, way."""
    return (
        f"{one.number}: {KINDS[one.kind]} ({str(WANTED[one.gender]).lower()}, {str(WAYS[one.way]).lower()})"
    )


def sheet_words(found: MatchDetail) -> list[Fact]:
    """Say all that the volunteer is told."""
    sheet = found.sheet
    given = [
        ("kind", str(KINDS[sheet.kind])),
        ("age", str(AGES[sheet.age_group])),
        ("gender", labels.label("genders", sheet.gender)),
        ("way", str(WAYS[sheet.way])),
    ]
    return [Fact(str(SHEET[name]), value) for name, value in given]


def other_words(found: MatchDetail) -> list[Fact]:
    """Say what the volunteer is not told: why, and which gender is wished."""
    given = [
        ("because", str(BECAUSE[found.because]) if found.because else ""),
        ("wanted", str(WANTED[found.wanted])),
        ("ended", str(WHYS[found.ended_why]) if found.ended_why else ""),
    ]
    return [Fact(str(SHEET[name]), value) for name, value in given if value]


def feedback_words(found: MatchDetail) -> list[str]:
    """Say what feedback was given."""
    return [
        f"{GIVEN_BY[one.teller]}: {USEFUL[one.useful]}, {SHEET['safe' if one.felt_safe else 'unsafe']}"
        for one in found.feedback
    ]


def steps_now(found: MatchDetail) -> list[str]:
    """Give the names of the steps that the reader may take now."""
    state = State(found.line.state)
    can = FOLLOWS[state]
    names = ["consent"] if state == State.REQUESTED and found.may_follow_up else []
    if found.may_match:
        names += ["match"] if State.MATCHED in can else []
        names += ["begin", "unmatch"] if state == State.MATCHED else []
    if state in (State.ACTIVE, State.ENDED) and any(one == State.ACTIVE for one, _day, _days in found.steps):
        names.append("feedback")
    return [*names, *(["end"] if State.ENDED in can else [])]
