"""How to make contact, and how a consultation stands, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fristed.casework.consultations.case_codes import spelled
from fristed.casework.consultations.facts import CallOnCase, ShownContact, ShownLink, Step
from fristed.casework.consultations.messages import CALL_BACK, GROUNDS, SAY, STATES, TIMES, WATCHED


@dataclass(frozen=True, slots=True)
class ContactInWords:
    """How to make contact; ``is_forbidden`` where nobody may."""

    call_back: str
    phone_watched: str
    time: str
    say: str
    words: str
    is_forbidden: bool
    is_watched: bool
    set_at: datetime
    set_by: str


@dataclass(frozen=True, slots=True)
class LinkInWords:
    """A link, seen from one of the two cases; ``other`` is empty where that one is out of reach."""

    other: str
    ground: str
    at: datetime
    by_username: str


@dataclass(frozen=True, slots=True)
class StepInWords:
    """A state that a consultation came to."""

    state: str
    at: datetime
    by_username: str


@dataclass(frozen=True, slots=True)
class OnCase:
    """What the page of a case shows of calls."""

    contact: ContactInWords | None
    state: str
    is_linked: bool


def contact_in_words(shown: ShownContact) -> ContactInWords:
    """Put a rule into words."""
    rule = shown.rule
    return ContactInWords(
        call_back=str(CALL_BACK[rule.call_back]),
        phone_watched=str(WATCHED[rule.phone_watched]),
        time=str(TIMES.get(rule.time, "")),
        say=str(SAY.get(rule.say, "")),
        words=rule.words,
        is_forbidden=rule.call_back == "no",
        is_watched=rule.phone_watched in ("yes", "perhaps"),
        set_at=shown.set_at,
        set_by=shown.set_by,
    )


def links_in_words(links: tuple[ShownLink, ...]) -> tuple[LinkInWords, ...]:
    """Put links into words."""
    return tuple(LinkInWords(one.other, str(GROUNDS[one.ground]), one.at, one.by_username) for one in links)


def steps_in_words(steps: tuple[Step, ...]) -> Iterator[StepInWords]:
    """Put the states a consultation has come to into words, in order."""
    for step in steps:
        yield StepInWords(str(STATES[step.state]), step.at, step.by_username)


def on_case(found: CallOnCase) -> OnCase:
    """Put what the page of a case shows of calls into words."""
    return OnCase(
        contact=contact_in_words(found.contact) if found.contact else None,
        state=str(STATES[found.state]) if found.state else "",
        is_linked=found.is_linked,
    )


@dataclass(frozen=True, slots=True)
class Spelling:
    """One character of a code, and the word to say for it."""

    sign: str
    word: str


def spellings(code: str) -> tuple[Spelling, ...]:
    """Give the characters of a code with the words to read them out by."""
    return tuple(map(Spelling, code.replace("-", ""), spelled(code)))
