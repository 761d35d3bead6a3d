"""Enrolling to read places, another passphrase, and appointing the three who hold the escrow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted, require
from fristed.foundation.vault.keyring import committed
from fristed.foundation.vault.keys.models import HalfOpened, PlaceOfficer, PlaceWrap
from fristed.foundation.vault.locks import Lock, age_lock, locked_again, new_identity
from fristed.foundation.vault.officers import ESCROW_HOLDERS, NotAnOfficer, officer_row, opened_identity


class AlreadyEnrolled(Exception):
    """The account has a pair of keys; a new one would lock it out of every place it can read."""


def enrol_officer(*, passphrase: str, by: Actor, at: datetime, lock: Lock = age_lock) -> None:
    """Make a pair of keys for the actor's own account; the private one is kept under the passphrase only.

    Nobody can enrol somebody else, and nobody can give back a passphrase that is forgotten: its officer
    begins anew (:func:`enrol_anew`), and what could be read is opened in escrow.

    Raises
    ------
    NotPermitted
        If the actor may neither read places, nor answer for a reception, nor hold escrow, or is no account.
    AlreadyEnrolled
        If the account has enrolled.
    WeakPassphrase
        If the passphrase has fewer than 14 characters.
    """
    if not any(is_permitted(by, one) for one in (Permission.PLACE_READ, Permission.RECEPTION_ANSWER)):
        require(by, Permission.ESCROW_HOLD)
    if by.account_id is None:
        raise NotPermitted(f"{by.username} has no account to enrol.")
    if officer_row(by) is not None:
        raise AlreadyEnrolled("The account has enrolled already.")
    made = new_identity(passphrase, lock=lock)
    with transaction.atomic():
        write_line(event="place.enrolled", by=by, at=at, subject=by.username)
    with committed():
        PlaceOfficer.objects.create(
            account_id=by.account_id,
            username=by.username,
            service=by.service or "",
            recipient=made.recipient,
            locked_identity=made.locked,
            enrolled_at=at,
        )


def enrol_anew(*, passphrase: str, by: Actor, at: datetime, lock: Lock = age_lock) -> None:
    """Make a new pair of keys in place of one whose passphrase is forgotten; what was open to it is shut.

    The actor is no longer an officer of any place, and holds no part of the escrow of places that exist;
    those who can read them renew their keys.

    Raises
    ------
    NotAnOfficer
        If the actor has not enrolled.
    WeakPassphrase
        If the passphrase has fewer than 14 characters.
    """
    row = officer_row(by)
    if row is None:
        raise NotAnOfficer("You have not enrolled.")
    made = new_identity(passphrase, lock=lock)
    mine = Q(first=by.username) | Q(second=by.username)
    with transaction.atomic():
        write_line(event="place.enrolled_anew", by=by, at=at, subject=by.username)
    with committed():
        PlaceWrap.objects.filter(mine).delete()
        HalfOpened.objects.filter(mine | Q(to_officer=by.username)).delete()
        row.recipient, row.locked_identity, row.enrolled_at = made.recipient, made.locked, at
        row.save(update_fields=["recipient", "locked_identity", "enrolled_at"])


def change_passphrase(*, old: str, new: str, by: Actor, at: datetime, lock: Lock = age_lock) -> None:
    """Keep the actor's private key under another passphrase; what it opens stays the same.

    Raises
    ------
    NotAnOfficer
        If the actor has not enrolled.
    WrongPassphrase, WeakPassphrase
        If the old one is wrong, or the new one too short.
    """
    row = officer_row(by)
    if row is None:
        raise NotAnOfficer("You have not enrolled.")
    opened_identity(row, old, by=by, at=at, subject=by.username)
    row.locked_identity = locked_again(bytes(row.locked_identity), old, new, lock=lock)
    with transaction.atomic():
        write_line(event="place.passphrase_changed", by=by, at=at, subject=by.username)
    with committed():
        row.save(update_fields=["locked_identity"])


def appoint_escrow(*, holders: Sequence[str], by: Actor, at: datetime) -> None:
    """Appoint the three who hold the escrow, in place of those before; two of them open together.

    Places that exist stay with the holders they were wrapped to until their key is renewed
    (:func:`fristed.foundation.vault.actions.renew_place_key`).

    Raises
    ------
    NotPermitted
        If the actor may not appoint.
    NotAnOfficer
        If they are not three different people who have enrolled.
    """
    require(by, Permission.ESCROW_APPOINT)
    rows = {row.username: row for row in PlaceOfficer.objects.filter(username__in=set(holders))}
    if len(rows) != ESCROW_HOLDERS or len(holders) != ESCROW_HOLDERS:
        raise NotAnOfficer("Name three different people who have enrolled.")
    with transaction.atomic():
        write_line(
            event="escrow.appointed",
            by=by,
            at=at,
            facts={f"holder_{n}": name for n, name in enumerate(holders, 1)},
        )
    with committed():
        PlaceOfficer.objects.exclude(escrow_position=None).update(escrow_position=None)
        for position, name in enumerate(holders, 1):
            PlaceOfficer.objects.filter(username=name).update(escrow_position=position)
