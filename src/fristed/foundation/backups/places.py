"""Where the parts of a backup lie, what a database has been migrated to, and what a manifest says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connections
from django.db.migrations.loader import MigrationLoader

from fristed.foundation.backups.facts import (
    KEYS,
    MAIN,
    MANIFEST,
    SEALED,
    BackupRefused,
    Manifest,
    read_manifest,
    time_of,
)
from fristed.foundation.backups.sealing import open_file
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import SYSTEM
from fristed.foundation.identity.rules import NotPermitted

DATABASE, FILES = "database", "files.tar"
ALIASES = {MAIN: "default", KEYS: "keys"}
UNFINISHED = ".unfinished"
RESTORING = "RESTORING"
"""Stands in the data directory while a backup is put back; nothing is served meanwhile."""


def place_of(directory: Path, stamp: str, part: str) -> Path:
    """Give the directory of one part of a backup."""
    return directory / f"{stamp}.{part}"


def stamps_in(directory: Path, part: str) -> list[str]:
    """Give the names of the backups that have a part, oldest first; what was not finished is none."""
    found = []
    for place in directory.glob(f"*.{part}"):
        stamp = place.name.removesuffix(f".{part}")
        try:
            time_of(stamp)
        except ValueError:
            continue
        found.append(stamp)
    return sorted(found)


def applied_migrations(alias: str) -> tuple[str, ...]:
    """Give the migrations that a database has, as text; of a chain that was folded, what it became."""
    loader = MigrationLoader(connections[alias])
    folded = {old for one in loader.disk_migrations.values() for old in one.replaces}
    return tuple(sorted(f"{app}.{name}" for app, name in {*loader.applied_migrations} - folded))


def known_migrations() -> tuple[str, ...]:
    """Give the migrations that this version has."""
    loader = MigrationLoader(None)
    return tuple(sorted(f"{app}.{name}" for app, name in loader.disk_migrations))


@contextmanager
def staging(data: Path) -> Iterator[Path]:
    """Give a directory beside the databases for what is still in clear; what a kill left there goes first."""
    for left in data.glob("backing-up-*"):
        shutil.rmtree(left)
    with TemporaryDirectory(prefix="backing-up-", dir=data) as place:
        yield Path(place)


def opened_manifest(place: Path, identities: Sequence[Any]) -> Manifest:
    """Open the manifest of one part.

    Raises
    ------
    BackupRefused
        If it is not there, the key is another, it is damaged, or of another form.
    """
    sealed = place / f"{MANIFEST}{SEALED}"
    if not sealed.is_file():
        raise BackupRefused(f"There is no whole backup in {place}.")
    with TemporaryDirectory() as here:
        open_file(sealed, Path(here) / MANIFEST, identities)
        found = read_manifest((Path(here) / MANIFEST).read_bytes())
    if f"{found.stamp}.{found.part}" != place.name:
        raise BackupRefused(f"What lies in {place.name} is another backup: {found.stamp}.{found.part}.")
    return found


def require_house(by: Actor) -> None:
    """Refuse everybody but the house itself: backups are made and put back at the machine, never by a page.

    Raises
    ------
    NotPermitted
        If somebody else asks.
    """
    if by != SYSTEM:
        raise NotPermitted("Backups are made and put back at the machine itself.")
