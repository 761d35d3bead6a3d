"""Pseudonyms: the same person is recognised within one service, and nowhere else, without the number.

HMAC-SHA-256 with a key of the service's own. Never a plain or salted hash: all identity numbers there can be
are tried in minutes. Without the key a pseudonym tells nothing, and two services' do not match.
"""

from __future__ import annotations

import base64
import hmac
from datetime import datetime
from hashlib import sha256

from fristed.foundation.vault.envelopes import bound_to
from fristed.foundation.vault.keyring import PSEUDONYM, Secret, newest_service_secret, service_secrets

DIGITS = 11
DIGEST_BYTES = 20


class NotAnIdentityNumber(ValueError):
    """What was given does not have the eleven digits of a national identity number or D-number."""


def _digits(number: str) -> str:
    plain = "".join(number.split())
    if len(plain) != DIGITS or not (plain.isascii() and plain.isdigit()):
        # The value is not told: a number typed wrong is still nearly a number.
        raise NotAnIdentityNumber("A national identity number has eleven digits.")
    return plain


def _under(secret: Secret, service: str, number: str) -> str:
    place = bound_to("pseudonym", service, secret.version, number)
    digest = hmac.digest(secret.key, place, sha256)[:DIGEST_BYTES]
    return f"p{secret.version}-{base64.b32encode(digest).decode().lower()}"


def pseudonym(service: str, number: str, *, at: datetime) -> str:
    """Give the pseudonym of a national identity number in a service, such as ``p1-k4…`` (35 characters).

    The digit after ``p`` is the version of the key. The service's first key is made here.

    Raises
    ------
    NotAnIdentityNumber
        If it does not have eleven digits; blanks are left out.
    """
    digits = _digits(number)
    return _under(newest_service_secret(service, PSEUDONYM, at=at), service, digits)


def pseudonyms(service: str, number: str) -> tuple[str, ...]:
    """Give the pseudonym under every key the service still has, the newest first: what to look for.

    More than one only after the key was exchanged and before what was noted under the old one is gone.

    Raises
    ------
    NotAnIdentityNumber
        If it does not have eleven digits.
    """
    digits = _digits(number)
    return tuple(_under(secret, service, digits) for secret in service_secrets(service, PSEUDONYM))


def code_hashes(service: str, code: str, *, at: datetime) -> tuple[str, ...]:
    """Give the keyed hash of a code that somebody outside holds, under each key of a service, newest first.

    The keys are those of pseudonyms; the hash is bound to another use, so that the two never match. A new
    code is noted under the first; one that was given is looked for under all. Without the key the codes there
    can be cannot be tried.
    """
    newest_service_secret(service, PSEUDONYM, at=at)
    return tuple(_code_hash(secret, service, code) for secret in service_secrets(service, PSEUDONYM))


def _code_hash(secret: Secret, service: str, code: str) -> str:
    place = bound_to("code held outside", service, secret.version, code)
    return f"c{secret.version}-{hmac.digest(secret.key, place, sha256).hex()[:48]}"
