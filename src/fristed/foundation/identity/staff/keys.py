"""Keyed hashes and sealed values of this room, from one key that lies outside the database.

Whoever has the database alone can neither try codes and subjects against their hashes nor open a sealed
value. Each use has a key of its own, so that a hash of one kind says nothing about another.
"""

from __future__ import annotations

import hmac
import os
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


class NotOurs(ValueError):
    """A sealed value was not sealed here, for this use, or has been changed."""


def key_for(use: str) -> bytes:
    """Give the key of one use: 32 bytes."""
    root = str(settings.STAFF_KEY).encode()
    return HKDF(SHA256(), 32, salt=None, info=f"fristed staff {use}".encode()).derive(root)


def mac(use: str, text: str) -> str:
    """Give the keyed hash of a text for one use: 64 hexadecimal digits."""
    return hmac.new(key_for(use), text.encode(errors="surrogatepass"), sha256).hexdigest()


def seal(use: str, plain: bytes) -> bytes:
    """Seal a value with AES-256-GCM, bound to its use."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key_for(use)).encrypt(nonce, plain, use.encode())


def opened(use: str, sealed: bytes) -> bytes:
    """Open a sealed value.

    Raises
    ------
    NotOurs
        If it was not sealed here for this use, or has been changed.
    """
    try:
        return AESGCM(key_for(use)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], use.encode())
    except (InvalidTag, ValueError) as broken:
        raise NotOurs(str(NotOurs.__doc__)) from broken
