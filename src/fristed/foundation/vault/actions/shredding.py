"""Destroying what is sealed for an owner by destroying its keys: unreadable here and in every old backup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.envelopes import bound_to
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.keyring import destroy_keys, destroy_place_keys
from fristed.foundation.vault.models import Envelope, PlaceField, SealedField
from fristed.foundation.vault.retention.classes import retention_class
from fristed.foundation.vault.storing import NotSealed, Stored


class MorePeopleNeeded(Exception):
    """The retention class takes more people's word than have given it."""


@dataclass(frozen=True, slots=True)
class Destroyed:
    """How many fields were destroyed, and the SHA-256 of their sealed bytes, from which nothing follows."""

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
    people = _enough(retention, decided_by)
    if retention_class(retention).zone == "place":
        return _shred_place(owner, retention, people, by=by, at=at)
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
                "people": people,
                "keys": keys,
                "fields": found.fields,
                "sha256": found.sha256,
            },
        )
    return found


def _enough(retention: str, decided_by: Iterable[str]) -> int:
    """Count those who have decided; refuse if they are too few."""
    people, needed = len(set(decided_by)), retention_class(retention).people
    if people < needed:
        raise MorePeopleNeeded(f"It takes {needed} people to decide; {people} have.")
    return people


def _shred_place(owner: Owner, retention: str, people: int, *, by: Actor, at: datetime) -> Destroyed:
    """Destroy what only officers could read, and leave the rest; the keys first, as with all."""
    with transaction.atomic():
        envelope = (
            Envelope.objects.select_for_update()
            .filter(service=owner.service, reference=owner.reference, shredded_at=None)
            .exclude(place_version=0)
            .first()
        )
        if envelope is None:
            raise NotSealed("There is nothing to destroy.")
        keys = destroy_place_keys(owner)
        found = _emptied(PlaceField, envelope)
        envelope.place_version = 0
        envelope.save(update_fields=["place_version"])
        facts: dict[str, str | int] = {"service": owner.service, "retention": retention, "people": people}
        facts |= {"keys": keys, "fields": found.fields, "sha256": found.sha256}
        write_line(event="place.shredded", by=by, at=at, subject=owner.reference, facts=facts)
    return found


def end_of(envelope: Envelope, *, at: datetime) -> Destroyed:
    """Hash the sealed bytes of an owner whose keys are gone, delete them, and mark the envelope."""
    found = _emptied(SealedField, envelope), _emptied(PlaceField, envelope)
    envelope.shredded_at = at
    envelope.place_version = 0
    envelope.save(update_fields=["shredded_at", "place_version"])
    joined = sha256("".join(one.sha256 for one in found).encode()).hexdigest()
    return Destroyed(sum(one.fields for one in found), joined)


def _emptied(model: Stored, envelope: Envelope) -> Destroyed:
    """Hash the sealed rows of one zone in a fixed order, and delete them."""
    digest, fields = sha256(), 0
    rows = model._default_manager.filter(envelope=envelope)
    for row in rows.order_by("table", "row", "column"):
        name = bound_to("destroyed", row.table, row.row, row.column, row.version)
        digest.update(sha256(name).digest() + sha256(bytes(row.sealed)).digest())
        fields += 1
    rows.delete()
    return Destroyed(fields, digest.hexdigest())
