"""A backup is put back onto an empty machine: opened, compared, put into place, verified; or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from fristed.foundation.audit.actions import write_line
from fristed.foundation.audit.queries import verify_chain
from fristed.foundation.backups.engines import empty_again, engine_of, is_empty, put_back
from fristed.foundation.backups.facts import (
    KEYS,
    MAIN,
    SEALED,
    BackupRefused,
    Manifest,
)
from fristed.foundation.backups.places import (
    ALIASES,
    DATABASE,
    FILES,
    RESTORING,
    known_migrations,
    opened_manifest,
    place_of,
    require_house,
    staging,
    stamps_in,
)
from fristed.foundation.backups.printed import SECRETS, unpack
from fristed.foundation.backups.sealing import open_file, sha256_of_file
from fristed.foundation.backups.tables import first_difference
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.queries import vault_state
from fristed.foundation.vault.root_key import RootKeyUnfit, read_root_keys


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was put back."""

    stamp: str
    rows: int
    audit_lines: int


def restore_backup(
    *,
    source: Path,
    identities: Sequence[Any],
    by: Actor,
    at: datetime,
    keys_identities: Sequence[Any] = (),
    keys_source: Path | None = None,
    stamp: str = "",
) -> Restored:
    """Put a backup back onto an empty machine: all of it, verified, or nothing.

    Everything is opened and held against the manifest before anything is put into place. Then rows are
    marked anew, the trail is verified and every sealed row must have its key; if anything fails, what was
    put into place is taken away again.

    Raises
    ------
    BackupRefused
        If the machine is not empty, a key is another, a byte was changed, or the version is another.
    """
    require_house(by)
    _clear_what_was_cut_short()
    _require_empty_machine()
    wanted = stamp or _newest_whole(source, keys_source or source)
    opening = {MAIN: (source, identities), KEYS: (keys_source or source, keys_identities or identities)}
    with staging(settings.DATA) as clear:
        manifests = {}
        for part, (directory, keys) in opening.items():
            place = place_of(directory, wanted, part)
            manifests[part] = _require_fit(opened_manifest(place, keys))
            _open_part(place, manifests[part], clear / part, keys)
        _require_root_key(manifests[KEYS].root_key_name)
        marker = settings.DATA / RESTORING
        marker.write_text(wanted)
        try:
            _put_into_place(clear, manifests)
            lines = _require_whole(manifests[MAIN])
        except BaseException:
            _take_away()
            raise
        marker.unlink()
    with transaction.atomic():
        write_line(event="backup.restored", by=by, at=at, subject=wanted)
    return Restored(wanted, sum(m.rows for one in manifests.values() for m in one.tables.values()), lines)


def _newest_whole(source: Path, keys_source: Path) -> str:
    both = set(stamps_in(source, MAIN)) & set(stamps_in(keys_source, KEYS))
    if not both:
        raise BackupRefused(f"There is no backup with both its parts in {source}.")
    return max(both)


def _require_empty_machine() -> None:
    """Refuse a machine on which anything stands already, beside the keys that no backup holds.

    Raises
    ------
    BackupRefused
        If it is not empty.
    """
    data: Path = settings.DATA
    data.mkdir(parents=True, exist_ok=True)
    held = [one.name for one in data.iterdir() if not one.name.startswith(SECRETS)]
    if held:
        raise BackupRefused(
            f"{data} is not empty ({sorted(held)[0]}); a backup is put onto an empty machine."
        )
    for part, alias in ALIASES.items():
        if not is_empty(settings.DATABASES[alias]):
            raise BackupRefused(f"The {part} database is not empty; a backup is put onto an empty machine.")


def _require_fit(manifest: Manifest) -> Manifest:
    """Refuse a backup of another engine or of another version."""
    engine = engine_of(settings.DATABASES[ALIASES[manifest.part]])
    if manifest.engine != engine:
        raise BackupRefused(f"The backup is of {manifest.engine}, and this installation uses {engine}.")
    ours = known_migrations()
    if set(manifest.migrations) != set(ours):
        raise BackupRefused(
            f"The backup was made by another version ({manifest.fristed}, {len(manifest.migrations)} "
            f"migrations; this one has {len(ours)}). Restore with the version it was made by, then run "
            "`fristed migrate`."
        )
    return manifest


def _open_part(place: Path, manifest: Manifest, clear: Path, identities: Sequence[Any]) -> None:
    clear.mkdir()
    for name, kept in manifest.files.items():
        sealed = place / f"{name}{SEALED}"
        if not sealed.is_file() or sha256_of_file(sealed) != kept.sealed_sha256:
            raise BackupRefused(f"{sealed.name} of {place.name} is damaged or missing: its hash is another.")
        if open_file(sealed, clear / name, identities) != (kept.bytes, kept.sha256):
            raise BackupRefused(f"{sealed.name} of {place.name} does not hold what the manifest says.")


def _require_root_key(name: str) -> None:
    """Refuse where the root key is not there that the keys are wrapped under.

    Raises
    ------
    BackupRefused
        If it is missing or another.
    """
    if not name:
        return
    path: Path = settings.ROOT_KEY_FILE
    try:
        there = {one.name for one in read_root_keys(path)}
    except RootKeyUnfit as unfit:
        raise BackupRefused(f"{unfit} It is in no backup: put your copy there first, mode 0600.") from unfit
    if name not in there:
        raise BackupRefused(f"The root key in {path} is not the one that the keys in the backup need.")


def _put_into_place(clear: Path, manifests: Mapping[str, Manifest]) -> None:
    """Put files and databases into place, the main one last; the rows must be those of the manifest."""
    unpack(clear / MAIN / FILES, settings.DATA)
    for part in (KEYS, MAIN):
        alias = ALIASES[part]
        connections[alias].close()
        marks = put_back(settings.DATABASES[alias], clear / part / DATABASE)
        if table := first_difference(marks, manifests[part].tables):
            raise BackupRefused(f"The rows of {table} are not those that were backed up.")


def _require_whole(manifest: Manifest) -> int:
    """Verify the trail and that every sealed row has its key; give the lines of the trail."""
    verdict = verify_chain()
    if not verdict.is_whole:
        raise BackupRefused(f"The audit trail is not whole at line {verdict.first_bad}: {verdict.because}.")
    if vault_state()["rows without a key"]:
        raise BackupRefused("Sealed rows have no key: the two parts do not belong together.")
    return verdict.lines


def _clear_what_was_cut_short() -> None:
    """Empty a machine on which a restoring was killed; nothing had been there before it."""
    if (settings.DATA / RESTORING).exists():
        _take_away()


def _take_away() -> None:
    """Take away all that a restoring has put into place, the sign that it was under way last."""
    for alias in ALIASES.values():
        connections[alias].close()
        empty_again(settings.DATABASES[alias])
    for one in settings.DATA.iterdir():
        if one.name == RESTORING or one.name.startswith((*SECRETS, "backing-up-")):
            continue
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    (settings.DATA / RESTORING).unlink(missing_ok=True)
