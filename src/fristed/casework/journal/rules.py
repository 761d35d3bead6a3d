"""What is wrong with a draft of an entry, all of it at once. No Django, no database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from fristed.casework.journal.codes import CHOSEN, CODED, Flag, Kind, Obstacle, ObstacleState, Told
from fristed.casework.journal.facts import LONGEST_TEXT, NAME, RISK, SEVERITY, TEXT, EntryDraft
from fristed.methods.classifications import code_list

FIELDS_OF = {kind: (TEXT,) for kind in Kind if kind not in CODED} | {
    Kind.JUDGEMENT: (RISK, SEVERITY, TEXT),
    Kind.FILE: (NAME, TEXT),
}
"""The sealed fields of each kind with words, in the order in which they are asked for, shown and printed."""
NEEDED = {kind: fields for kind, fields in FIELDS_OF.items() if kind != Kind.FILE} | {Kind.FILE: (NAME,)}
CODES = {Kind.OBSTACLE: frozenset(Obstacle), Kind.FLAG: frozenset(Flag)}
"""The codes of each coded kind; those of a concern report are the agencies, in the code lists."""
STATES = {Kind.CONCERN_REPORT: frozenset(Told), Kind.OBSTACLE: frozenset(ObstacleState)}
Problems = Iterator[tuple[str, str]]
Refused = Callable[[str], tuple[str, ...]]


def is_changeable(kind: str, *, is_own: bool) -> bool:
    """Whether an entry may get a next version: a judgement is its author's, a file stays what it is.

    Examples
    --------
    >>> is_changeable("note", is_own=False), is_changeable("judgement", is_own=False)
    (True, False)
    """
    return kind != Kind.FILE and (kind != Kind.JUDGEMENT or is_own)


def entry_problems(draft: EntryDraft, *, today: date, refused: Refused) -> Problems:
    """Find everything that is wrong with a draft.

    Parameters
    ----------
    refused
        Says which marks that point at somebody a text may not hold in the service's register.
    """
    yield from _day_problems(draft, today)
    if draft.kind in CODED:
        yield from _code_problems(draft, today)
    else:
        if draft.visibility not in CHOSEN:
            yield "visibility", "no_choice"
        yield from _word_problems(draft, refused)


def _day_problems(draft: EntryDraft, today: date) -> Problems:
    if draft.on_date is None:
        yield "on_date", "required"
    elif draft.on_date > today:
        yield "on_date", "date_in_future"
    if draft.kind == Kind.FLAG:
        if draft.until_date is None:
            yield "until_date", "required"
        elif draft.on_date and draft.until_date < draft.on_date:
            yield "until_date", "ends_before"


def _code_problems(draft: EntryDraft, today: date) -> Problems:
    if not draft.code:
        yield "code", "required"
    elif draft.kind == Kind.CONCERN_REPORT:
        agencies = code_list("agencies")
        if draft.code not in agencies:
            yield "code", "unknown_code"
        elif not agencies.is_valid(draft.code, (draft.on_date or today).year, None):
            yield "code", "not_in_use"
    elif draft.code not in CODES.get(draft.kind, ()):
        yield "code", "unknown_code"
    if known := STATES.get(draft.kind):
        if not draft.state:
            yield "state", "required"
        elif draft.state not in known:
            yield "state", "unknown_code"


def _word_problems(draft: EntryDraft, refused: Refused) -> Problems:
    for name in FIELDS_OF[draft.kind]:
        text = draft.words.get(name, "").strip()
        if not text and name in NEEDED[draft.kind]:
            yield name, "required"
        if len(text) > LONGEST_TEXT:
            yield name, "too_long"
        else:
            yield from ((name, mark) for mark in refused(text))
