"""What may be known of a journal without opening it: the only way to its rows, filtered by who asks.

A case that is not within reach has no journal, and an entry that is not for the reader is not there.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet

from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_within_reach, rows_within_reach
from fristed.casework.journal.codes import Kind, Visibility
from fristed.casework.journal.facts import Line
from fristed.casework.journal.models import Entry, EntryVersion
from fristed.casework.journal.team import works_on
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, is_permitted

MOST_LINES = 1_000


class EntryNotFound(CaseNotFound):
    """There is no such entry among those the reader may see; whether there is one is not said."""


def case_of_journal(actor: Actor, reference: str) -> Case:
    """Give a case whose journal the actor reaches.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case within reach.
    """
    return case_within_reach(actor, reference)


def seen_by(actor: Actor, case: Case) -> Q:
    """Give the condition that a version of a case within reach is for the actor to read."""
    seen = Q(entry__visibility=Visibility.REACH) | Q(entry__author_account_id=actor.account_id or 0)
    if actor.service == case.service:
        seen |= Q(entry__visibility=Visibility.SERVICE)
    if is_permitted(actor, Permission.ACCESS_GOVERN, service=case.service):
        seen |= Q(entry__visibility=Visibility.AUTHOR_AND_LEADER)
    if works_on(actor, case):
        seen |= Q(entry__visibility=Visibility.CASE_TEAM)
    return seen


def versions_for(actor: Actor, case: Case) -> QuerySet[EntryVersion]:
    """Give all versions of the entries that the actor may read, oldest first."""
    found = EntryVersion.objects.filter(seen_by(actor, case), case=case)
    return found.select_related("entry").order_by("number")


def standing_for(actor: Actor, case: Case, kinds: Iterable[Kind] = ()) -> QuerySet[EntryVersion]:
    """Give the version that holds of each entry that the actor may read, the newest day first."""
    found = versions_for(actor, case).filter(number=F("entry__latest"))
    if chosen := tuple(kinds):
        found = found.filter(entry__kind__in=chosen)
    return found.order_by("-on_date", "-entry_id")


def entries_seen(actor: Actor, keys: Iterable[str]) -> frozenset[str]:
    """Give those of some entries that the actor may read, of whatever cases within reach."""
    within = rows_within_reach(actor).values("pk")
    rows = list(Entry.objects.filter(key__in=set(keys), case__in=within).select_related("case"))
    seen: set[str] = set()
    for case in {row.case for row in rows}:
        asked = [row.key for row in rows if row.case == case]
        found = versions_for(actor, case).filter(entry__key__in=asked)
        seen.update(found.values_list("entry__key", flat=True))
    return frozenset(seen)


def standing_lines(actor: Actor, case: Case, kinds: Iterable[Kind] = ()) -> tuple[Line, ...]:
    """Give the lines that hold, at most a thousand, with nothing opened."""
    return tuple(line_of(row, actor) for row in standing_for(actor, case, kinds)[:MOST_LINES])


def entry_outline(actor: Actor, reference: str, key: str) -> Line:
    """Give the version of an entry that holds, with nothing opened.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    EntryNotFound
        If there is no such entry for the actor.
    """
    case = case_of_journal(actor, reference)
    row = standing_for(actor, case).filter(entry__key=key).first()
    if row is None:
        raise EntryNotFound("There is no such entry.")
    return line_of(row, actor)


def line_of(row: EntryVersion, actor: Actor) -> Line:
    """Give a row as a record."""
    return Line(
        key=row.entry.key,
        kind=Kind(row.entry.kind),
        visibility=row.entry.visibility,
        number=row.number,
        latest=row.entry.latest,
        on_date=row.on_date,
        until_date=row.until_date,
        first_written_at=row.entry.written_at,
        written_at=row.written_at,
        written_by=row.written_by,
        is_own=row.entry.author_account_id == actor.account_id,
        code=row.code,
        state=row.state,
        has_words=row.has_words,
        file_kind=row.file_kind,
        file_parts=row.file_parts,
    )
