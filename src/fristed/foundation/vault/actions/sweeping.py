"""What two databases that cannot commit together leave behind: left-over keys, half shreddings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault.actions.shredding import end_of
from fristed.foundation.vault.facts import Owner, Swept
from fristed.foundation.vault.keyring import committed, destroy_keys, keys_of
from fristed.foundation.vault.keys.models import CaseKey, HalfOpened, PlaceWrap, ShreddedOwner
from fristed.foundation.vault.models import Envelope, SealedField

ORPHAN_AFTER = timedelta(hours=1)
AT_A_TIME = 400


def sweep_orphans(*, by: Actor, at: datetime) -> Swept:
    """Delete keys that no row needs and nobody has used for an hour; end what a crash left half shredded.

    A key is used from the moment it is asked for, and the row it seals is stored within the hour: so a key
    that is deleted here has no row, and none on its way.

    Raises
    ------
    NotPermitted
        If the actor does not keep the vault.
    """
    require(by, Permission.VAULT_KEEP)
    swept = Swept(
        case_keys=_sweep_case_keys(at - ORPHAN_AFTER),
        place_keys=_sweep_place_keys(at - ORPHAN_AFTER),
        half_shredded=_end_half_shredded(by, at),
    )
    with committed():
        HalfOpened.objects.filter(expires_at__lte=at).delete()
    if swept.case_keys or swept.place_keys:
        with transaction.atomic():
            facts: dict[str, str | int] = {"case_keys": swept.case_keys, "place_keys": swept.place_keys}
            write_line(event="vault.swept", by=by, at=at, facts=facts)
    return swept


def _some(rows: Iterable[tuple[str, str, int]]) -> Iterator[list[tuple[str, str, int]]]:
    found = iter(rows)
    while some := list(islice(found, AT_A_TIME)):
        yield some


def _sweep_case_keys(cutoff: datetime) -> int:
    old = CaseKey.objects.filter(used_at__lt=cutoff).values_list("service", "reference", "version")
    swept = 0
    for some in _some(old.order_by("pk")):
        needed = set(
            SealedField.objects.filter(envelope__reference__in={reference for _, reference, _ in some})
            .values_list("envelope__service", "envelope__reference", "key_version")
            .distinct()
        )
        for service, reference, version in set(some) - needed:
            with committed():
                # Asked again in the deletion: whoever has asked for the key meanwhile has noted it.
                rows = CaseKey.objects.filter(
                    service=service, reference=reference, version=version, used_at__lt=cutoff
                )
                swept += rows.delete()[0]
    return swept


def _sweep_place_keys(cutoff: datetime) -> int:
    old = PlaceWrap.objects.filter(made_at__lt=cutoff).values_list("service", "reference", "version")
    swept = 0
    for some in _some(old.order_by("service", "reference", "version").distinct()):
        needed = set(
            Envelope.objects.filter(reference__in={reference for _, reference, _ in some}).values_list(
                "service", "reference", "place_version"
            )
        )
        for service, reference, version in set(some) - needed:
            with committed():
                wraps = PlaceWrap.objects.filter(service=service, reference=reference, version=version)
                swept += bool(wraps.delete()[0])
    return swept


def _end_half_shredded(by: Actor, at: datetime) -> int:
    """End what was begun: keys destroyed and rows left; or keys that a restored backup has brought back."""
    begun = {Owner(*one) for one in ShreddedOwner.objects.values_list("service", "reference")}
    ended = Envelope.objects.exclude(shredded_at=None).values_list("service", "reference")
    marked = {Owner(*one) for one in ended}
    back = {Owner(*one) for one in CaseKey.objects.values_list("service", "reference")} & marked
    found = 0
    for owner in sorted(begun - marked | back):
        found += _ended(owner, by=by, at=at)
    return found


def _ended(owner: Owner, *, by: Actor, at: datetime) -> int:
    with transaction.atomic():
        envelope = Envelope.objects.select_for_update().filter(**keys_of(owner)).first()
        if envelope is None:
            return 0
        keys = destroy_keys(owner, at=at)
        found = end_of(envelope, at=at)
        facts: dict[str, str | int] = {
            "service": owner.service,
            "keys": keys,
            "fields": found.fields,
            "sha256": found.sha256,
        }
        write_line(event="vault.shredding_ended", by=by, at=at, subject=owner.reference, facts=facts)
    return 1
