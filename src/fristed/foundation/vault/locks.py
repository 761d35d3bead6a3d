"""Keys of places, wrapped with age to officers' public keys; their private keys under passphrases.

The server keeps an officer's private key only under the officer's passphrase (scrypt, as age does it). It is
opened for one request, when the officer gives the passphrase, and is not kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pyrage
from pyrage import passphrase as by_passphrase
from pyrage import x25519

SHORTEST_PASSPHRASE = 14


class WrongPassphrase(Exception):
    """The passphrase does not open the officer's private key."""


class WeakPassphrase(ValueError):
    """A passphrase is too short to stand for a private key."""


class NotAddressed(Exception):
    """The key was not wrapped to this private key, or the wrapping was changed."""


@dataclass(frozen=True, slots=True)
class LockedIdentity:
    """A public key, and the private one under a passphrase."""

    recipient: str
    locked: bytes = field(repr=False)


Lock = Callable[[bytes, str], bytes]
"""Locks bytes under a passphrase, in the form of age."""


def age_lock(secret: bytes, passphrase: str) -> bytes:
    """Lock bytes under a passphrase; it is made to take about a second and as much memory as a server has."""
    return bytes(by_passphrase.encrypt(secret, passphrase))


def require_strong(passphrase: str) -> None:
    """Refuse a short passphrase: it is all that stands between the server and the place.

    Raises
    ------
    WeakPassphrase
        If it has fewer than 14 characters, or fewer than five different ones.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE or len(set(passphrase)) < 5:
        raise WeakPassphrase(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters, not all alike.")


def new_identity(passphrase: str, *, lock: Lock = age_lock) -> LockedIdentity:
    """Make a pair of keys and lock the private one.

    Raises
    ------
    WeakPassphrase
        If the passphrase is too short.
    """
    require_strong(passphrase)
    identity = x25519.Identity.generate()
    return LockedIdentity(str(identity.to_public()), lock(str(identity).encode(), passphrase))


def locked_again(locked: bytes, old: str, new: str, *, lock: Lock = age_lock) -> bytes:
    """Lock the same private key under another passphrase.

    Raises
    ------
    WrongPassphrase, WeakPassphrase
        If the old one is wrong or the new one too short.
    """
    require_strong(new)
    return lock(str(unlocked(locked, old)).encode(), new)


def unlocked(locked: bytes, passphrase: str) -> x25519.Identity:
    """Open a private key for this one request.

    Raises
    ------
    WrongPassphrase
        If the passphrase does not open it, or the bytes were changed.
    """
    try:
        return x25519.Identity.from_str(by_passphrase.decrypt(locked, passphrase).decode())
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as wrong:
        raise WrongPassphrase("The passphrase does not open the key.") from wrong


def wrapped_to(secret: bytes, recipient: str) -> bytes:
    """Wrap bytes to one public key."""
    return bytes(pyrage.encrypt(secret, [x25519.Recipient.from_str(recipient)]))


def unwrapped_by(wrapped: bytes, identity: x25519.Identity) -> bytes:
    """Unwrap bytes that were wrapped to a private key.

    Raises
    ------
    NotAddressed
        If they were wrapped to another, or changed.
    """
    try:
        return bytes(pyrage.decrypt(wrapped, [identity]))
    except pyrage.DecryptError as refused:
        raise NotAddressed("This was not wrapped to this officer.") from refused


def nested(secret: bytes, outer: str, inner: str) -> bytes:
    """Wrap bytes to two public keys, one inside the other: it takes both to unwrap, the outer one first."""
    return wrapped_to(wrapped_to(secret, inner), outer)
