"""What is checked of a token that the provider has signed. Plain values in; the clock is an argument."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

# Signed with a public key the provider has published. "none" and every HMAC are not in the list.
ALGORITHMS = ("RS256", "PS256", "ES256")
LEEWAY_SECONDS = 30
OLDEST_SECONDS = 300
ENDED = "http://schemas.openid.net/event/backchannel-logout"


class TokenRefused(Exception):
    """A token does not hold; ``reason`` is a code for the trail, never shown to whoever brought it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Expected:
    """What an id_token must say for one signing in."""

    issuer: str
    client_id: str
    nonce: str
    levels: tuple[str, ...]
    subject_claim: str = "sub"
    verified_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Who somebody is, as the provider says: a subject, its session and the level; never stored."""

    subject: str
    sid: str
    level: str


def claims_of(token: str, keys: KeySet) -> Mapping[str, Any]:
    """Give the claims of a token whose signature holds.

    Raises
    ------
    TokenRefused
        ``signature``: the algorithm is not allowed, the key is not known, or the signature is wrong.
    """
    try:
        decoded = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
    except (JoseError, ValueError, KeyError, TypeError) as wrong:
        raise TokenRefused("signature") from wrong
    return decoded.claims


def _require(holds: bool, reason: str) -> None:
    if not holds:
        raise TokenRefused(reason)


def _is_time(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _audience(claims: Mapping[str, Any]) -> list[str]:
    found = claims.get("aud")
    return [found] if isinstance(found, str) else list(found) if isinstance(found, list) else []


def require_ours(claims: Mapping[str, Any], *, issuer: str, client_id: str, at: datetime) -> None:
    """Refuse a token of another issuer, for another client, too old, or from a time to come."""
    now = at.timestamp()
    _require(claims.get("iss") == issuer, "issuer")
    _require(client_id in _audience(claims), "audience")
    _require(_is_time(claims.get("iat")), "issued")
    _require(now - OLDEST_SECONDS - LEEWAY_SECONDS <= claims["iat"] <= now + LEEWAY_SECONDS, "issued")


def check_id_token(token: str, keys: KeySet, expected: Expected, *, at: datetime) -> Shown:
    """Give who somebody is, if everything about the id_token holds.

    Raises
    ------
    TokenRefused
        With the first thing that does not hold.
    """
    claims = claims_of(token, keys)
    now = at.timestamp()
    require_ours(claims, issuer=expected.issuer, client_id=expected.client_id, at=at)
    audience = _audience(claims)
    _require(len(audience) == 1 or claims.get("azp") == expected.client_id, "authorised_party")
    _require(claims.get("azp", expected.client_id) == expected.client_id, "authorised_party")
    _require(_is_time(claims.get("exp")) and now < claims["exp"] + LEEWAY_SECONDS, "expired")
    nonce = str(claims.get("nonce", ""))
    _require(hmac.compare_digest(nonce.encode(), expected.nonce.encode()), "nonce")
    _require(claims.get("acr") in expected.levels, "level")
    if expected.verified_after is not None:
        verified = claims.get("auth_time")
        earliest = expected.verified_after.timestamp() - LEEWAY_SECONDS
        _require(
            _is_time(verified) and earliest <= claims["auth_time"] <= now + LEEWAY_SECONDS, "verified_before"
        )
    subject = claims.get(expected.subject_claim)
    _require(isinstance(subject, str) and bool(subject), "subject")
    return Shown(subject=str(subject), sid=str(claims.get("sid", "")), level=str(claims["acr"]))


@dataclass(frozen=True, slots=True)
class EndedThere:
    """What the provider says has ended: one of its sessions, a person's sessions, or both."""

    token_id: str
    sid: str
    subject: str


def check_logout_token(
    token: str, keys: KeySet, *, issuer: str, client_id: str, subject_claim: str, at: datetime
) -> EndedThere:
    """Give what has ended at the provider, if everything about the logout_token holds.

    Raises
    ------
    TokenRefused
        With the first thing that does not hold.
    """
    claims = claims_of(token, keys)
    require_ours(claims, issuer=issuer, client_id=client_id, at=at)
    expires = claims.get("exp")
    _require(expires is None or (_is_time(expires) and at.timestamp() < expires + LEEWAY_SECONDS), "expired")
    events = claims.get("events")
    _require(isinstance(events, dict) and ENDED in events, "event")
    _require("nonce" not in claims, "nonce")
    sid, subject = claims.get("sid", ""), claims.get(subject_claim, "")
    _require(isinstance(sid, str) and isinstance(subject, str) and bool(sid or subject), "subject")
    token_id = claims.get("jti")
    _require(isinstance(token_id, str) and bool(token_id), "token_id")
    return EndedThere(str(token_id), sid, subject)
