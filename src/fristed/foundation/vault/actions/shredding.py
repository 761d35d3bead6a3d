"""Destroying what is sealed for an owner by destroying its keys: unreadable here and in every old backup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.keyring import destroy_keys
from fristed.foundation.vault.models import Envelope, PlaceField, SealedField
from fristed.foundation.vault.retention.classes import retention_class
from fristed.foundation.vault.storing import NotSealed


class MorePeopleNeeded(Exception):
    """The retention class takes more people's word than have given it."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """What was destroyed: how many fields, and the SHA-256 of their sealed bytes, which tells nothing of them."""

    fields: int
    sha256: str


def shred(*, owner: Owner, retention: str, decided_by: Iterable[str], by: Actor, at: datetime) -> Destroyed:
    """Destroy the keys of an owner, then its sealed fields; it cannot be undone.

    The keys are deleted first, and that is committed at once. A crash before the rest is committed leaves
    rows that nobody can open; doing it again, or the sweep, ends it. Nothing can be sealed for the owner any
    more. What the audit trail says of the owner stays.

    Parameters
    ----------
    retention
        The code of the retention class under which it is destroyed.
    decided_by
        User names of those who have decided; the class says how many different people it takes.

    Raises
    ------
    MorePeopleNeeded
        If fewer people have decided than the class takes.
    NotSealed
        If the vault has never held anything for the owner, or it was shredded before.
    """
    people = set(decided_by)
    needed = retention_class(retention).people
    if len(people) < needed:
        raise MorePeopleNeeded(f"It takes {needed} people to decide; {len(people)} have.")
    with transaction.atomic():
        envelope = (
            Envelope.objects.select_for_update()
            .filter(service=owner.service, reference=owner.reference, shredded_at=None)
            .first()
        )
        if envelope is None:
            raise NotSealed("There is nothing to destroy.")
        keys = destroy_keys(owner, at=at)
        found = end_of(envelope, at=at)
        write_line(
            event="vault.shredded",
            by=by,
            at=at,
            subject=owner.reference,
            facts={
                "service": owner.service,
                "retention": retention,
                "people": len(people),
                "keys": keys,
                "fields": found.fields,
                "sha256": found.sha256,
            },
        )
    return found


def end_of(envelope: Envelope, *, at: datetime) -> Destroyed:
    """Hash the sealed bytes of an owner whose keys are gone, delete them, and mark the envelope."""
    digest, fields = sha256(), 0
    for model in (SealedField, PlaceField):
        rows = model._default_manager.filter(envelope=envelope)
        names = ("table", "row", "column", "version", "sealed")
        for *name, value in rows.order_by(*names[:3]).values_list(*names):
            digest.update(sha256(repr(tuple(name)).encode()).digest() + sha256(bytes(value)).digest())
            fields += 1
        rows.delete()
    envelope.shredded_at = at
    envelope.place_version = 0
    envelope.save(update_fields=["shredded_at", "place_version"])
    return Destroyed(fields, digest.hexdigest())
