"""Signed checkpoints: how many lines the trail has and the root over them, signed with Ed25519.

The form is that of C2SP ``signed-note`` and ``tlog-checkpoint``, so that witnesses and tools of others read
it. A note names the trail, its size and its root, and nothing of what the lines tell.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
DASH = "— "
LONGEST_NOTE = 4_000


class NotANote(ValueError):
    """The text is not a signed checkpoint."""


class NotAKey(ValueError):
    """The text is not a public key of a trail."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a note says: the first ``size`` lines of the trail ``origin`` have this root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Give the text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that checks notes, with the name it signs under."""

    name: str
    raw: bytes

    @property
    def mark(self) -> bytes:
        """Give the four bytes that tell which key a signature is by."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    def written(self) -> str:
        """Give the key as one line of text."""
        return f"{self.name}+{self.mark.hex()}+{base64.b64encode(ED25519 + self.raw).decode()}"


def public_key_from(text: str) -> PublicKey:
    """Read a public key as :meth:`PublicKey.written` gives it.

    Raises
    ------
    NotAKey
        If the text is something else, or its mark does not fit.
    """
    try:
        name, mark, coded = text.strip().split("+", 2)
        content = base64.b64decode(coded, validate=True)
    except (ValueError, binascii.Error) as wrong:
        raise NotAKey("This is not a public key of a trail.") from wrong
    key = PublicKey(name, content[1:])
    if content[:1] != ED25519 or len(key.raw) != 32 or key.mark.hex() != mark:
        raise NotAKey("The public key of the trail is damaged.")
    return key


def public_key_of(key: Ed25519PrivateKey, name: str) -> PublicKey:
    """Give the public half of a signing key."""
    return PublicKey(name, key.public_key().public_bytes_raw())


def signed(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """Write and sign a checkpoint under the name of its trail."""
    text = checkpoint.text()
    mark = public_key_of(key, checkpoint.origin).mark
    signature = base64.b64encode(mark + key.sign(text.encode())).decode()
    return f"{text}\n{DASH}{checkpoint.origin} {signature}\n"


def checkpoint_in(note: str) -> Checkpoint:
    """Read what a note says, whoever signed it.

    Raises
    ------
    NotANote
        If it is no checkpoint.
    """
    if len(note) > LONGEST_NOTE or "\n\n" not in note:
        raise NotANote("This is not a signed checkpoint.")
    origin, size, root, *_more = [*note.partition("\n\n")[0].split("\n"), "", "", ""][:4]
    if not origin or not (size.isascii() and size.isdigit()) or str(int(size)) != size:
        raise NotANote("The checkpoint names no trail or no size.")
    try:
        content = base64.b64decode(root, validate=True)
    except (ValueError, binascii.Error) as wrong:
        raise NotANote("The root in the checkpoint cannot be read.") from wrong
    if len(content) != 32:
        raise NotANote("The root in the checkpoint cannot be read.")
    return Checkpoint(origin, int(size), content)


def is_signed_by(note: str, key: PublicKey) -> bool:
    """Whether a note carries a right signature of a key."""
    text, _gap, signatures = note.rpartition("\n\n")
    for line in signatures.splitlines():
        name, _space, coded = line.removeprefix(DASH).rpartition(" ")
        if not line.startswith(DASH) or name != key.name:
            continue
        try:
            content = base64.b64decode(coded, validate=True)
        except (ValueError, binascii.Error):
            continue
        if content[:4] == key.mark and _verifies(key, content[4:], f"{text}\n".encode()):
            return True
    return False


def _verifies(key: PublicKey, signature: bytes, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
