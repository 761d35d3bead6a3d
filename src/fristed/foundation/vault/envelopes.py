"""One sealed value: AES-256-GCM over a padded text, bound to its place. Plain values only, no database.

A sealed value is ``version (1 byte) | nonce (12) | cipher text and tag``. What is bound to it but not in it
(the *place*) is a kind and its parts, each with its length before it, so that no two places are one.
The text is padded to a size class: the length of a name does not show.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from fristed.foundation.vault.facts import FieldName, Owner

FORMAT = 1
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
LENGTH_BYTES = 4
SIZE_CLASSES = (64, 256, 1024, 4096, 16_384)
"""Sizes a text is padded to, in bytes, its length in front included; longer ones to whole times the last."""
LONGEST_TEXT = 1 << 20

Chance = Callable[[int], bytes]
"""Gives so many random bytes; the operating system's outside tests."""

CHANCE: Chance = os.urandom


class SealBroken(Exception):
    """What was to be opened is not what was sealed here: changed, moved, cut off, or under another key."""


class TooLongToSeal(ValueError):
    """A text is longer than the vault takes."""


def _counted(part: bytes) -> bytes:
    return len(part).to_bytes(LENGTH_BYTES, "big") + part


def bound_to(kind: str, *parts: str | int) -> bytes:
    """Write down a place so that no two places are written alike.

    Examples
    --------
    >>> bound_to("a", "bc") == bound_to("a", "b", "c")
    False
    """
    words = [kind, *(str(part) for part in parts)]
    return len(words).to_bytes(LENGTH_BYTES, "big") + b"".join(_counted(word.encode()) for word in words)


def place_of(owner: Owner, field: FieldName, *, kind: str = "field") -> bytes:
    """Write down where a field belongs: table, column, row and version, after its owner."""
    named = (field.table, field.column, field.row, field.version)
    return bound_to(kind, owner.service, owner.reference, *named)


def size_class(length: int) -> int:
    """Give the size, in bytes, that a text of so many bytes is padded to."""
    needed = length + LENGTH_BYTES
    for size in SIZE_CLASSES:
        if needed <= size:
            return size
    last = SIZE_CLASSES[-1]
    return -(-needed // last) * last


def padded(plain: bytes) -> bytes:
    """Put the length before a text and zeros after it, up to its size class.

    Raises
    ------
    TooLongToSeal
        If it is longer than 1 MiB.
    """
    if len(plain) > LONGEST_TEXT:
        raise TooLongToSeal(f"{len(plain)} bytes; at most {LONGEST_TEXT}.")
    return _counted(plain).ljust(size_class(len(plain)), b"\0")


def unpadded(text: bytes) -> bytes:
    """Take the padding off again.

    Raises
    ------
    SealBroken
        If it is not padded as :func:`padded` does it.
    """
    length = int.from_bytes(text[:LENGTH_BYTES], "big")
    plain = text[LENGTH_BYTES : LENGTH_BYTES + length]
    if len(text) < LENGTH_BYTES or len(plain) != length or padded(plain) != text:
        raise SealBroken("The padding is not ours.")
    return plain


def sealed(plain: bytes, *, key: bytes, place: bytes, chance: Chance = CHANCE) -> bytes:
    """Seal a value under a key, bound to a place, with a fresh nonce.

    Raises
    ------
    TooLongToSeal
        If it is longer than 1 MiB.
    """
    nonce = chance(NONCE_BYTES)
    head = bytes([FORMAT])
    return head + nonce + AESGCM(key).encrypt(nonce, padded(plain), head + place)


def unsealed(value: bytes, *, key: bytes, place: bytes) -> bytes:
    """Open a sealed value, or refuse; nothing of the value is given unless all of it is right.

    Raises
    ------
    SealBroken
        If a bit was changed, something is missing or added, the key or the place is another.
    """
    head, nonce = value[:1], value[1 : 1 + NONCE_BYTES]
    rest = value[1 + NONCE_BYTES :]
    if head != bytes([FORMAT]) or len(rest) < TAG_BYTES + SIZE_CLASSES[0]:
        raise SealBroken("This is no sealed value of a known form.")
    try:
        text = AESGCM(key).decrypt(nonce, rest, head + place)
    except InvalidTag as broken:
        raise SealBroken("The value is not what was sealed here.") from broken
    return unpadded(text)
