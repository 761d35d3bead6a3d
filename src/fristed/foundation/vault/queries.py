"""What may be known of the vault without opening anything; the room that asks has decided who may."""

from __future__ import annotations

from datetime import datetime

from fristed.foundation.vault.facts import FieldName, Officer, Owner, SealedAt
from fristed.foundation.vault.keyring import keys_of
from fristed.foundation.vault.keys.models import CaseKey, PlaceOfficer, PlaceWrap, ShreddedOwner
from fristed.foundation.vault.models import Envelope, PlaceField, SealedField
from fristed.foundation.vault.storing import Stored


def sealed_fields(owner: Owner, *, table: str = "") -> tuple[SealedAt, ...]:
    """Name what is sealed for an owner under its case key, with the newest versions; nothing is opened.

    Parameters
    ----------
    table
        Only fields of this table; all where it is empty.
    """
    return _fields(SealedField, owner, table)


def place_fields(owner: Owner, *, table: str = "") -> tuple[SealedAt, ...]:
    """Name what is sealed for an owner's officers; see :func:`sealed_fields`.

    Whether a case has a place is itself worth hiding: show it to its officers only.
    """
    return _fields(PlaceField, owner, table)


def _fields(model: Stored, owner: Owner, table: str) -> tuple[SealedAt, ...]:
    rows = model._default_manager.filter(
        envelope__service=owner.service, envelope__reference=owner.reference, envelope__shredded_at=None
    ).order_by("table", "row", "column")
    if table:
        rows = rows.filter(table=table)
    return tuple(
        SealedAt(FieldName(row.table, row.column, row.row, row.version), row.sealed_at)
        for row in rows.defer("sealed")
    )


def is_shredded(owner: Owner) -> bool:
    """Whether what belonged to the owner was destroyed."""
    return Envelope.objects.filter(
        service=owner.service, reference=owner.reference, shredded_at__isnull=False
    ).exists()


def enrolled_officers(service: str | None = None) -> tuple[Officer, ...]:
    """Give those who have enrolled to read places, of one service where it is named, by user name."""
    rows = PlaceOfficer.objects.order_by("username")
    return tuple(_officer(row) for row in (rows if service is None else rows.filter(service=service)))


def officers_of(owner: Owner) -> tuple[str, ...]:
    """Give the user names of the officers who can read the place of an owner; none where it has none."""
    version = Envelope.objects.filter(service=owner.service, reference=owner.reference).values_list(
        "place_version", flat=True
    )
    wraps = PlaceWrap.objects.filter(**keys_of(owner), version=version.first() or 0, second="")
    return tuple(wraps.order_by("first").values_list("first", flat=True))


def has_place(owner: Owner) -> bool:
    """Whether an owner has a place, also one that no officer can read any more; tell its leader only."""
    found = Envelope.objects.filter(service=owner.service, reference=owner.reference)
    return found.exclude(place_version=0).exists()


def is_with_former_holders(owner: Owner) -> bool:
    """Whether the escrow of an owner's place is not held by the three who are appointed now."""
    return (owner.service, owner.reference) in _with_former_holders(**keys_of(owner))


def _with_former_holders(**which: str) -> set[tuple[str, str]]:
    holders = PlaceOfficer.objects.exclude(escrow_position=None).order_by("escrow_position")
    names = list(holders.values_list("username", flat=True))
    pairs = {(one, names[(place + 1) % len(names)]) for place, one in enumerate(names)}
    in_use = Envelope.objects.filter(**which).exclude(place_version=0)
    found = {(row.service, row.reference, row.place_version): set[tuple[str, str]]() for row in in_use}
    wraps = PlaceWrap.objects.filter(**which).exclude(second="")
    for service, reference, version, *pair in wraps.values_list(
        "service", "reference", "version", "first", "second"
    ):
        if (place := (service, reference, version)) in found:
            found[place].add((pair[0], pair[1]))
    return {place[:2] for place, held in found.items() if held != pairs}


def places_with_former_holders() -> int:
    """Count the places whose escrow is not held by the three who are appointed now; nothing is opened."""
    return len(_with_former_holders())


def _officer(row: PlaceOfficer) -> Officer:
    return Officer(row.account_id, row.username, row.service, row.recipient, row.escrow_position is not None)


def owners_with_key_from_before(made_before: datetime, *, service: str) -> tuple[Owner, ...]:
    """Give the owners of a service who have a key from before a time; those half-way to a new one have."""
    old = CaseKey.objects.filter(service=service, made_at__lt=made_before)
    return tuple(Owner(service, one) for one in sorted(set(old.values_list("reference", flat=True))))


def vault_state() -> dict[str, int]:
    """Count what is sealed, which keys there are, and rows that have none; nothing is opened."""
    keys = set(CaseKey.objects.values_list("service", "reference", "version"))
    shredded = set(ShreddedOwner.objects.values_list("service", "reference"))
    rows = SealedField.objects.values_list("envelope__service", "envelope__reference", "key_version")
    needed = set(rows.distinct())
    without = {one for one in needed - keys if one[:2] not in shredded}
    places = set(PlaceWrap.objects.values_list("service", "reference", "version"))
    envelopes = Envelope.objects.exclude(place_version=0)
    in_use = set(envelopes.values_list("service", "reference", "place_version"))
    return {
        "owners": Envelope.objects.filter(shredded_at=None).count(),
        "fields": SealedField.objects.count(),
        "places": len(in_use),
        "places with former escrow holders": places_with_former_holders(),
        "case keys": len(keys),
        "shredded": len(shredded),
        "half shredded": sum(one[:2] in shredded for one in needed),
        "keys left over": len(keys - needed),
        "rows without a key": len(without) + len(in_use - places),
    }
