"""What may be read of the directory: by everybody what is shown, by its editors what is under way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Max

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.knowledge.directory.contacts import Contact, packaged_directory
from fristed.knowledge.directory.facts import Entry, Version, WorkLine, from_text
from fristed.knowledge.directory.models import APPROVED, PROPOSED, EntryCheck, EntryVersion
from fristed.knowledge.directory.rules import is_due, takes_emergency_away


class EntryNotFound(Exception):
    """There is no such entry."""


def _checks() -> Mapping[str, date]:
    """Give the day of the newest check of each entry that somebody has checked here."""
    rows = EntryCheck.objects.values_list("key").annotate(newest=Max("checked_date")).order_by()
    return dict(rows)


def _later(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)


def _all_entries() -> dict[str, Entry]:
    """Give every entry that has ever been approved, withdrawn ones too: packaged data, then versions
    in the order in which they were decided.

    A version that would take an emergency number away is passed over, whoever approved it.
    """
    checks = _checks()
    found = {
        key: Entry(_checked(one, _later(one.checked_date, checks.get(key))), 0)
        for key, one in packaged_directory().items()
    }
    for row in EntryVersion.objects.filter(state=APPROVED).order_by("decided_at", "number"):
        before = found.get(row.key)
        day = checks.get(row.key) or (before.contact.checked_date if before else None)
        after = Entry(from_text(row.content, checked=day), row.number, row.is_withdrawn)
        if before is None or not takes_emergency_away(
            before.contact, after.contact, is_withdrawn=after.is_withdrawn
        ):
            found[row.key] = after
    return found


def _checked(one: Contact, day: date | None) -> Contact:
    values = {name: getattr(one, name) for name in one.__slots__}
    return Contact(**{**values, "checked_date": day})


def directory() -> tuple[Entry, ...]:
    """Give the entries that are shown to everybody, in the order of the data; new ones come last."""
    return tuple(one for one in _all_entries().values() if not one.is_withdrawn)


def entry_named(key: str) -> Entry:
    """Give one entry that is shown to everybody.

    Raises
    ------
    EntryNotFound
        If there is none.
    """
    found = _all_entries().get(key)
    if found is None or found.is_withdrawn:
        raise EntryNotFound("There is no such entry.")
    return found


def _version(row: EntryVersion) -> Version:
    return Version(
        row.number,
        from_text(row.content, checked=None),
        row.is_withdrawn,
        row.proposed_at,
        row.proposed_by,
        row.decided_at,
        row.decided_by,
        row.state,
    )


def entries_to_edit(actor: Actor, *, today: date) -> tuple[WorkLine, ...]:
    """Give every entry to those who edit: first what waits, then what is due or unverified, then the rest.

    Raises
    ------
    NotPermitted
        If the actor edits no guidance.
    """
    require(actor, Permission.KNOWLEDGE_EDIT)
    proposals = {row.key: _version(row) for row in EntryVersion.objects.filter(state=PROPOSED)}
    found = _all_entries()
    new = [key for key in proposals if key not in found]
    lines = [
        WorkLine(one, is_due(one.contact, today=today) and not one.is_withdrawn, proposals.get(key))
        for key, one in found.items()
    ]
    lines += [
        WorkLine(Entry(proposals[key].contact, 0, is_unapproved=True), False, proposals[key]) for key in new
    ]
    return tuple(sorted(lines, key=_urgency))


def _urgency(line: WorkLine) -> tuple[bool, bool, bool, bool]:
    one = line.entry
    doubtful = not one.contact.is_verified or bool(one.contact.unverified)
    return (line.proposal is None, one.is_withdrawn, not line.is_due, not doubtful)


def entry_to_edit(actor: Actor, key: str) -> tuple[Entry, tuple[Version, ...]]:
    """Give an entry and its versions, the newest first, to those who edit; a proposed one as well.

    Raises
    ------
    NotPermitted, EntryNotFound
        If the actor edits no guidance, or there is no such entry.
    """
    require(actor, Permission.KNOWLEDGE_EDIT)
    versions = tuple(_version(row) for row in EntryVersion.objects.filter(key=key).order_by("-number"))
    found = _all_entries().get(key)
    if found is None and versions:
        found = Entry(versions[0].contact, 0, is_unapproved=True)
    if found is None:
        raise EntryNotFound("There is no such entry.")
    return found, versions


def keys_known() -> frozenset[str]:
    """Give the id of every entry, withdrawn and proposed ones too: an id is used once."""
    return frozenset((*packaged_directory(), *EntryVersion.objects.values_list("key", flat=True)))
