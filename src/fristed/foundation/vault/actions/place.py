"""Zone C: who may read where somebody is, and reading and writing it. A case page never shows any of it.

The place key of an owner is wrapped to each named officer and to three pairs of escrow holders. The server
has no way to it: an officer's private key is opened with the officer's passphrase, for one request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault.envelopes import (
    CHANCE,
    KEY_BYTES,
    Chance,
    SealBroken,
    place_of,
    sealed,
    unsealed,
)
from fristed.foundation.vault.facts import JOINT, FieldName, Owner
from fristed.foundation.vault.locks import NotAddressed, unwrapped_by
from fristed.foundation.vault.models import Envelope, PlaceField
from fristed.foundation.vault.officers import (
    NotAnOfficer,
    officer_row,
    officers_named,
    opened_identity,
    require_reading,
)
from fristed.foundation.vault.reading import broken_seal_on_record, reading_on_record
from fristed.foundation.vault.storing import (
    NotSealed,
    envelope_of,
    locked_envelope,
    require_next_version,
    told,
    where,
)
from fristed.foundation.vault.wrapping import (
    KIND,
    drop_left_over,
    exchange,
    officer_wraps,
    wrap_anew,
    wrap_to,
)


class PlaceExists(Exception):
    """The owner has a place already; further officers are named one by one by those who can read it."""


class PlaceMoved(Exception):
    """The key of the place was exchanged in the same moment; do it once more."""


class StillNeeded(Exception):
    """Nobody takes a place from oneself: somebody else who can read it does, and can still read it after."""


def open_place(
    *, owner: Owner, officers: Iterable[str], by: Actor, at: datetime, chance: Chance = CHANCE
) -> None:
    """Make a place for an owner that these officers, or two escrow holders together, can read.

    Needs ``place.name`` in the owner's service; in any where it is joint, and the room that calls says in
    which. Whoever names need not be an officer, and cannot read.

    Raises
    ------
    NotPermitted
        If the actor may not name officers in the service.
    NotAnOfficer, EscrowIncomplete
        If one of them has not enrolled in the service, none is named, or there are not three escrow holders.
    PlaceExists
        If there is a place already.
    AlreadyShredded
        If what belonged to the owner was destroyed.
    """
    require(by, Permission.PLACE_NAME, service=None if owner.service == JOINT else owner.service)
    named = officers_named(officers, service=owner.service)
    with transaction.atomic():
        envelope = locked_envelope(owner, at=at)
        if envelope.place_version:
            raise PlaceExists("There is a place already.")
        wrap_anew(envelope, owner, named, key=chance(KEY_BYTES), at=at)
        _tell("place.opened", owner, by, at, officers=len(named))


def name_officer(*, owner: Owner, officer: str, passphrase: str, by: Actor, at: datetime) -> None:
    """Let one more officer read a place. Only somebody who can read it can hand it on.

    Raises
    ------
    NotPermitted, NotSealed, WrongPassphrase
        As :func:`opened_place`.
    NotAnOfficer
        If the new one has not enrolled in the service.
    """
    require_reading(by, owner.service)
    [new] = officers_named([officer], service=owner.service)
    version, key = place_key(owner, passphrase=passphrase, by=by, at=at)
    with transaction.atomic():
        _held(owner, version, at=at)
        _tell("place.officer_named", owner, by, at, officer=new.username)
    # The line comes first: nobody can read a place without a line that says since when.
    wrap_to(owner, version, new, key=key, at=at)


def remove_officer(
    *, owner: Owner, officer: str, passphrase: str, by: Actor, at: datetime, chance: Chance = CHANCE
) -> None:
    """Take a place from an officer: it gets a new key for those who are left, and its fields are sealed anew.

    ``by`` is one of those who are left. The new wraps are committed first, the old ones deleted last: a crash
    in between leaves the place as it was, or as it shall be with old wraps that the sweep deletes.

    Raises
    ------
    NotPermitted, NotSealed, WrongPassphrase
        As :func:`opened_place`.
    StillNeeded
        If the officer is the actor.
    NotAnOfficer
        If the officer cannot read this place anyway.
    """
    require_reading(by, owner.service)
    if officer == by.username:
        raise StillNeeded("Somebody else who can read the place takes it from you.")
    version, key = place_key(owner, passphrase=passphrase, by=by, at=at)
    named = set(officer_wraps(owner, version).values_list("first", flat=True))
    if officer not in named:
        raise NotAnOfficer("That is no officer of this place.")
    _exchanged(
        owner, version, named - {officer}, key, by, at, chance, told_as="place.officer_removed", who=officer
    )


def renew_place_key(
    *, owner: Owner, passphrase: str, by: Actor, at: datetime, chance: Chance = CHANCE
) -> None:
    """Exchange the key of a place for the same officers, as after new escrow holders were appointed.

    Raises
    ------
    NotPermitted, NotSealed, WrongPassphrase
        As :func:`opened_place`.
    """
    require_reading(by, owner.service)
    version, key = place_key(owner, passphrase=passphrase, by=by, at=at)
    named = set(officer_wraps(owner, version).values_list("first", flat=True))
    _exchanged(owner, version, named, key, by, at, chance, told_as="place.key_renewed", who="")


def _exchanged(
    owner: Owner,
    version: int,
    named: set[str],
    key: bytes,
    by: Actor,
    at: datetime,
    chance: Chance,
    *,
    told_as: str,
    who: str,
) -> None:
    left = officers_named(named, service=owner.service)
    with transaction.atomic():
        envelope = _held(owner, version, at=at)
        exchange(envelope, owner, left, old=key, at=at, chance=chance)
        _tell(told_as, owner, by, at, officer=who, officers=len(left))
    if not transaction.get_connection().in_atomic_block:
        drop_left_over(owner, envelope.place_version)


def seal_place(
    *,
    owner: Owner,
    values: Mapping[FieldName, str],
    passphrase: str,
    by: Actor,
    at: datetime,
    chance: Chance = CHANCE,
) -> None:
    """Seal fields of a place; only its officers write it. Versions go as in :func:`seal`.

    Raises
    ------
    NotPermitted, NotSealed, WrongPassphrase
        As :func:`opened_place`.
    VersionTaken
        If somebody else has sealed one of the versions meanwhile.
    PlaceMoved
        If the key was exchanged in the same moment.
    """
    require_reading(by, owner.service)
    version, key = place_key(owner, passphrase=passphrase, by=by, at=at)
    with transaction.atomic():
        envelope = _held(owner, version, at=at)
        for field, plain in values.items():
            require_next_version(PlaceField, envelope, field)
            place = place_of(owner, field, kind=KIND)
            value = sealed(plain.encode(), key=key, place=place, chance=chance)
            PlaceField.objects.update_or_create(
                envelope=envelope,
                **where(field),
                defaults={
                    "version": field.version,
                    "key_version": version,
                    "sealed": value,
                    "sealed_at": at,
                },
            )
        facts = told(owner, list(values))
        write_line(event="place.sealed", by=by, at=at, subject=owner.reference, facts=facts)


def opened_place(
    *, owner: Owner, fields: Sequence[FieldName], passphrase: str, by: Actor, at: datetime
) -> dict[FieldName, str]:
    """Open fields of a place for an officer who gives the passphrase; on record before anything is given.

    Raises
    ------
    NotPermitted
        If the actor may not read places in the owner's service.
    NotSealed
        If the actor is not an officer of this place, or nothing is sealed under one of the names: one answer.
    WrongPassphrase
        If the passphrase is wrong; that is on record.
    SealBroken
        If what is stored is not what was sealed; that is on record too.
    """
    require_reading(by, owner.service)
    version, key = place_key(owner, passphrase=passphrase, by=by, at=at)
    reading_on_record("place.read", owner, fields, by=by, at=at)
    rows = {
        (row.table, row.column, row.row): row
        for row in PlaceField.objects.filter(envelope=envelope_of(owner), key_version=version)
    }
    try:
        return {field: _plain(owner, field, rows, key) for field in fields}
    except SealBroken:
        broken_seal_on_record(owner, by=by, at=at)
        raise


def _plain(
    owner: Owner, field: FieldName, rows: Mapping[tuple[str, str, str], PlaceField], key: bytes
) -> str:
    row = rows.get((field.table, field.column, field.row))
    if row is None or row.version != field.version:
        raise NotSealed("There is nothing sealed under this name.")
    return unsealed(bytes(row.sealed), key=key, place=place_of(owner, field, kind=KIND)).decode()


def place_key(owner: Owner, *, passphrase: str, by: Actor, at: datetime) -> tuple[int, bytes]:
    """Unwrap the place key of an owner for one of its officers; give its version and the key.

    Raises
    ------
    NotSealed
        If the actor is not an officer of this place.
    WrongPassphrase
        If the passphrase is wrong; that is on record.
    """
    envelope, row = envelope_of(owner), officer_row(by)
    if envelope is None or row is None:
        raise NotSealed("There is nothing sealed under this name.")
    wrap = officer_wraps(owner, envelope.place_version).filter(first=row.username).first()
    if wrap is None:
        raise NotSealed("There is nothing sealed under this name.")
    identity = opened_identity(row, passphrase, by=by, at=at, subject=owner.reference)
    try:
        return wrap.version, unwrapped_by(bytes(wrap.wrapped), identity)
    except NotAddressed as changed:
        raise SealBroken("The key of the place was not wrapped to this officer.") from changed


def _held(owner: Owner, version: int, *, at: datetime) -> Envelope:
    """Give the envelope, locked, if its place still has the key that was unwrapped."""
    envelope = locked_envelope(owner, at=at)
    if envelope.place_version != version:
        raise PlaceMoved("The key of the place was exchanged in the same moment; do it once more.")
    return envelope


def _tell(event: str, owner: Owner, by: Actor, at: datetime, **facts: str | int) -> None:
    facts = {name: value for name, value in facts.items() if value != ""}
    write_line(event=event, by=by, at=at, subject=owner.reference, facts={"service": owner.service, **facts})
