"""Places to live in words: a line of a list, a whole application, the board, and what fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fristed.casework.housing.codes import FOLLOWS, IN_A_PLACE, OVER, State
from fristed.casework.housing.facts import (
    ApplicationDetail,
    ApplicationLine,
    Candidate,
    DwellingLine,
    Waits,
)
from fristed.interfaces.web import formats
from fristed.interfaces.web.cases.shown import Fact
from fristed.interfaces.web.housing.words import (
    AFTER,
    CAME_FROM,
    COLOURS,
    CRITERIA,
    FAMILY_RESULTS,
    GENDERS,
    GOING,
    GROUNDS,
    NAMES,
    NEEDS,
    REASONS,
    SCHEMES,
    STATES,
    SUITABILITIES,
    TALKS,
    WHOSE,
    WHYS,
    YES_OR_NO,
)
from fristed.interfaces.web.parties.words import person_words

BEFORE_A_PLACE = frozenset({State.ASSESSED, State.WAITING, State.OFFERED, State.ACCEPTED})
"""When an officer looks for which places fit; it is given when the person has said yes."""
OF_OFFICERS: tuple[tuple[str, State], ...] = (
    ("mapping", State.MAPPED),
    ("ask-police", State.SECURITY_ASKED),
    ("assess", State.ASSESSED),
    ("offer", State.OFFERED),
    ("accept", State.ACCEPTED),
    ("follow-up", State.FOLLOWED_UP),
    ("close", State.CLOSED),
)
AT_THE_PLACE: tuple[tuple[str, State], ...] = (
    ("move-in", State.MOVED_IN),
    ("plan-move-out", State.MOVE_OUT_PLANNED),
    ("move-out", State.MOVED_OUT),
)


@dataclass(frozen=True, slots=True)
class ShownApplication:
    """One application in a list, in words."""

    line: ApplicationLine
    state: str
    colour: str
    whose: str
    scheme: str


def shown_application(line: ApplicationLine) -> ShownApplication:
    """Put an application into words."""
    return ShownApplication(
        line,
        str(STATES[line.state]),
        COLOURS.get(line.state, "neutral"),
        str(WHOSE[line.whose]),
        str(SCHEMES[line.scheme]),
    )


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step in words, with what was written of it."""

    state: str
    on_date: date
    why: str
    days: int
    whose: str
    noted_by: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownDetail:
    """A whole application in words, and the names of the steps that may come now."""

    shown: ShownApplication
    people: tuple[str, ...]
    facts: tuple[Fact, ...]
    family: tuple[Fact, ...]
    stay: tuple[Fact, ...]
    steps: tuple[ShownStep, ...]
    aftercare: tuple[tuple[date, str], ...]
    next_steps: tuple[str, ...]
    other_steps: tuple[str, ...]
    may_see_places: bool
    may_give_places: bool


def shown_application_detail(found: ApplicationDetail) -> ShownDetail:
    """Put an application into words."""
    steps = tuple(
        ShownStep(
            str(STATES[one.state]),
            one.on_date,
            str(WHYS[one.why]) if one.why else "",
            one.days,
            str(WHOSE[one.whose]),
            one.noted_by,
            found.words.get(one.number, ""),
        )
        for one in found.steps
    )
    return ShownDetail(
        shown=shown_application(found.line),
        people=tuple(
            person_words(one.kind, one.age_group, one.age_years, one.gender) for one in found.people
        ),
        facts=tuple(_facts(found)),
        family=tuple(_family(found)),
        stay=tuple(_stay(found)),
        steps=steps,
        aftercare=tuple((day, str(AFTER[code])) for day, code in found.aftercare),
        next_steps=tuple(_next(found)),
        other_steps=tuple(_others(found)),
        may_see_places=found.may_allocate and found.line.state in BEFORE_A_PLACE,
        may_give_places=found.may_allocate and State.ALLOCATED in FOLLOWS[State(found.line.state)],
    )


def _facts(found: ApplicationDetail) -> list[Fact]:
    wishes = found.wishes
    given = [
        ("came_from", str(CAME_FROM[found.came_from]) if found.came_from else ""),
        ("suitability", str(SUITABILITIES[found.suitability]) if found.suitability else ""),
        ("ground", str(GROUNDS[found.ground]) if found.ground else ""),
        ("needs", ", ".join(str(NEEDS[one]) for one in wishes.needs)),
        ("shuns", ", ".join(one.upper() for one in wishes.shuns)),
        ("criteria", ", ".join(str(CRITERIA[one]) for one in wishes.criteria)),
    ]
    return [Fact(str(NAMES[name]), value) for name, value in given if value]


def _family(found: ApplicationDetail) -> list[Fact]:
    work = found.family
    if work is None:
        return []
    given = [Fact(str(NAMES["is_wished"]), str(YES_OR_NO[work.is_wished]))]
    if work.with_counselling_office:
        given.append(Fact(str(NAMES["office"]), str(YES_OR_NO[True])))
    if found.conditions:
        given.append(Fact(str(NAMES["conditions"]), found.conditions))
    if work.talks:
        talks = "; ".join(f"{TALKS[who]} {formats.day(day)}" for who, day in work.talks)
        given.append(Fact(str(NAMES["talks"]), talks))
    if work.result:
        given.append(Fact(str(NAMES["result"]), str(FAMILY_RESULTS[work.result])))
    return given


def _stay(found: ApplicationDetail) -> list[Fact]:
    stay = found.stay
    if stay is None:
        return []
    given = [Fact(str(NAMES["dwelling"]), stay.dwelling)] if stay.dwelling else []
    days = [("moved_in", stay.moved_in_date), ("last_day", stay.last_date), ("ended", stay.ended_date)]
    given += [Fact(str(NAMES[name]), formats.day(day)) for name, day in days if day]
    for number, (until, why) in enumerate(stay.exceptions, 1):
        words = found.exception_words.get(number, "")
        told = f"{formats.day(until)}: {GOING[why]}"
        given.append(Fact(str(NAMES["exception"]), f"{told}. {words}" if words else told))
    return given


def _next(found: ApplicationDetail) -> list[str]:
    state = State(found.line.state)
    can = FOLLOWS[state]
    names = [name for name, to in OF_OFFICERS if to in can and found.may_allocate]
    if found.may_recommend and state == State.SECURITY_ASKED:
        names += [] if found.security and found.security.passed_date else ["pass-on"]
        names.append("answer-police")
    if found.may_allocate or found.may_provide:
        names += [name for name, to in AT_THE_PLACE if to in can]
    return names


def _others(found: ApplicationDetail) -> list[str]:
    """Give what is not the way on: the waiting list, a no, an exception, corrections of what is noted."""
    state = State(found.line.state)
    if not found.may_allocate or state in OVER:
        return []
    can, names = FOLLOWS[state], ["wishes", "family"]
    if found.family and found.family.is_wished:
        names.append("talk")
    if state == State.OFFERED:
        names.append("decline")
    elif state == State.ALLOCATED:
        names.append("give-up")
    else:
        names += ["wait"] if State.WAITING in can else []
        names += ["refuse"] if State.NOT_OFFERED in can else []
    return [*names, *(["extend"] if state in IN_A_PLACE else [])]


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """A dwelling that fits or not, in words."""

    found: Candidate
    reasons: tuple[str, ...]


def shown_candidate(one: Candidate) -> ShownCandidate:
    """Put what was found of a dwelling into words."""
    return ShownCandidate(one, tuple(_reason(code, of) for code, of in one.reasons))


def _reason(code: str, of: str) -> str:
    return f"{REASONS[code]}: {NEEDS[of]}" if of in NEEDS else str(REASONS[code])


@dataclass(frozen=True, slots=True)
class ShownDwelling:
    """A dwelling on the board, in words."""

    line: DwellingLine
    genders: str
    offers: str


def shown_dwelling(line: DwellingLine) -> ShownDwelling:
    """Put a dwelling into words."""
    offers = ", ".join(str(NEEDS[one]) for one in line.offers)
    return ShownDwelling(line, str(GENDERS[line.genders]), offers)


@dataclass(frozen=True, slots=True)
class ShownWait:
    """How long one kind of step takes, in words."""

    wait: Waits
    state: str
    whose: str


def shown_wait(wait: Waits) -> ShownWait:
    """Put a wait into words."""
    return ShownWait(wait, str(STATES[wait.state]), str(WHOSE[wait.whose]))
