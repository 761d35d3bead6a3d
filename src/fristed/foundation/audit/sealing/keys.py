"""The key that signs checkpoints: a file that nobody but the program's own user may read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)


class KeyUnusable(Exception):
    """The signing key cannot be used; the message says why."""


def signing_key(file: Path) -> Ed25519PrivateKey:
    """Read the signing key, and make one where there is none.

    Raises
    ------
    KeyUnusable
        If others may read the file, or it holds no Ed25519 key.
    """
    if not file.exists():
        _make(file)
    key = existing_key(file)
    assert key is not None  # noqa: S101  it has just been made
    return key


def existing_key(file: Path) -> Ed25519PrivateKey | None:
    """Read the signing key, or give ``None`` where there is none.

    Raises
    ------
    KeyUnusable
        If others may read the file, or it holds no Ed25519 key.
    """
    if not file.exists():
        return None
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise KeyUnusable("The key of the trail can be read by others; give its file the mode 0600.")
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except ValueError as wrong:
        raise KeyUnusable("The file with the key of the trail holds no key.") from wrong
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable("The key of the trail is not an Ed25519 key.")
    return key


def _make(file: Path) -> None:
    """Make a key; where two programs make one at once, the first is kept."""
    file.parent.mkdir(parents=True, exist_ok=True)
    content = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
