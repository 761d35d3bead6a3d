"""What has happened in cases within a client's reach: a kind and a reference, read from the trail."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fristed.casework.cases.queries import references_within_reach
from fristed.casework.journal.queries import entries_seen
from fristed.foundation.audit.queries import TrailLine, last_position, lines_of_events
from fristed.foundation.identity.facts import Actor

KINDS = frozenset(
    {
        "case.registered",
        "case.contact_added",
        "case.joined_by_code",
        "case.current_concern_added",
        "case.main_concern_corrected",
        "case.agencies_updated",
        "case.attributes_updated",
        "case.closed",
        "case.reopened",
        "journal.written",
        "journal.changed",
        "plan.task_set",
        "plan.task_done",
        "plan.task_reopened",
        "plan.alarm_fired",
        "plan.alarm_answered",
        "move.sent",
        "move.accepted",
        "move.declined",
        "move.withdrawn",
        "move.closed",
    }
)
"""Events that change a case. Who has read it, and what access rests on, is nobody's to be told."""
OF_THE_JOURNAL = "journal."
"""What begins so is told only to whom the entry is there for: also what is added to :data:`KINDS` later."""
AT_ONCE = 200
MOST_LOOKS = 10
"""How many lines are read in one look, and how often is looked for one page."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One event."""

    position: int
    at: datetime
    kind: str
    reference: str


@dataclass(frozen=True, slots=True)
class HappenedPage:
    """Events behind a place; where the next begin; and whether there are more to look through."""

    events: tuple[Happened, ...]
    looked_to: int
    has_more: bool


def events_behind(actor: Actor, position: int, *, limit: int = AT_ONCE) -> HappenedPage:
    """Give what happened behind a position of the trail, in cases that the actor reaches now.

    As many events are given as are asked for, whatever lies between them: where a page ends says nothing of
    what has happened in cases out of reach. Only behind very many such is a page empty and yet not the last.
    """
    end, looked_to = last_position(), position
    found: list[Happened] = []
    for _look in range(MOST_LOOKS):
        lines = [
            line for line in lines_of_events(KINDS, after=looked_to, limit=AT_ONCE) if line.position <= end
        ]
        found += _within_reach(actor, lines)
        if len(found) > limit:
            return HappenedPage(tuple(found[:limit]), found[limit - 1].position, has_more=True)
        if len(lines) < AT_ONCE:
            return HappenedPage(tuple(found), max(end, position), has_more=False)
        looked_to = lines[-1].position
    return HappenedPage(tuple(found), looked_to, has_more=True)


def _within_reach(actor: Actor, lines: Sequence[TrailLine]) -> list[Happened]:
    reached = references_within_reach(actor, [line.subject for line in lines])
    within = [line for line in lines if line.subject in reached]
    seen = entries_seen(actor, [_entry_of(line) for line in within if _is_of_an_entry(line)])
    return [
        Happened(line.position, line.at, line.event, line.subject)
        for line in within
        if not _is_of_an_entry(line) or _entry_of(line) in seen
    ]


def _is_of_an_entry(line: TrailLine) -> bool:
    return line.event.startswith(OF_THE_JOURNAL)


def _entry_of(line: TrailLine) -> str:
    return str(json.loads(line.facts or "{}").get("entry", ""))
