"""Decisions about papers on plain values."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Collection, Iterator
from functools import cache
from importlib.resources import files

from fristed.casework.cases.plain_words import NATIONAL_ID, identifying_marks
from fristed.casework.papers.codes import POINTS_AT_SOMEBODY, Look
from fristed.casework.papers.facts import (
    LONGEST_ADVICE,
    LONGEST_LINE,
    LONGEST_REASON,
    MORE,
    AdviceDraft,
    AdviceOffer,
    SummaryDraft,
    SummaryOffer,
)
from fristed.casework.referrals.rules import grounds_on
from fristed.methods.classifications import LANGUAGES, code_list

ANONYMOUS = "anonymous_consultation"
Problems = Iterator[tuple[str, str]]


@cache
def _telling() -> re.Pattern[str]:
    data = files("fristed.casework.papers").joinpath("data", "telling_words.toml").read_text("utf-8")
    words = tomllib.loads(data)
    begins, anywhere = ("|".join(map(re.escape, words[name])) for name in ("begins", "anywhere"))
    return re.compile(rf"(?:(?<!\w)(?:{begins})|(?:{anywhere}))\w*")


def telling_words(text: str) -> tuple[str, ...]:
    """Give the words of a text that tell what a talk was about, each once, in the order they stand.

    A program knows only the words of its list; the reader's own eye is still needed.

    Examples
    --------
    >>> telling_words("Ring oss på mandag. Reisen kan være tvang, ikke ferie.")
    ('tvang',)
    >>> telling_words("Lær mer, og bær med deg telefonen.")
    ()
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    seen = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    return tuple(dict.fromkeys(match.group() for match in _telling().finditer(seen)))


def advice_problems(draft: AdviceDraft, offer: AdviceOffer) -> Problems:
    """Say what is wrong with a paper for the asker; it never carries what points at somebody."""
    if draft.language not in LANGUAGES:
        yield "language", "unknown_code"
    if draft.look not in list(Look):
        yield "look", "unknown_code"
    if draft.on_date not in offer.days:
        yield "on", "unknown_day"
    given = {key: text for key, text in draft.texts.items() if text.strip()}
    if not given:
        yield MORE, "no_advice"
    if set(given) - {MORE, *offer.advice}:
        yield "", "not_of_the_case"
    if sum(map(len, given.values())) > LONGEST_ADVICE:
        yield MORE, "advice_too_long"
    for key, text in given.items():
        yield from ((key, mark) for mark in identifying_marks(text))
    yield from _line_problems("call", draft.call, is_required=True)
    yield from _line_problems("again", draft.again)
    # Whom to call is a number to a service. No other number belongs on the paper.
    yield from (("call", mark) for mark in identifying_marks(draft.call) if mark == NATIONAL_ID)
    yield from (("again", mark) for mark in identifying_marks(draft.again))
    if draft.look == Look.NEUTRAL:
        for key, text in {**given, "call": draft.call, "again": draft.again}.items():
            if telling_words(text):
                yield key, "tells_what"


def _line_problems(field: str, text: str, *, is_required: bool = False) -> Problems:
    if is_required and not text.strip():
        yield field, "required"
    if len(text) > LONGEST_LINE:
        yield field, "line_too_long"


def summary_problems(
    draft: SummaryDraft, offer: SummaryOffer, *, year: int, refused: Callable[[str], Collection[str]]
) -> Problems:
    """Say what is wrong with what shall be given to whom.

    Parameters
    ----------
    refused
        Gives the kinds of marks that a text may not hold in the register of the case.
    """
    if draft.language not in LANGUAGES:
        yield "language", "unknown_code"
    if draft.agency not in {code.code for code in code_list("agencies").codes_on(year)}:
        yield "agency", "required" if not draft.agency else "unknown_code"
    for field, text in (("organisation", draft.organisation), ("role", draft.role)):
        yield from _line_problems(field, text, is_required=True)
        # An organisation and a role, never a person: so no mark of one in any register.
        yield from ((field, mark) for mark in identifying_marks(text))
    if draft.ground not in grounds_on(year):
        yield "ground", "unknown_ground"
    if not draft.reason.strip():
        yield "reason", "required"
    if len(draft.reason) > LONGEST_REASON:
        yield "reason", "reason_too_long"
    yield from (("reason", mark) for mark in refused(draft.reason))
    yield from _choice_problems(draft, offer)


def _choice_problems(draft: SummaryDraft, offer: SummaryOffer) -> Problems:
    parts, entries = set(draft.parts), set(draft.entries)
    if not parts and not entries:
        yield "parts", "nothing_chosen"
    if parts - set(parts_offered(offer)) or entries - {line.key for line in offer.lines}:
        yield "parts", "not_of_the_case"
    if draft.ground == ANONYMOUS and parts & POINTS_AT_SOMEBODY:
        yield "parts", "points_at_somebody"


def parts_offered(offer: SummaryOffer) -> tuple[str, ...]:
    """Give the parts that a case has, by name; who the person is only where it is held and may be read."""
    person = ("person",) if offer.person_fields else ()
    return (*offer.values, "reference", "contact_dates", *person)
