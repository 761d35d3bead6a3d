"""Tokens of clients: 256 random bits, shown once and kept as a hash, and a public beginning to find it by."""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

PREFIX_BYTES, SECRET_BYTES = 6, 32
FORM = re.compile(r"fristed_([0-9a-f]{12})_([0-9a-f]{64})")
NO_HASH = "0" * 64
"""What a token is compared with where no client has its beginning, so that the work is the same."""


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token as it is shown once, and what is kept of it."""

    token: str
    prefix: str
    hash: str


def new_token() -> NewToken:
    """Make a token."""
    prefix = secrets.token_hex(PREFIX_BYTES)
    token = f"fristed_{prefix}_{secrets.token_hex(SECRET_BYTES)}"
    return NewToken(token, prefix, hash_of(token))


def hash_of(token: str) -> str:
    """Give the SHA-256 of a token: 64 hexadecimal digits. It is random, so that a plain hash is enough."""
    return sha256(token.encode(errors="surrogatepass")).hexdigest()


def prefix_of(token: str) -> str:
    """Give the public beginning of a token; nothing where it is no token of ours."""
    found = FORM.fullmatch(token)
    return found[1] if found else ""


def is_the_same(token: str, kept: str) -> bool:
    """Whether a token has the hash that is kept, in a time that does not tell how much of it is right."""
    return hmac.compare_digest(hash_of(token), kept or NO_HASH)
