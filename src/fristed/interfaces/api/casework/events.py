"""What has happened in cases within a client's reach: a kind and a reference, read from the trail."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from fristed.casework.cases.queries import references_within_reach
from fristed.casework.journal.queries import entries_seen
from fristed.foundation.audit.queries import TrailLine, lines_of_events
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
OF_AN_ENTRY = ("journal.written", "journal.changed")
AT_ONCE = 200


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

    At most ``limit`` lines are looked at, so that a page may be empty and yet not the last.
    """
    lines = lines_of_events(KINDS, after=position, limit=limit)
    reached = references_within_reach(actor, [line.subject for line in lines])
    within = [line for line in lines if line.subject in reached]
    seen = entries_seen(actor, [_entry_of(line) for line in within if line.event in OF_AN_ENTRY])
    events = tuple(
        Happened(line.position, line.at, line.event, line.subject)
        for line in within
        if line.event not in OF_AN_ENTRY or _entry_of(line) in seen
    )
    return HappenedPage(events, lines[-1].position if lines else position, len(lines) == limit)


def _entry_of(line: TrailLine) -> str:
    return str(json.loads(line.facts or "{}").get("entry", ""))
