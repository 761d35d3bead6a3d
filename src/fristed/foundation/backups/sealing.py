"""Files sealed with age to several recipients, as streams, so that memory stays flat; and opened again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import pyrage

from fristed.foundation.backups.facts import BackupRefused, KeptFile

FEWEST_RECIPIENTS = 2
PIECE = 1 << 20
OWNER_ONLY = 0o600


class Counted:
    """A stream that hashes what goes through it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.digest = hashlib.sha256()
        self.bytes = 0

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        return self._seen(self.stream.read(size))

    def write(self, content: bytes) -> int:
        """Write on."""
        self._seen(content)
        return self.stream.write(content)

    def flush(self) -> None:
        """Pass on."""
        self.stream.flush()

    def _seen(self, content: bytes) -> bytes:
        self.digest.update(content)
        self.bytes += len(content)
        return content


class Nowhere:
    """A stream that keeps nothing."""

    def write(self, content: bytes) -> int:
        """Forget."""
        return len(content)

    def flush(self) -> None:
        """Have nothing to do."""


def recipients_from(texts: Sequence[str]) -> list[Any]:
    """Read public keys of age; at least two different ones, so that one lost key loses no backup.

    Raises
    ------
    BackupRefused
        If there are fewer, or one is no key.
    """
    if len(set(texts)) < FEWEST_RECIPIENTS:
        raise BackupRefused(
            "Give at least two different recipients, each a public key that begins with age1."
        )
    try:
        return [pyrage.x25519.Recipient.from_str(text.strip()) for text in dict.fromkeys(texts)]
    except pyrage.RecipientError as unread:
        raise BackupRefused("A recipient is no public key of age; one begins with age1.") from unread


def identities_in(file: Path) -> list[Any]:
    """Read private keys of age from a file, one on each line that is no remark.

    Raises
    ------
    BackupRefused
        If there is none.
    """
    try:
        lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as unread:
        raise BackupRefused(f"No private key of age could be read from {file}.") from unread
    if not found:
        raise BackupRefused(f"There is no private key of age in {file}.")
    return found


def seal_file(source: Path, target: Path, recipients: Sequence[Any]) -> KeptFile:
    """Seal one file into another and put it onto the disk; nothing in clear is written to the target."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with source.open("rb") as reading, os.fdopen(descriptor, "wb") as writing:
        plain, sealed = Counted(reading), Counted(writing)
        pyrage.encrypt_io(plain, sealed, list(recipients))
        writing.flush()
        os.fsync(writing.fileno())
    return KeptFile(plain.bytes, plain.digest.hexdigest(), sealed.digest.hexdigest())


def open_file(source: Path, target: Path | None, identities: Sequence[Any]) -> tuple[int, str]:
    """Open a sealed file into another, or nowhere to look whether it opens; give its size and hash.

    Raises
    ------
    BackupRefused
        If the key is another, or a byte was changed or is missing.
    """
    try:
        with source.open("rb") as reading:
            if target is None:
                return _opened(reading, Nowhere(), identities)
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
            with os.fdopen(descriptor, "wb") as writing:
                return _opened(reading, writing, identities)
    except (pyrage.DecryptError, OSError) as refused:
        raise BackupRefused(_why(source, refused)) from refused


def _opened(reading: BinaryIO, writing: Any, identities: Sequence[Any]) -> tuple[int, str]:
    plain = Counted(writing)
    pyrage.decrypt_io(reading, plain, list(identities))
    return plain.bytes, plain.digest.hexdigest()


def _why(source: Path, refused: Exception) -> str:
    if "matching key" in str(refused).lower() or "no matching" in str(refused).lower():
        return f"The key does not open {source.name}: it was sealed to others."
    return (
        f"{source.name} is damaged: a byte was changed, or something is missing ({type(refused).__name__})."
    )


def sha256_of_file(file: Path) -> str:
    """Hash a file, a piece at a time."""
    digest = hashlib.sha256()
    with file.open("rb") as reading:
        while piece := reading.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
