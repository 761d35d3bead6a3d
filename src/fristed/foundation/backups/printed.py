"""The files of the data directory that belong in a backup: printed forms; no key, database or cache."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

from fristed.foundation.backups.facts import BackupRefused
from fristed.foundation.vault.root_key import HEAD

SECRETS = ("root_key", "secret_key", "staff_key", "trail-key.pem")
"""Names of files that are never in a backup, whatever is added behind the name."""
LEFT_OUT = (
    "fristed.sqlite3",
    "keys.sqlite3",
    "calls",
    "progress",
    "trials",
    "proofs",
    "backing-up",
    "RESTORING",
)
"""What is in a part of its own, or can be made again."""
FIRST_BYTES = 4_096


def _is_kept(name: str) -> bool:
    return not name.startswith((*SECRETS, *LEFT_OUT))


def kept_files(data: Path) -> Iterator[Path]:
    """Give the files to keep, in order.

    Raises
    ------
    BackupRefused
        If one of them holds a root key under another name.
    """
    for top in sorted(data.iterdir()):
        if not _is_kept(top.name) or top.is_symlink():
            continue
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and not path.is_symlink():
                _require_no_key(path)
                yield path


def _require_no_key(path: Path) -> None:
    with path.open("rb") as reading:
        if HEAD.encode() in reading.read(FIRST_BYTES):
            raise BackupRefused(f"{path.name} holds a root key; keep it outside the data directory.")


def pack(data: Path, target: Path) -> None:
    """Write the files to keep into one archive."""
    with tarfile.open(target, "w") as archive:
        for path in kept_files(data):
            archive.add(path, arcname=path.relative_to(data).as_posix(), recursive=False)


def unpack(source: Path, data: Path) -> list[str]:
    """Put the files back; what would land outside the directory is refused. Gives the names at the top.

    Raises
    ------
    BackupRefused
        If the archive holds something that no backup holds.
    """
    try:
        with tarfile.open(source, "r") as archive:
            names = archive.getnames()
            if not all(_is_kept(name) for name in names):
                raise BackupRefused("The files in the backup are not such as a backup holds.")
            archive.extractall(data, filter="data")
    except tarfile.TarError as unread:
        raise BackupRefused("The files in the backup cannot be unpacked.") from unread
    return sorted({name.split("/")[0] for name in names})
