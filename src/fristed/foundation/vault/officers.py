"""Those who have enrolled to read places: finding them, and opening a private key for one request."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from pyrage import x25519

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, is_permitted, require
from fristed.foundation.vault.facts import JOINT
from fristed.foundation.vault.keys.models import PlaceOfficer
from fristed.foundation.vault.locks import WrongPassphrase, unlocked

ESCROW_HOLDERS = 3


class NotAnOfficer(Exception):
    """Somebody named has not enrolled to read places in this service."""


class EscrowIncomplete(Exception):
    """There are not three escrow holders: a place that its officers lose could never be opened again."""


def officer_row(by: Actor) -> PlaceOfficer | None:
    """Give the enrolment of an actor, if there is one."""
    return PlaceOfficer.objects.filter(account_id=by.account_id).first() if by.account_id else None


def require_reading(by: Actor, service: str) -> None:
    """Refuse who may read no place of a service; what is joint is for all who may read some place.

    Raises
    ------
    NotPermitted
        If the actor may not read places there.
    """
    if service != JOINT:
        require(by, Permission.PLACE_READ, service=service)
    elif not is_permitted(by, Permission.RECEPTION_ANSWER):
        require(by, Permission.PLACE_READ)


def officers_named(usernames: Iterable[str], *, service: str) -> list[PlaceOfficer]:
    """Give the enrolments of those named, all in the service; of any where it is joint.

    Raises
    ------
    NotAnOfficer
        If one of them has not enrolled in the service, or nobody is named.
    """
    names = set(usernames)
    enrolled = PlaceOfficer.objects.filter(username__in=names).order_by("username")
    rows = list(enrolled if service == JOINT else enrolled.filter(service=service))
    if not names or len(rows) != len(names):
        raise NotAnOfficer("Name officers who have enrolled in this service.")
    return rows


def escrow_pairs() -> list[tuple[PlaceOfficer, PlaceOfficer]]:
    """Give the three pairs of escrow holders, each holder first in one of them.

    Raises
    ------
    EscrowIncomplete
        If there are not three holders.
    """
    held = list(PlaceOfficer.objects.exclude(escrow_position=None).order_by("escrow_position"))
    if len(held) != ESCROW_HOLDERS:
        raise EscrowIncomplete("Appoint three escrow holders first.")
    return [(held[one], held[(one + 1) % ESCROW_HOLDERS]) for one in range(ESCROW_HOLDERS)]


def opened_identity(
    row: PlaceOfficer, passphrase: str, *, by: Actor, at: datetime, subject: str
) -> x25519.Identity:
    """Open an officer's private key for this one request; a wrong passphrase is on record.

    Raises
    ------
    WrongPassphrase
        If it does not open the key.
    """
    try:
        return unlocked(bytes(row.locked_identity), passphrase)
    except WrongPassphrase:
        with transaction.atomic():
            write_line(event="place.passphrase_wrong", by=by, at=at, subject=subject)
        raise
