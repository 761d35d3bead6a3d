"""Exchanging keys: the root's, a service's, a case's. Each can be killed anywhere and is gone on with by
being asked again; nothing that could be opened before cannot be opened in between or after.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.foundation.vault.envelopes import CHANCE, Chance, place_of, sealed, unsealed
from fristed.foundation.vault.facts import FieldName, Owner
from fristed.foundation.vault.keyring import (
    PSEUDONYM,
    WRAP,
    Secret,
    add_case_key,
    add_service_key,
    case_secrets,
    committed,
    drop_case_keys,
    locked_room,
    newest_service_secret,
    place_of_case_key,
    place_of_service_key,
    service_secrets,
    unwrapped_service_key,
)
from fristed.foundation.vault.keys.models import CaseKey, KeyRoom, ServiceKey
from fristed.foundation.vault.models import SealedField
from fristed.foundation.vault.root_key import RootKey, new_root_key, read_root_keys, write_root_keys
from fristed.foundation.vault.storing import NotSealed, locked_envelope

AT_A_TIME = 200
Say = Callable[[int, int], None]


def silent(_done: int, _of: int) -> None:
    """Tell nobody how far it has come."""


def rotate_root_key(*, by: Actor, at: datetime, chance: Chance = CHANCE) -> int:
    """Exchange the root key: the file gets the new one, every service key is wrapped anew, the old one goes.

    The service keys are wrapped anew in one transaction. Until it is committed the file holds both keys, and
    after a kill the one that was drawn is used, not another.

    Returns
    -------
    int
        How many service keys were wrapped anew.

    Raises
    ------
    NotPermitted
        If the actor does not keep the vault.
    RootKeyUnfit
        If the root key is missing or is not the one in use.
    """
    require(by, Permission.VAULT_KEEP)
    path = settings.ROOT_KEY_FILE
    keys = read_root_keys(path)
    if len(keys) == 1:
        keys = (new_root_key(chance), *keys)
        write_root_keys(path, keys)
    newest = keys[0]
    wrapped = _wrapped_under(newest, chance=chance)
    with transaction.atomic():
        write_line(event="vault.root_key_rotated", by=by, at=at, facts={"keys": wrapped})
    write_root_keys(path, [newest])
    return wrapped


def _wrapped_under(newest: RootKey, *, chance: Chance) -> int:
    with committed():
        room, roots = locked_room()
        rows = list(ServiceKey.objects.select_for_update().exclude(root_id=newest.name))
        for row in rows:
            secret = unwrapped_service_key(row, roots)
            place = place_of_service_key(row.service, row.purpose, row.version)
            row.wrapped = sealed(secret.key, key=newest.key, place=place, chance=chance)
            row.root_id = newest.name
            row.save(update_fields=["wrapped", "root_id"])
        KeyRoom.objects.filter(pk=room.pk).update(root_id=newest.name)
    return len(rows)


def rotate_service_key(
    *, service: str, by: Actor, at: datetime, say: Say = silent, chance: Chance = CHANCE
) -> int:
    """Exchange the key of a service: every case key is wrapped anew, some at a time, then the old one goes.

    Returns
    -------
    int
        How many case keys were wrapped anew now.

    Raises
    ------
    NotPermitted
        If the actor does not keep the vault.
    NotSealed
        If the service has no key.
    """
    require(by, Permission.VAULT_KEEP)
    found = service_secrets(service, WRAP)
    if not found:
        raise NotSealed("Nothing is sealed for this service.")
    if len(found) == 1:
        add_service_key(service, WRAP, found[0].version + 1, at=at, chance=chance)
    wraps = {one.version: one for one in service_secrets(service, WRAP)}
    newest, done = wraps[max(wraps)], 0
    waiting = CaseKey.objects.filter(service=service).exclude(service_key_version=newest.version)
    total = waiting.count()
    while some := _wrap_some(service, wraps, newest, chance=chance):
        done += some
        say(done, max(done, total))
    with transaction.atomic():
        facts: dict[str, str | int] = {"service": service, "version": newest.version, "keys": done}
        write_line(event="vault.service_key_rotated", by=by, at=at, facts=facts)
    return done + _drop_unused(service, wraps, newest, chance=chance)


def _wrap_some(service: str, wraps: dict[int, Secret], newest: Secret, *, chance: Chance) -> int:
    """Wrap some case keys anew and commit them; 0 when none is left."""
    with committed():
        waiting = CaseKey.objects.select_for_update().filter(service=service)
        rows = list(waiting.exclude(service_key_version=newest.version).order_by("pk")[:AT_A_TIME])
        for row in rows:
            place = place_of_case_key(Owner(row.service, row.reference), row.version)
            key = unsealed(bytes(row.wrapped), key=wraps[row.service_key_version].key, place=place)
            row.wrapped = sealed(key, key=newest.key, place=place, chance=chance)
            row.service_key_version = newest.version
        CaseKey.objects.bulk_update(rows, ["wrapped", "service_key_version"])
    return len(rows)


def _drop_unused(service: str, wraps: dict[int, Secret], newest: Secret, *, chance: Chance) -> int:
    """Delete the old service keys, each held so that no case key is being made under it; late ones first."""
    late = 0
    for version in sorted(set(wraps) - {newest.version}):
        while True:
            with committed():
                held = ServiceKey.objects.select_for_update().filter(
                    service=service, purpose=WRAP, version=version
                )
                list(held)
                if not CaseKey.objects.filter(service=service, service_key_version=version).exists():
                    held.delete()
                    break
            late += _wrap_some(service, wraps, newest, chance=chance)
    return late


def rotate_case_key(
    *, owner: Owner, by: Actor, at: datetime, say: Say = silent, chance: Chance = CHANCE
) -> int:
    """Exchange the key of an owner: its fields are sealed anew, some at a time, then the old key goes.

    A field tells under which key it is sealed, so that fields under both can be opened meanwhile.

    Returns
    -------
    int
        How many fields were sealed anew now.

    Raises
    ------
    NotPermitted
        If the actor does not keep the vault.
    KeyGone
        If nothing is sealed for the owner.
    AlreadyShredded
        If what belonged to the owner was destroyed.
    """
    require(by, Permission.VAULT_KEEP)
    secrets = case_secrets(owner)
    if len(secrets) == 1:
        made = add_case_key(owner, max(secrets) + 1, at=at, chance=chance)
        secrets[made.version] = made
    newest, done = secrets[max(secrets)], 0
    rows = SealedField.objects.filter(envelope__service=owner.service, envelope__reference=owner.reference)
    total = rows.exclude(key_version=newest.version).count()
    while some := _seal_some(owner, secrets, newest, at=at, chance=chance):
        done += some
        say(done, max(done, total))
    with transaction.atomic():
        locked_envelope(owner, at=at)
        facts: dict[str, str | int] = {"service": owner.service, "version": newest.version, "fields": done}
        write_line(event="vault.case_key_rotated", by=by, at=at, subject=owner.reference, facts=facts)
    drop_case_keys(owner, set(secrets) - {newest.version})
    return done


def _seal_some(
    owner: Owner, secrets: dict[int, Secret], newest: Secret, *, at: datetime, chance: Chance
) -> int:
    """Seal some fields anew and commit them; 0 when none is left."""
    with transaction.atomic():
        envelope = locked_envelope(owner, at=at)
        waiting = SealedField.objects.filter(envelope=envelope).exclude(key_version=newest.version)
        rows = list(waiting.order_by("pk")[:AT_A_TIME])
        for row in rows:
            place = place_of(owner, FieldName(row.table, row.column, row.row, row.version))
            plain = unsealed(bytes(row.sealed), key=secrets[row.key_version].key, place=place)
            row.sealed = sealed(plain, key=newest.key, place=place, chance=chance)
            row.key_version = newest.version
        SealedField.objects.bulk_update(rows, ["sealed", "key_version"])
    return len(rows)


def rotate_pseudonym_key(*, service: str, by: Actor, at: datetime, chance: Chance = CHANCE) -> int:
    """Give a service a new key for pseudonyms; its version.

    Pseudonyms cannot be exchanged without the numbers. The old key stays, so that
    :func:`fristed.foundation.vault.pseudonyms.pseudonyms` finds what was noted under it, until
    :func:`drop_pseudonym_key`.

    Raises
    ------
    NotPermitted
        If the actor does not keep the vault.
    """
    require(by, Permission.VAULT_KEEP)
    newest = newest_service_secret(service, PSEUDONYM, at=at, chance=chance).version + 1
    with transaction.atomic():
        facts: dict[str, str | int] = {"service": service, "version": newest}
        write_line(event="vault.pseudonym_key_rotated", by=by, at=at, facts=facts)
    return add_service_key(service, PSEUDONYM, newest, at=at, chance=chance).version


def drop_pseudonym_key(*, service: str, version: int, by: Actor, at: datetime) -> None:
    """Delete an old key for pseudonyms: what was noted under it is never recognised again.

    Raises
    ------
    NotPermitted
        If the actor does not keep the vault.
    NotSealed
        If there is no such key, or it is the newest.
    """
    require(by, Permission.VAULT_KEEP)
    versions = [one.version for one in service_secrets(service, PSEUDONYM)]
    if version not in versions[1:]:
        raise NotSealed("Only an old key for pseudonyms can be deleted.")
    with transaction.atomic():
        facts: dict[str, str | int] = {"service": service, "version": version}
        write_line(event="vault.pseudonym_key_dropped", by=by, at=at, facts=facts)
    with committed():
        ServiceKey.objects.filter(service=service, purpose=PSEUDONYM, version=version).delete()
