"""What the verbs share: an owner's envelope, locked; a field's row; the names of both in the trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.keyring import AlreadyShredded
from fristed.foundation.vault.models import Envelope, PlaceField, SealedField

Stored = type[SealedField] | type[PlaceField]


class NotSealed(LookupError):
    """Nothing is sealed under this name; or it was, and is gone."""


class VersionTaken(Exception):
    """Somebody else has sealed this version of the field; look again before writing over it."""


def locked_envelope(owner: Owner, *, at: datetime) -> Envelope:
    """Give the envelope of an owner, made where there is none, locked until the transaction ends.

    Raises
    ------
    AlreadyShredded
        If what belonged to the owner was destroyed.
    """
    envelope, _made = Envelope.objects.select_for_update().get_or_create(
        service=owner.service, reference=owner.reference, defaults={"opened_at": at}
    )
    if envelope.shredded_at is not None:
        raise AlreadyShredded("What belonged here was destroyed.")
    return envelope


def envelope_of(owner: Owner) -> Envelope | None:
    """Give the envelope of an owner that has one and was not shredded."""
    return Envelope.objects.filter(service=owner.service, reference=owner.reference, shredded_at=None).first()


def in_envelope_of(owner: Owner) -> QuerySet[SealedField]:
    """Give the fields of an owner that was not shredded."""
    return SealedField.objects.filter(
        envelope__service=owner.service, envelope__reference=owner.reference, envelope__shredded_at=None
    )


def require_next_version(model: Stored, envelope: Envelope, field: FieldName) -> None:
    """Refuse to seal over a version that somebody else has sealed.

    Raises
    ------
    VersionTaken
        Unless the version is the one after the stored one, or 1 where nothing is stored.
    """
    stored = model._default_manager.filter(envelope=envelope, **where(field)).values_list(
        "version", flat=True
    )
    if field.version != (stored.first() or 0) + 1:
        raise VersionTaken(f"Version {field.version} of {field.table} {field.column} cannot follow.")


def where(field: FieldName) -> dict[str, Any]:
    """Give the filter that finds a field whatever its version."""
    return {"table": field.table, "column": field.column, "row": field.row}


def told(owner: Owner, fields: Sequence[FieldName]) -> dict[str, str | int]:
    """Give what the trail says of fields: their service, how many, and which where it is one."""
    facts: dict[str, str | int] = {"service": owner.service, "fields": len(fields)}
    if len(fields) == 1:
        [field] = fields
        facts |= {"table": field.table, "column": field.column, "version": field.version}
    return facts
