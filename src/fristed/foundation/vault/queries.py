"""What may be known of the vault without opening anything; the room that asks has decided who may."""

from __future__ import annotations

from fristed.foundation.vault.facts import FieldName, Officer, Owner, SealedAt
from fristed.foundation.vault.keyring import keys_of
from fristed.foundation.vault.keys.models import PlaceOfficer, PlaceWrap
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


def _officer(row: PlaceOfficer) -> Officer:
    return Officer(row.username, row.service, row.recipient, row.escrow_position is not None)
