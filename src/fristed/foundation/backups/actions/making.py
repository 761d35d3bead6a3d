"""A backup is made: copied, sealed, put into place, and read back from there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings
from django.db import transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.audit.models import AuditHead
from fristed.foundation.backups.engines import copy_database, engine_of
from fristed.foundation.backups.facts import (
    KEYS,
    MAIN,
    MANIFEST,
    PARTS,
    SEALED,
    BackupRefused,
    KeptFile,
    Manifest,
    TableMark,
    stamp_of,
)
from fristed.foundation.backups.places import (
    ALIASES,
    DATABASE,
    FILES,
    UNFINISHED,
    applied_migrations,
    opened_manifest,
    place_of,
    require_house,
    staging,
)
from fristed.foundation.backups.printed import pack
from fristed.foundation.backups.sealing import open_file, recipients_from, seal_file
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.keys.models import KeyRoom


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made: its name, its directories, how many rows and bytes."""

    stamp: str
    places: tuple[Path, ...]
    rows: int
    bytes: int


def make_backup(
    *, to: Path, recipients: Sequence[str], by: Actor, at: datetime, keys_to: Path | None = None
) -> Made:
    """Copy both databases and the files, seal them, put them into place, and open them again to look.

    The main database is copied first and the keys after it: every row that was copied has its key then.
    Beside the recipients a key that exists only while this runs may open the files; with it each is read
    back from where it was written.

    Raises
    ------
    BackupRefused
        If the recipients or the data directory are unfit, or what was written does not read back.
    """
    require_house(by)
    known, passing = recipients_from(recipients), pyrage.x25519.Identity.generate()
    sealed_to = [*known, passing.to_public()]
    stamp, places, rows, size = stamp_of(at), [], 0, 0
    for part in PARTS:
        directory = (keys_to or to) if part == KEYS else to
        with staging(settings.DATA) as clear:
            marks = copy_database(settings.DATABASES[ALIASES[part]], clear / DATABASE)
            if part == MAIN:
                pack(settings.DATA, clear / FILES)
            place = _sealed_part(clear, directory, stamp, part, marks, sealed_to)
        size += _read_back(place, passing)
        rows += sum(mark.rows for mark in marks.values())
        places.append(place)
    with transaction.atomic():
        write_line(event="backup.made", by=by, at=at, subject=stamp, facts={"rows": rows, "bytes": size})
    return Made(stamp, tuple(places), rows, size)


def _sealed_part(
    clear: Path, directory: Path, stamp: str, part: str, marks: dict[str, TableMark], to: Sequence[Any]
) -> Path:
    final = place_of(directory, stamp, part)
    draft = final.with_name(final.name + UNFINISHED)
    draft.mkdir(parents=True, mode=0o700)
    files = {one.name: seal_file(one, draft / f"{one.name}{SEALED}", to) for one in sorted(clear.iterdir())}
    manifest = _manifest(part, stamp, marks, files)
    (clear / MANIFEST).write_bytes(manifest.written())
    seal_file(clear / MANIFEST, draft / f"{MANIFEST}{SEALED}", to)
    draft.rename(final)
    _sync(directory)
    return final


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _manifest(part: str, stamp: str, marks: dict[str, TableMark], files: dict[str, KeptFile]) -> Manifest:
    alias = ALIASES[part]
    head = AuditHead.objects.filter(pk=1).values_list("position", "line_hash").first() or (0, "")
    room = KeyRoom.objects.filter(pk=1).first()
    return Manifest(
        part=part,
        stamp=stamp,
        fristed=version("fristed"),
        engine=engine_of(settings.DATABASES[alias]),
        migrations=applied_migrations(alias),
        tables=marks,
        files=files,
        audit_position=head[0],
        audit_hash=head[1],
        root_key_name=room.root_id if room else "",
    )


def _read_back(place: Path, identity: Any) -> int:
    """Read a part from where it was written; give its bytes.

    Raises
    ------
    BackupRefused
        If a file is not what was sealed.
    """
    manifest = opened_manifest(place, [identity])
    for name, kept in manifest.files.items():
        if open_file(place / f"{name}{SEALED}", None, [identity]) != (kept.bytes, kept.sha256):
            raise BackupRefused(f"{name} does not read back as it was written.")
    return sum(file.stat().st_size for file in place.iterdir())
