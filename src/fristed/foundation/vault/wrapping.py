"""The key of a place: wrapped to officers and to pairs of escrow holders, and exchanged for a new one.

As with case keys, what is new is committed in the key database first. The envelope in the main database says
which version is in use; wraps of another version are left over, and the sweep deletes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max, QuerySet

from fristed.foundation.vault.envelopes import KEY_BYTES, Chance, place_of, sealed, unsealed
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.keyring import AlreadyShredded, committed, is_shredded, keys_of
from fristed.foundation.vault.keys.models import HalfOpened, PlaceOfficer, PlaceWrap
from fristed.foundation.vault.locks import nested, wrapped_to
from fristed.foundation.vault.models import Envelope, PlaceField
from fristed.foundation.vault.officers import escrow_pairs

KIND = "place"
"""Stands in the seal of a place beside its name: no field of a case opens as a place, nor the reverse."""


def officer_wraps(owner: Owner, version: int) -> QuerySet[PlaceWrap]:
    """Give the wraps of a place key to single officers."""
    return PlaceWrap.objects.filter(**keys_of(owner), version=version, second="")


def wrap_anew(
    envelope: Envelope, owner: Owner, officers: Sequence[PlaceOfficer], *, key: bytes, at: datetime
) -> None:
    """Wrap a new place key to officers and escrow, commit that, then let the envelope point to it.

    Raises
    ------
    EscrowIncomplete
        If there are not three escrow holders.
    AlreadyShredded
        If what belonged to the owner was destroyed.
    """
    pairs = escrow_pairs()
    with committed():
        if is_shredded(owner):
            raise AlreadyShredded("What belonged here was destroyed.")
        newest = PlaceWrap.objects.filter(**keys_of(owner)).aggregate(newest=Max("version"))["newest"]
        version = max(newest or 0, envelope.place_version) + 1
        wraps = [(one.username, "", wrapped_to(key, one.recipient)) for one in officers]
        wraps += [
            (outer.username, inner.username, nested(key, outer.recipient, inner.recipient))
            for outer, inner in pairs
        ]
        PlaceWrap.objects.bulk_create(
            PlaceWrap(
                **keys_of(owner), version=version, first=first, second=second, wrapped=wrapped, made_at=at
            )
            for first, second, wrapped in wraps
        )
    envelope.place_version = version
    envelope.save(update_fields=["place_version"])


def wrap_to(owner: Owner, version: int, officer: PlaceOfficer, *, key: bytes, at: datetime) -> None:
    """Wrap a place key that is in use to one more officer, and commit that.

    Raises
    ------
    AlreadyShredded
        If what belonged to the owner was destroyed.
    """
    with committed():
        if is_shredded(owner):
            raise AlreadyShredded("What belonged here was destroyed.")
        PlaceWrap.objects.update_or_create(
            **keys_of(owner),
            version=version,
            first=officer.username,
            second="",
            defaults={"wrapped": wrapped_to(key, officer.recipient), "made_at": at},
        )


def exchange(
    envelope: Envelope,
    owner: Owner,
    officers: Sequence[PlaceOfficer],
    *,
    old: bytes,
    at: datetime,
    chance: Chance,
) -> None:
    """Give a place a new key, wrapped to these officers, and seal its fields anew under it."""
    new = chance(KEY_BYTES)
    wrap_anew(envelope, owner, officers, key=new, at=at)
    for row in PlaceField.objects.select_for_update().filter(envelope=envelope):
        place = place_of(owner, FieldName(row.table, row.column, row.row, row.version), kind=KIND)
        plain = unsealed(bytes(row.sealed), key=old, place=place)
        row.sealed = sealed(plain, key=new, place=place, chance=chance)
        row.key_version = envelope.place_version
        row.save(update_fields=["sealed", "key_version"])


def drop_left_over(owner: Owner, in_use: int) -> int:
    """Delete the wraps of a place key that are of another version than the one in use; how many versions."""
    with committed():
        left = PlaceWrap.objects.filter(**keys_of(owner)).exclude(version=in_use)
        versions = left.values("version").distinct().count()
        left.delete()
        HalfOpened.objects.filter(**keys_of(owner)).exclude(version=in_use).delete()
    return versions
