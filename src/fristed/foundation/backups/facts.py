"""What a backup says of itself, and why one is refused."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

FORM = 1
STAMP = "%Y%m%dT%H%M%S%fZ"
MAIN, KEYS = "main", "keys"
PARTS = (MAIN, KEYS)
SEALED = ".age"
MANIFEST = "manifest.json"


class BackupRefused(Exception):
    """A backup cannot be made, or cannot be put back; a sentence says why, and nothing has been changed."""


@dataclass(frozen=True, slots=True)
class TableMark:
    """How many rows a table has, and a hash over all of them that does not depend on their order."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One sealed file: what is in it, by hash, and what was written, by hash."""

    bytes: int
    sha256: str
    sealed_sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one part of a backup holds; sealed like the rest."""

    part: str
    stamp: str
    fristed: str
    engine: str
    migrations: tuple[str, ...]
    tables: dict[str, TableMark]
    files: dict[str, KeptFile]
    audit_position: int = 0
    audit_hash: str = ""
    root_key_name: str = ""
    form: int = field(default=FORM)

    def written(self) -> bytes:
        """Give it as JSON."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, indent=1).encode()


def read_manifest(text: bytes) -> Manifest:
    """Read what :meth:`Manifest.written` gave.

    Raises
    ------
    BackupRefused
        If it is of another form.
    """
    found = json.loads(text)
    if found.get("form") != FORM:
        raise BackupRefused(f"The backup is of form {found.get('form')}; this version reads form {FORM}.")
    found["migrations"] = tuple(found["migrations"])
    found["tables"] = {name: TableMark(**mark) for name, mark in found["tables"].items()}
    found["files"] = {name: KeptFile(**kept) for name, kept in found["files"].items()}
    return Manifest(**found)


def stamp_of(at: datetime) -> str:
    """Give a time as the name of a backup."""
    return at.astimezone(UTC).strftime(STAMP)


def time_of(stamp: str) -> datetime:
    """Give the time that a backup is named after.

    Raises
    ------
    ValueError
        If it is no such name.
    """
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
