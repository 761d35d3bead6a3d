"""One's own key to places, and appointing those who hold the escrow, with refusals in words of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fristed.casework.persons.queries import holders_to_choose
from fristed.casework.persons.refusals import PersonRefused
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault.actions import (
    AlreadyEnrolled,
    NotAnOfficer,
    WeakPassphrase,
    WrongPassphrase,
    appoint_escrow,
    change_passphrase,
    enrol_anew,
    enrol_officer,
)


def make_own_key(*, passphrase: str, by: Actor, at: datetime) -> None:
    """Make the actor's key to places, kept under a passphrase that nobody else can give back.

    Raises
    ------
    NotPermitted
        If the actor may neither read places nor hold escrow.
    PersonRefused
        If the actor has a key, or the passphrase is short.
    """
    try:
        enrol_officer(passphrase=passphrase, by=by, at=at)
    except AlreadyEnrolled as enrolled:
        raise PersonRefused(("new", "enrolled")) from enrolled
    except WeakPassphrase as weak:
        raise PersonRefused(("new", "weak_passphrase")) from weak


def change_own_key(*, old: str, new: str, by: Actor, at: datetime) -> None:
    """Keep the actor's key under another passphrase.

    Raises
    ------
    PersonRefused
        If the actor has no key, the old passphrase is wrong, or the new one is short.
    """
    try:
        change_passphrase(old=old, new=new, by=by, at=at)
    except NotAnOfficer as without:
        raise PersonRefused(("old", "not_enrolled")) from without
    except WrongPassphrase as wrong:
        raise PersonRefused(("old", "wrong_passphrase")) from wrong
    except WeakPassphrase as weak:
        raise PersonRefused(("new", "weak_passphrase")) from weak


def make_own_key_anew(*, passphrase: str, by: Actor, at: datetime) -> None:
    """Make a new key in place of one whose passphrase is forgotten; no place is open to the actor after.

    Raises
    ------
    PersonRefused
        If the actor has no key, or the passphrase is short.
    """
    try:
        enrol_anew(passphrase=passphrase, by=by, at=at)
    except NotAnOfficer as without:
        raise PersonRefused(("new", "not_enrolled")) from without
    except WeakPassphrase as weak:
        raise PersonRefused(("new", "weak_passphrase")) from weak


def appoint_holders(*, holders: Sequence[str], by: Actor, at: datetime) -> None:
    """Appoint the three who hold the escrow of places.

    Raises
    ------
    NotPermitted
        If the actor may not appoint.
    PersonRefused
        If they are not three different people who have a key and may hold a part of the escrow.
    """
    require(by, Permission.ESCROW_APPOINT)
    if not set(holders) <= {one.username for one in holders_to_choose()}:
        # Who may not hold it could never open anything, and nobody would know before it is needed.
        raise PersonRefused(("holders", "no_holders"))
    try:
        appoint_escrow(holders=holders, by=by, at=at)
    except NotAnOfficer as unfit:
        raise PersonRefused(("holders", "no_holders")) from unfit
