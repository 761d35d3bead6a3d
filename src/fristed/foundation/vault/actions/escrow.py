"""Opening a place when its officers cannot: two of three escrow holders, one after the other.

The first takes off the outer wrapping; what is left is wrapped to the second alone. The second takes off the
inner one, and the key goes to a named officer. Nobody reads the place in escrow, and the server never holds
the key for longer than the second holder's request.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from pyrage import x25519

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault.envelopes import CHANCE, Chance, SealBroken
from fristed.foundation.vault.facts import EscrowOpening, Owner
from fristed.foundation.vault.keyring import committed, keys_of
from fristed.foundation.vault.keys.models import HalfOpened, PlaceWrap
from fristed.foundation.vault.locks import NotAddressed, unwrapped_by
from fristed.foundation.vault.officers import officer_row, officers_named, opened_identity
from fristed.foundation.vault.storing import NotSealed, envelope_of, locked_envelope
from fristed.foundation.vault.wrapping import wrap_to

LASTS = timedelta(hours=24)
REASONS = ("officer_gone", "passphrase_forgotten", "danger_to_life", "court_order")
"""Why a place is opened in escrow; a code, as the trail takes no text."""


class NotAHolder(Exception):
    """The actor does not hold the part of the escrow that this takes."""


class UnknownReason(ValueError):
    """The reason is none of the list."""


def begin_escrow(
    *,
    owner: Owner,
    to_officer: str,
    reason: str,
    passphrase: str,
    by: Actor,
    at: datetime,
    is_shut: bool = False,
    chance: Chance = CHANCE,
) -> EscrowOpening:
    """Take off the outer wrapping, so that one other holder can finish within 24 hours.

    Each holder begins with one other: the answer names who can finish.

    Parameters
    ----------
    to_officer
        Who gets the key: an officer enrolled in the owner's service.
    reason
        One of :data:`REASONS`.
    is_shut
        Whether the caller keeps this owner from the actor or the officer: it is then as if there were none.

    Raises
    ------
    NotPermitted, NotAHolder
        If the actor holds no part of this place's escrow.
    NotSealed
        If the owner has no place.
    UnknownReason, NotAnOfficer, WrongPassphrase
        If the reason is none of the list, the officer has not enrolled, the passphrase is wrong.
    """
    require(by, Permission.ESCROW_HOLD)
    if reason not in REASONS:
        raise UnknownReason(reason)
    officers_named([to_officer], service=owner.service)
    row = officer_row(by)
    if row is None:
        raise NotAHolder("You hold no part of this escrow.")
    # Before the place is looked for: whether a passphrase is right tells nothing of whether there is a place.
    identity = opened_identity(row, passphrase, by=by, at=at, subject=owner.reference)
    envelope = envelope_of(owner)
    if is_shut or envelope is None or not envelope.place_version:
        raise NotSealed("There is nothing sealed under this name.")
    wraps = PlaceWrap.objects.filter(**keys_of(owner), version=envelope.place_version).exclude(second="")
    wrap = wraps.filter(first=by.username).first()
    if wrap is None:
        raise NotAHolder("You hold no part of this escrow.")
    half = HalfOpened(
        opening=chance(8).hex(),
        **keys_of(owner),
        version=wrap.version,
        first=wrap.first,
        second=wrap.second,
        to_officer=to_officer,
        reason=reason,
        inner=_taken_off(bytes(wrap.wrapped), identity),
        began_at=at,
        expires_at=at + LASTS,
    )
    with transaction.atomic():
        locked_envelope(owner, at=at)
        facts = {"service": owner.service, "reason": reason, "second": wrap.second, "officer": to_officer}
        write_line(event="escrow.begun", by=by, at=at, subject=owner.reference, facts=facts)
    with committed():
        half.save()
    return _fact(half)


def finish_escrow(*, opening: str, passphrase: str, by: Actor, at: datetime) -> Owner:
    """Take off the inner wrapping and wrap the key to the officer who was named; the opening is then gone.

    Returns
    -------
    Owner
        Whose place the officer can read now.

    Raises
    ------
    NotPermitted
        If the actor may hold no escrow.
    NotAHolder
        If there is no such opening that this actor can finish, or its 24 hours are over.
    WrongPassphrase
        If the passphrase is wrong.
    """
    require(by, Permission.ESCROW_HOLD)
    half = HalfOpened.objects.filter(opening=opening, second=by.username, expires_at__gt=at).first()
    row = officer_row(by)
    if half is None or row is None:
        raise NotAHolder("There is no opening here that you can finish.")
    owner = Owner(half.service, half.reference)
    identity = opened_identity(row, passphrase, by=by, at=at, subject=owner.reference)
    key = _taken_off(bytes(half.inner), identity)
    [officer] = officers_named([half.to_officer], service=owner.service)
    with transaction.atomic():
        envelope = locked_envelope(owner, at=at)
        if envelope.place_version != half.version:
            raise NotAHolder("There is no opening here that you can finish.")
        facts = {
            "service": owner.service,
            "reason": half.reason,
            "first": half.first,
            "officer": officer.username,
        }
        write_line(event="escrow.finished", by=by, at=at, subject=owner.reference, facts=facts)
    wrap_to(owner, half.version, officer, key=key, at=at)
    with committed():
        half.delete()
    return owner


def openings_to_finish(*, by: Actor, at: datetime) -> tuple[EscrowOpening, ...]:
    """Give the openings that the actor can finish now.

    Raises
    ------
    NotPermitted
        If the actor may hold no escrow.
    """
    require(by, Permission.ESCROW_HOLD)
    rows = HalfOpened.objects.filter(second=by.username, expires_at__gt=at).order_by("began_at")
    return tuple(_fact(row) for row in rows)


def _taken_off(wrapped: bytes, identity: x25519.Identity) -> bytes:
    try:
        return unwrapped_by(wrapped, identity)
    except NotAddressed as changed:
        raise SealBroken("The escrow was not wrapped to this holder.") from changed


def _fact(half: HalfOpened) -> EscrowOpening:
    return EscrowOpening(
        reference=half.opening,
        owner=Owner(half.service, half.reference),
        first=half.first,
        second=half.second,
        to_officer=half.to_officer,
        reason=half.reason,
        began_at=half.began_at,
        expires_at=half.expires_at,
    )
