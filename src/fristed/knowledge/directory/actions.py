"""The verbs of the directory. Permission, change and audit line are one transaction."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from fristed.foundation.audit.actions import write_line
from fristed.foundation.days import oslo_day
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.knowledge.directory.contacts import Contact
from fristed.knowledge.directory.facts import as_text
from fristed.knowledge.directory.models import APPROVED, PROPOSED, REFUSED, EntryCheck, EntryVersion
from fristed.knowledge.directory.queries import entry_named, entry_to_edit, keys_known
from fristed.knowledge.directory.refusals import EntryRefused
from fristed.knowledge.directory.rules import problems_of, takes_emergency_away
from fristed.methods.classifications import code_list

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


def propose_entry(*, contact: Contact, by: Actor, at: datetime, is_new: bool = False) -> int:
    """Propose a new version of an entry, that it is shown again, or a new entry; give its number.

    Parameters
    ----------
    contact
        The entry as it should be; its ``id`` says which, for good.
    is_new
        Whether it should be a new entry, whose id nobody has used.

    Raises
    ------
    NotPermitted, EntryNotFound
        If the actor edits no guidance, or there is no such entry.
    EntryRefused
        If something is missing, nothing is changed, a proposal waits already, or an emergency
        number would be gone.
    """
    require(by, Permission.KNOWLEDGE_EDIT)
    with transaction.atomic():
        known = keys_known()
        EntryRefused.raise_if(_problems(contact, known, is_new=is_new))
        if not is_new:
            now, _versions = entry_to_edit(by, contact.id)
            if as_text(now.contact) == as_text(contact) and now.is_shown:
                raise EntryRefused(("", "nothing_changed"))
            if takes_emergency_away(now.contact, contact, is_withdrawn=False):
                raise EntryRefused(("", "emergency_stays"))
        number = _next_number(contact.id)
        try:
            with transaction.atomic():
                EntryVersion.objects.create(
                    key=contact.id,
                    number=number,
                    content=as_text(contact),
                    proposed_at=at,
                    proposed_by=by.username,
                )
        except IntegrityError as waits:
            raise EntryRefused(("", "proposal_waits")) from waits
        write_line(event="directory.proposed", by=by, at=at, subject=contact.id, facts={"version": number})
    return number


def _next_number(key: str) -> int:
    return (EntryVersion.objects.filter(key=key).aggregate(last=Max("number"))["last"] or 0) + 1


def withdraw_entry(*, key: str, by: Actor, at: datetime) -> None:
    """Show an entry no more, at once and by one person: what is wrong must be gone. Two bring it back.

    Raises
    ------
    NotPermitted, EntryNotFound
        If the actor edits no guidance, or no such entry is shown.
    EntryRefused
        If an emergency number would be gone.
    """
    require(by, Permission.KNOWLEDGE_EDIT)
    with transaction.atomic():
        contact = entry_named(key).contact
        if takes_emergency_away(contact, contact, is_withdrawn=True):
            raise EntryRefused(("", "emergency_stays"))
        number = _next_number(key)
        EntryVersion.objects.create(
            key=key,
            number=number,
            content=as_text(contact),
            is_withdrawn=True,
            state=APPROVED,
            proposed_at=at,
            proposed_by=by.username,
            decided_at=at,
            decided_by=by.username,
        )
        write_line(event="directory.withdrawn", by=by, at=at, subject=key, facts={"version": number})


def _problems(contact: Contact, known: frozenset[str], *, is_new: bool) -> list[tuple[str, str]]:
    found = problems_of(contact, known=known)
    if is_new and not KEY.fullmatch(contact.id):
        found.append(("key", "key_unfit"))
    elif is_new and contact.id in known:
        found.append(("key", "key_taken"))
    if any(code not in code_list("countries") for code in contact.countries):
        found.append(("countries", "country_unknown"))
    if any(code != "*" and code not in code_list("counties") for code in contact.counties):
        found.append(("counties", "county_unknown"))
    return found


def approve_entry(*, key: str, number: int, by: Actor, at: datetime) -> None:
    """Approve what somebody else has proposed; it is shown from now on, and counts as checked today.

    Raises
    ------
    NotPermitted
        If the actor edits no guidance.
    EntryRefused
        If there is no such proposal, or it is the actor's own.
    """
    require(by, Permission.KNOWLEDGE_EDIT)
    with transaction.atomic():
        row = _proposal(key, number)
        if row.proposed_by == by.username:
            raise EntryRefused(("", "own_proposal"))
        row.state, row.decided_at, row.decided_by = APPROVED, at, by.username
        row.save(update_fields=["state", "decided_at", "decided_by"])
        _note_check(key, oslo_day(at), by=by, at=at)
        write_line(event="directory.approved", by=by, at=at, subject=key, facts={"version": number})


def refuse_entry(*, key: str, number: int, by: Actor, at: datetime) -> None:
    """Refuse a proposal, or take one's own back; it is kept, and never shown.

    Raises
    ------
    NotPermitted
        If the actor edits no guidance.
    EntryRefused
        If there is no such proposal.
    """
    require(by, Permission.KNOWLEDGE_EDIT)
    with transaction.atomic():
        row = _proposal(key, number)
        row.state, row.decided_at, row.decided_by = REFUSED, at, by.username
        row.save(update_fields=["state", "decided_at", "decided_by"])
        write_line(event="directory.refused", by=by, at=at, subject=key, facts={"version": number})


def _proposal(key: str, number: int) -> EntryVersion:
    rows = EntryVersion.objects.select_for_update().filter(key=key, number=number, state=PROPOSED)
    row = rows.first()
    if row is None:
        raise EntryRefused(("", "no_proposal"))
    return row


def check_entry(*, key: str, by: Actor, at: datetime, on_date: date | None = None) -> None:
    """Note that an entry was held against its source, today or on an earlier day, and is unchanged.

    Raises
    ------
    NotPermitted, EntryNotFound
        If the actor edits no guidance, or no such entry is shown.
    EntryRefused
        If the day is to come.
    """
    require(by, Permission.KNOWLEDGE_EDIT)
    with transaction.atomic():
        entry_named(key)
        day = on_date or oslo_day(at)
        if day > oslo_day(at):
            raise EntryRefused(("on_date", "day_to_come"))
        _note_check(key, day, by=by, at=at)
        write_line(event="directory.checked", by=by, at=at, subject=key)


def _note_check(key: str, day: date, *, by: Actor, at: datetime) -> None:
    EntryCheck.objects.create(key=key, checked_date=day, checked_at=at, checked_by=by.username)
