"""The root key: a file that only its owner can read, made once at set-up and never logged.

One line ``fristed-root-1 <key in base64>`` for each root key, the one in use first; there are two lines only
while the root key is being exchanged. A file that others can read is refused, and a missing one is never
made where there are keys under it.
"""

from __future__ import annotations

import base64
import binascii
import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from fristed.foundation.vault.envelopes import CHANCE, KEY_BYTES, Chance

HEAD = "fristed-root-1"
OWNER_ONLY = 0o600


class RootKeyUnfit(Exception):
    """The root key is missing, can be read by others, or is not the one the keys are wrapped under."""


@dataclass(frozen=True, slots=True)
class RootKey:
    """A root key; its value is not shown when the record is printed."""

    key: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Give what the key is known by in the key database; nothing of the key follows from it."""
        return sha256(b"fristed root key name\0" + self.key).hexdigest()[:16]


def new_root_key(chance: Chance = CHANCE) -> RootKey:
    """Draw a root key."""
    return RootKey(chance(KEY_BYTES))


def read_root_keys(path: Path) -> tuple[RootKey, ...]:
    """Read the root keys, the one in use first.

    Raises
    ------
    RootKeyUnfit
        If there is no such file, others may read it, or it holds something else.
    """
    try:
        mode = path.stat().st_mode
        lines = path.read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError) as missing:
        raise RootKeyUnfit(f"The root key cannot be read from {path}.") from missing
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise RootKeyUnfit(f"Others may read {path}; the root key is for its owner alone (mode 0600).")
    return tuple(_key_on(line) for line in lines or [""])


def _key_on(line: str) -> RootKey:
    head, _, text = line.partition(" ")
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    return RootKey(key) if head == HEAD and len(key) == KEY_BYTES else _unfit()


def _unfit() -> RootKey:
    raise RootKeyUnfit("The file of the root key holds something else.")


def write_root_keys(path: Path, keys: Sequence[RootKey]) -> None:
    """Write the file as a whole or not at all, readable by its owner alone, and onto the disk."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    text = "".join(f"{HEAD} {base64.b64encode(one.key).decode()}\n" for one in keys)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync_directory(path.parent)


def _sync_directory(directory: Path) -> None:
    """Put the name of a file onto the disk; Windows has no such thing."""
    with suppress(OSError):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_root_key(path: Path, *, chance: Chance = CHANCE) -> bool:
    """Make the root key where there is no file; whether one was made. Two that start together make one.

    Whoever calls has seen that no key is wrapped under another.
    """
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    write_root_keys(draft, [new_root_key(chance)])
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    _sync_directory(path.parent)
    return True
