"""Service keys and case keys: made, found, used and destroyed, each in a committed step of its own.

Every step here commits in the key database before it returns. Whoever stores a row in the main database
calls first and stores after, so that a row without its key cannot arise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, F, IntegerField, Value

from fristed.foundation.vault.envelopes import CHANCE, KEY_BYTES, Chance, bound_to, sealed, unsealed
from fristed.foundation.vault.facts import Owner
from fristed.foundation.vault.keys.models import (
    CaseKey,
    HalfOpened,
    KeyRoom,
    PlaceWrap,
    ServiceKey,
    ShreddedOwner,
)
from fristed.foundation.vault.root_key import RootKey, RootKeyUnfit, make_root_key, read_root_keys
from fristed.foundation.vault.router import KEYS

Found = TypeVar("Found")
WRAP, PSEUDONYM = "wrap", "pseudonym"
NOTED_AGAIN_AFTER = timedelta(minutes=10)
"""How old the note of a key's last use may be before sealing notes it again."""


class KeyGone(Exception):
    """There is no key for this owner: it was shredded, or nothing was ever sealed for it."""


class KeyMoved(Exception):
    """The service key was exchanged between two looks; looking once more finds the new one."""


class AlreadyShredded(Exception):
    """The owner's keys were destroyed; nothing is sealed for it any more."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A key in clear, with its version; its value is not shown when the record is printed."""

    version: int
    key: bytes = field(repr=False)


@contextmanager
def committed() -> Iterator[None]:
    """Open a transaction of the key database that is committed when the block ends, whatever is around it."""
    with transaction.atomic(using=KEYS, durable=True):
        yield


def root_keys() -> dict[str, RootKey]:
    """Give the root keys by name, the one in use first.

    Raises
    ------
    RootKeyUnfit
        If the file is missing or unfit.
    """
    return {one.name: one for one in read_root_keys(settings.ROOT_KEY_FILE)}


def set_up_keys() -> bool:
    """Make the root key of a new installation; whether one was made.

    Raises
    ------
    RootKeyUnfit
        If the key database has been used already and the root key is missing.
    """
    path = settings.ROOT_KEY_FILE
    if not path.exists() and KeyRoom.objects.exists():
        raise RootKeyUnfit(f"The root key {path} is missing; without it nothing sealed can be opened.")
    return make_root_key(path)


def locked_room() -> tuple[KeyRoom, dict[str, RootKey]]:
    """Give the key room, locked until the transaction ends, with the root keys; the first use sets it up.

    Raises
    ------
    RootKeyUnfit
        If the root key in use is not in the file.
    """
    roots = root_keys()
    room, _made = KeyRoom.objects.select_for_update().get_or_create(
        pk=1, defaults={"root_id": next(iter(roots))}
    )
    if room.root_id not in roots:
        raise RootKeyUnfit("The root key in the file is not the one that the keys are wrapped under.")
    return room, roots


def place_of_service_key(service: str, purpose: str, version: int) -> bytes:
    """Write down where a service key belongs."""
    return bound_to("service key", service, purpose, version)


def place_of_case_key(owner: Owner, version: int) -> bytes:
    """Write down where a case key belongs."""
    return bound_to("case key", owner.service, owner.reference, version)


def unwrapped_service_key(row: ServiceKey, roots: dict[str, RootKey]) -> Secret:
    """Unwrap a service key.

    Raises
    ------
    RootKeyUnfit
        If its root key is not in the file.
    SealBroken
        If the row was changed.
    """
    root = roots.get(row.root_id)
    if root is None:
        raise RootKeyUnfit("The root key in the file is not the one that the keys are wrapped under.")
    place = place_of_service_key(row.service, row.purpose, row.version)
    return Secret(row.version, unsealed(bytes(row.wrapped), key=root.key, place=place))


def add_service_key(
    service: str, purpose: str, version: int, *, at: datetime, chance: Chance = CHANCE
) -> Secret:
    """Make a service key and commit it, or give the one that somebody else has just made."""
    with committed():
        room, roots = locked_room()
        row = ServiceKey.objects.filter(service=service, purpose=purpose, version=version).first()
        if row is not None:
            return unwrapped_service_key(row, roots)
        secret = Secret(version, chance(KEY_BYTES))
        place = place_of_service_key(service, purpose, version)
        ServiceKey.objects.create(
            service=service,
            purpose=purpose,
            version=version,
            root_id=room.root_id,
            wrapped=sealed(secret.key, key=roots[room.root_id].key, place=place, chance=chance),
            made_at=at,
        )
    return secret


def service_secrets(service: str, purpose: str) -> list[Secret]:
    """Give the keys of a service, the newest first; none where it has none."""
    found = list(ServiceKey.objects.filter(service=service, purpose=purpose).order_by("-version"))
    roots = root_keys() if found else {}
    return [unwrapped_service_key(row, roots) for row in found]


def newest_service_secret(service: str, purpose: str, *, at: datetime, chance: Chance = CHANCE) -> Secret:
    """Give the newest key of a service; its first is made and committed here."""
    found = service_secrets(service, purpose)
    return found[0] if found else add_service_key(service, purpose, 1, at=at, chance=chance)


def keys_of(owner: Owner) -> dict[str, Any]:
    """Give the filter that finds an owner's rows in the key database."""
    return {"service": owner.service, "reference": owner.reference}


def is_shredded(owner: Owner) -> bool:
    """Whether the owner's keys were destroyed."""
    return ShreddedOwner.objects.filter(**keys_of(owner)).exists()


def ensured_case_key(owner: Owner, *, at: datetime, chance: Chance = CHANCE) -> Secret:
    """Give the newest key of an owner, made where there is none; committed before it is given.

    That it is in use is noted, so that nobody sweeps it while the caller stores what it seals.

    Raises
    ------
    AlreadyShredded
        If the owner's keys were destroyed.
    """
    return looked_again(lambda: _ensured(owner, at=at, chance=chance))


def _ensured(owner: Owner, *, at: datetime, chance: Chance) -> Secret:
    newest_service_secret(owner.service, WRAP, at=at, chance=chance)
    wraps = _wraps(owner.service)
    with committed():
        if is_shredded(owner):
            raise AlreadyShredded("What belonged here was destroyed.")
        row = CaseKey.objects.select_for_update().filter(**keys_of(owner)).order_by("-version").first()
        if row is not None:
            if row.used_at < at - NOTED_AGAIN_AFTER:
                row.used_at = at
                row.save(update_fields=["used_at"])
            return _unwrapped(row, wraps)
        return _added_case_key(owner, 1, under=wraps[max(wraps)], at=at, chance=chance)


def add_case_key(owner: Owner, version: int, *, at: datetime, chance: Chance = CHANCE) -> Secret:
    """Make a further key of an owner and commit it; rotation only."""
    return looked_again(lambda: _further(owner, version, at=at, chance=chance))


def _further(owner: Owner, version: int, *, at: datetime, chance: Chance) -> Secret:
    wrap = newest_service_secret(owner.service, WRAP, at=at, chance=chance)
    with committed():
        if is_shredded(owner):
            raise AlreadyShredded("What belonged here was destroyed.")
        return _added_case_key(owner, version, under=wrap, at=at, chance=chance)


def _added_case_key(owner: Owner, version: int, *, under: Secret, at: datetime, chance: Chance) -> Secret:
    """Store a new key under a service key that is held, so that its rotation waits for this one."""
    held = ServiceKey.objects.select_for_update().filter(
        service=owner.service, purpose=WRAP, version=under.version
    )
    if not held.exists():
        raise KeyMoved("The service key was exchanged in the same moment; try again.")
    secret = Secret(version, chance(KEY_BYTES))
    CaseKey.objects.create(
        **keys_of(owner),
        version=version,
        service_key_version=under.version,
        wrapped=sealed(secret.key, key=under.key, place=place_of_case_key(owner, version), chance=chance),
        made_at=at,
        used_at=at,
    )
    return secret


def _unwrapped(row: CaseKey, wraps: dict[int, Secret]) -> Secret:
    wrap = wraps.get(row.service_key_version)
    if wrap is None:
        raise KeyMoved("The key of the case is under a service key that is not there.")
    owner = Owner(row.service, row.reference)
    key = unsealed(bytes(row.wrapped), key=wrap.key, place=place_of_case_key(owner, row.version))
    return Secret(row.version, key)


def case_secrets(owner: Owner) -> dict[int, Secret]:
    """Give the keys of an owner by version: one, or two while it is being exchanged.

    Raises
    ------
    KeyGone
        If there is none.
    """
    return looked_again(lambda: _all_of(owner))


def _all_of(owner: Owner) -> dict[int, Secret]:
    rows, wraps = _read_together(owner)
    if not rows:
        raise KeyGone("There is no key for what was asked for.")
    roots = root_keys()
    under = {row.version: unwrapped_service_key(row, roots) for row in wraps}
    return {row.version: _unwrapped(row, under) for row in rows}


def _read_together(owner: Owner) -> tuple[list[CaseKey], list[ServiceKey]]:
    """Read the keys of an owner and of its service in one question, both as of one moment."""
    fields = ("version", "under", "root", "wrapped")
    text, number = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
    of_case = CaseKey.objects.filter(**keys_of(owner)).annotate(under=F("service_key_version"), root=text)
    of_service = ServiceKey.objects.filter(service=owner.service, purpose=WRAP)
    of_service = of_service.annotate(under=number, root=F("root_id"))
    found = of_case.values_list(*fields).union(of_service.values_list(*fields), all=True)
    cases, services = [], []
    for version, under, root, wrapped in found:
        if root:
            row = ServiceKey(
                service=owner.service, purpose=WRAP, version=version, root_id=root, wrapped=wrapped
            )
            services.append(row)
        else:
            cases.append(
                CaseKey(**keys_of(owner), version=version, service_key_version=under, wrapped=wrapped)
            )
    return cases, services


def _wraps(service: str) -> dict[int, Secret]:
    return {one.version: one for one in service_secrets(service, WRAP)}


def looked_again(look: Callable[[], Found]) -> Found:
    """Do something once more when the service key was exchanged meanwhile.

    Raises
    ------
    KeyMoved
        If the key is still not found: then it is missing.
    """
    try:
        return look()
    except KeyMoved:
        return look()


def destroy_keys(owner: Owner, *, at: datetime) -> int:
    """Delete every key of an owner, case and place, and note that none may be made again; commit it.

    Returns
    -------
    int
        How many keys were deleted; 0 where they were gone already.
    """
    with committed():
        ShreddedOwner.objects.get_or_create(**keys_of(owner), defaults={"shredded_at": at})
        found = [model.objects.filter(**keys_of(owner)) for model in (CaseKey, PlaceWrap, HalfOpened)]
        return sum(rows.delete()[0] for rows in found)


def destroy_place_keys(owner: Owner) -> int:
    """Delete every wrap of an owner's place key and commit it; how many there were."""
    with committed():
        found = [model.objects.filter(**keys_of(owner)) for model in (PlaceWrap, HalfOpened)]
        return sum(rows.delete()[0] for rows in found)


def drop_case_keys(owner: Owner, versions: set[int]) -> None:
    """Delete keys of an owner that no row needs any more; rotation only."""
    with committed():
        CaseKey.objects.filter(**keys_of(owner), version__in=versions).delete()


def owners_with_keys() -> set[Owner]:
    """Give every owner for whom there is a key; for the proof that none is left over."""
    return {Owner(*one) for one in CaseKey.objects.values_list("service", "reference").distinct()}
