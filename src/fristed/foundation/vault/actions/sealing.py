"""Zone B: sealing and opening fields under the key of their case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.envelopes import CHANCE, Chance, SealBroken, place_of, sealed, unsealed
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.keyring import KeyGone, Secret, case_secrets, ensured_case_key
from fristed.foundation.vault.models import Envelope, SealedField
from fristed.foundation.vault.reading import broken_seal_on_record, reading_on_record
from fristed.foundation.vault.storing import (
    NotSealed,
    in_envelope_of,
    locked_envelope,
    require_next_version,
    told,
    where,
)


def seal(
    *, owner: Owner, field: FieldName, plain: str, by: Actor, at: datetime, chance: Chance = CHANCE
) -> None:
    """Seal one value and store it in the vault; the value it follows is written over.

    The key of the owner is committed in the key database first. The sealed row and the audit line are one
    transaction with whatever transaction the caller has open in the main database. That transaction must
    end within fifty minutes.

    Parameters
    ----------
    field
        Its version is 1 for a field that has no value, otherwise one more than the stored version
        (``field.next()`` of what :func:`fristed.foundation.vault.queries.sealed_fields` gives).
    plain
        Any text up to 1 MiB; an empty text is a value too.

    Raises
    ------
    VersionTaken
        If somebody else has sealed this version meanwhile.
    AlreadyShredded
        If what belonged to the owner was destroyed.
    TooLongToSeal
        If the text is longer than 1 MiB.
    """
    seal_many(owner=owner, values={field: plain}, by=by, at=at, chance=chance)


def seal_many(
    *, owner: Owner, values: Mapping[FieldName, str], by: Actor, at: datetime, chance: Chance = CHANCE
) -> None:
    """Seal several values of one owner, all or none, with one audit line; see :func:`seal`."""
    with transaction.atomic():
        envelope = locked_envelope(owner, at=at)
        for field in values:
            require_next_version(SealedField, envelope, field)
        secret = ensured_case_key(owner, at=at, chance=chance)
        for field, plain in values.items():
            _store(envelope, owner, field, plain, secret=secret, at=at, chance=chance)
        write_line(
            event="vault.sealed", by=by, at=at, subject=owner.reference, facts=told(owner, list(values))
        )


def _store(
    envelope: Envelope,
    owner: Owner,
    field: FieldName,
    plain: str,
    *,
    secret: Secret,
    at: datetime,
    chance: Chance,
) -> None:
    value = sealed(plain.encode(), key=secret.key, place=place_of(owner, field), chance=chance)
    SealedField.objects.update_or_create(
        envelope=envelope,
        **where(field),
        defaults={
            "version": field.version,
            "key_version": secret.version,
            "sealed": value,
            "sealed_at": at,
        },
    )


def unseal(*, owner: Owner, fields: Iterable[FieldName], by: Actor, at: datetime) -> None:
    """Take single fields out of the vault, as when a value was entered by mistake; their rows are deleted.

    The key of the owner stays: old backups of the main database can still be opened with it. Only
    :func:`fristed.foundation.vault.actions.shred` ends a value everywhere.

    Raises
    ------
    NotSealed
        If nothing is sealed under one of the names; then nothing is taken out.
    """
    names = list(fields)
    with transaction.atomic():
        envelope = locked_envelope(owner, at=at)
        for field in names:
            rows = SealedField.objects.filter(envelope=envelope, **where(field), version=field.version)
            if not rows.delete()[0]:
                raise NotSealed("There is nothing sealed under this name.")
        write_line(event="vault.removed", by=by, at=at, subject=owner.reference, facts=told(owner, names))


def opened(*, owner: Owner, field: FieldName, by: Actor, at: datetime) -> str:
    """Open one value; that it was read is on record before the value is given.

    Raises
    ------
    NotSealed
        If nothing is sealed under this name and version, or the owner was shredded.
    SealBroken
        If what is stored is not what was sealed; that is on record too.
    """
    return opened_many(owner=owner, fields=[field], by=by, at=at)[field]


def opened_many(
    *, owner: Owner, fields: Sequence[FieldName], by: Actor, at: datetime
) -> dict[FieldName, str]:
    """Open several values of one owner, with one audit line; see :func:`opened`."""
    reading_on_record("vault.opened", owner, fields, by=by, at=at)
    try:
        secrets = case_secrets(owner)
        # Only the rows that are asked for: beside them may lie many, and large ones.
        tables, names = {field.table for field in fields}, {field.row for field in fields}
        stored = in_envelope_of(owner).filter(table__in=tables, row__in=names)
        rows = {(row.table, row.column, row.row): row for row in stored}
        return {field: _plain(owner, field, rows, secrets) for field in fields}
    except KeyGone as gone:
        raise NotSealed("There is nothing sealed under this name.") from gone
    except SealBroken:
        broken_seal_on_record(owner, by=by, at=at)
        raise


def _plain(
    owner: Owner,
    field: FieldName,
    rows: Mapping[tuple[str, str, str], SealedField],
    secrets: Mapping[int, Secret],
) -> str:
    row = rows.get((field.table, field.column, field.row))
    if row is None or row.version != field.version:
        raise NotSealed("There is nothing sealed under this name.")
    secret = secrets.get(row.key_version)
    if secret is None:
        raise SealBroken("The key that the row names is not there.")
    return unsealed(bytes(row.sealed), key=secret.key, place=place_of(owner, field)).decode()
