"""What the verbs of the desk share: the refusal, the checks of a text, and the audit line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.statistics.annual_report.citing.queries import recorder_of, standing_figures
from fristed.statistics.annual_report.citing.rules import cited_keys
from fristed.statistics.annual_report.editing.facts import SectionText
from fristed.statistics.annual_report.editing.notation import alone
from fristed.statistics.annual_report.editing.preview import UnreadableProse, require_readable
from fristed.statistics.annual_report.editing.queries import outline_at_desk
from fristed.statistics.annual_report.editing.structure import drawn_twice
from fristed.statistics.annual_report.editing.typed import is_known_publisher
from fristed.statistics.releases.alphabets import mixed_words

LONGEST_TEXT = 20_000
LONGEST_REASON = 500


class NotNow(ValueError):
    """A step at the desk cannot be taken; ``why`` is a code, ``about`` what it is about."""

    def __init__(self, why: str, about: tuple[str, ...] = ()) -> None:
        super().__init__(f"This cannot be done now: {why} {', '.join(about)}".strip())
        self.why = why
        self.about = about


def require_writable(text: SectionText, year: int) -> None:
    """Refuse a text that cannot be read, is too long, has no title, quotes who publishes nothing, mixes
    alphabets in a word, or cites what is not recorded.
    """
    if not text.title.strip():
        raise NotNow("no_title", (text.language,))
    if len(text.text) > LONGEST_TEXT:
        raise NotNow("too_long")
    if text.source and (
        any(sign in "{}[]|()\n" for sign in text.source) or not is_known_publisher(text.source)
    ):
        raise NotNow("unknown_source")
    if mixed := mixed_words(f"{text.title}\n{text.text}"):
        raise NotNow("mixed_alphabets", mixed)
    if line := alone(text.text):
        raise NotNow("alone", (line,))
    try:
        require_readable(text, year=year)
    except UnreadableProse as refusal:
        raise NotNow("unreadable", (str(refusal),)) from refusal
    require_cited(text)


def require_cited(text: SectionText) -> None:
    """Refuse a text that cites figures which nobody has recorded, or which were withdrawn."""
    figures = standing_figures()
    if unknown := tuple(key for key in cited_keys(f"{text.title}\n{text.text}") if key not in figures):
        raise NotNow("unknown_citation", unknown)


def require_cited_by_others(text: SectionText, by: Actor) -> None:
    """Refuse to approve figures that the approver recorded: two people have seen each with its source."""
    cited = cited_keys(f"{text.title}\n{text.text}")
    if own := tuple(key for key in cited if recorder_of(key) == by.username):
        raise NotNow("same_hands_in_citation", own)


def require_there(year: int, key: str) -> None:
    """Refuse to work on what is taken away; it is brought back first."""
    if not outline_at_desk(year).is_there(key):
        raise NotNow("taken_away")


def require_drawn_once(chapters: Iterable[dict[str, Any]]) -> None:
    """Refuse chapters in which a figure would be printed in two places."""
    if twice := drawn_twice(chapters):
        raise NotNow("drawn_twice", twice)


def tell(event: str, year: int, key: str, *, by: Actor, at: datetime, **facts: str | int) -> None:
    """Write the audit line of a step, in the transaction of the change."""
    write_line(event=event, by=by, at=at, subject=f"{year} {key}".strip(), facts=facts)
