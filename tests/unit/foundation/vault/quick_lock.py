"""An age passphrase lock that is quick to open, for tests: the form of age by hand, with little work.

The product locks with ``pyrage``, which takes a second and a lot of memory by design. What the product opens
is opened by ``pyrage`` here too: age reads from the file how much work went into it.
"""

from __future__ import annotations

import base64
import os

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

WORK = 2


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode().rstrip("=")


def _derived(key: bytes, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, info).derive(key)


def quick_lock(secret: bytes, passphrase: str) -> bytes:
    """Lock bytes under a passphrase with two rounds of work."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrap = Scrypt(b"age-encryption.org/v1/scrypt" + salt, 32, 1 << WORK, 8, 1).derive(passphrase.encode())
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    header = f"age-encryption.org/v1\n-> scrypt {_b64(salt)} {WORK}\n{_b64(body)}\n---".encode()
    mac = hmac.HMAC(_derived(file_key, None, b"header"), hashes.SHA256())
    mac.update(header)
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    last_chunk = bytes(11) + b"\1"
    return header + f" {_b64(mac.finalize())}\n".encode() + nonce + payload.encrypt(last_chunk, secret, None)
