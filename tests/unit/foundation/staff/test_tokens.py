"""What is checked of a provider's tokens: each thing that can be wrong is refused, and by its own check."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from fristed.foundation.identity.staff.provider import tokens
from fristed.foundation.identity.staff.provider.tokens import (
    ENDED,
    Expected,
    TokenRefused,
    check_id_token,
    check_logout_token,
)

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOW = int(AT.timestamp())
ISSUER, CLIENT, NONCE = "https://provider.example", "fristed", "n" * 40
RSA = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
EC = ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)
OTHER = RSAKey.import_key(RSAKey.generate_key(2048).as_dict(private=True), {"kid": RSA.kid})
KEYS = KeySet.import_key_set({"keys": [RSA.as_dict(private=False), EC.as_dict(private=False)]})
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": CLIENT,
    "sub": "somebody",
    "iat": NOW - 2,
    "exp": NOW + 60,
    "nonce": NONCE,
    "acr": "substantial",
    "auth_time": NOW - 5,
    "sid": "s1",
}
EXPECTED = Expected(ISSUER, CLIENT, NONCE, ("substantial", "high"))
STEP_UP = Expected(ISSUER, CLIENT, NONCE, ("substantial",), verified_after=AT - timedelta(seconds=10))
# What is changed in a token that holds, and by which check it must be refused. None takes the claim away.
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"iss": "https://elsewhere.example"}, "issuer"),
    ({"iss": None}, "issuer"),
    ({"aud": "another"}, "audience"),
    ({"aud": None}, "audience"),
    ({"aud": ["another"]}, "audience"),
    ({"aud": [CLIENT, "another"]}, "authorised_party"),
    ({"azp": "another"}, "authorised_party"),
    ({"exp": NOW - 31}, "expired"),
    ({"exp": None}, "expired"),
    ({"exp": "later"}, "expired"),
    ({"exp": True}, "expired"),
    ({"iat": NOW + 31}, "issued"),
    ({"iat": NOW - 331}, "issued"),
    ({"iat": None}, "issued"),
    ({"nonce": "another"}, "nonce"),
    ({"nonce": None}, "nonce"),
    ({"acr": "low"}, "level"),
    ({"acr": None}, "level"),
    ({"acr": ["substantial"]}, "level"),
    ({"sub": None}, "subject"),
    ({"sub": ""}, "subject"),
    ({"sub": 7}, "subject"),
]


def signed(changes: dict[str, Any], *, key: Any = RSA, alg: str = "RS256") -> str:
    """Sign the claims with some changed."""
    claims = {name: value for name, value in (CLAIMS | changes).items() if value is not None}
    return jwt.encode({"alg": alg, "kid": key.kid}, claims, key, algorithms=[alg])


def base64url(content: bytes) -> str:
    """Write bytes as tokens do."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def outcome(token: str, expected: Expected = EXPECTED, at: datetime = AT) -> str:
    """Give the subject of a token, or why it is refused."""
    try:
        return check_id_token(token, KEYS, expected, at=at).subject
    except TokenRefused as refusal:
        return refusal.reason


@pytest.mark.parametrize(("alg", "key"), [("RS256", RSA), ("PS256", RSA), ("ES256", EC)])
def test_a_token_that_holds_tells_who_it_is(alg: str, key: Any) -> None:
    shown = check_id_token(signed({}, key=key, alg=alg), KEYS, EXPECTED, at=AT)
    assert (shown.subject, shown.sid, shown.level) == ("somebody", "s1", "substantial")


@pytest.mark.parametrize(("changes", "reason"), WRONG)
def test_what_does_not_hold_is_refused(changes: dict[str, Any], reason: str) -> None:
    assert outcome(signed(changes)) == reason


@pytest.mark.parametrize(("changes", "reason"), WRONG)
def test_without_the_check_it_would_not_be_refused_for_that(
    changes: dict[str, Any], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[[bool, str], None] = tokens._require
    monkeypatch.setattr(tokens, "_require", lambda holds, why: None if why == reason else real(holds, why))
    try:
        found = outcome(signed(changes))
    except (TypeError, KeyError):
        return
    assert found != reason


def test_a_token_for_several_is_taken_if_it_is_ours_by_name() -> None:
    assert outcome(signed({"aud": [CLIENT, "another"], "azp": CLIENT})) == "somebody"


def test_a_key_that_is_not_the_providers_is_refused() -> None:
    assert outcome(signed({}, key=OTHER)) == "signature"


def test_no_algorithm_and_a_shared_secret_are_refused() -> None:
    for alg in ("RS384", "RS512", "ES512"):
        assert alg not in tokens.ALGORITHMS
    header, body, _ = signed({}).split(".")
    none = "eyJhbGciOiJub25lIn0"
    for token in (f"{none}.{body}.", f"{header}.{body}.", f"{none}.{body}.AAAA", "", "a.b.c", "x"):
        assert outcome(token) == "signature"
    # The old trick: the public key, which everybody has, taken for a shared secret.
    shared = base64url(json.dumps({"alg": "HS256", "kid": RSA.kid}).encode())
    seal = hmac.new(RSA.as_pem(private=False), f"{shared}.{body}".encode(), sha256).digest()
    assert outcome(f"{shared}.{body}.{base64url(seal)}") == "signature"


def test_a_signed_token_that_is_changed_is_refused() -> None:
    header, _, seal = signed({}).split(".")
    _, other, _ = signed({"sub": "somebody else"}).split(".")
    assert outcome(f"{header}.{other}.{seal}") == "signature"


@pytest.mark.parametrize("verified", [None, NOW - 41, NOW + 31, "now"])
def test_a_step_up_needs_somebody_who_was_verified_for_it(verified: Any) -> None:
    assert outcome(signed({"auth_time": verified}), STEP_UP) == "verified_before"
    assert outcome(signed({"auth_time": NOW - 5}), STEP_UP) == "somebody"


def test_the_person_may_be_named_by_pid() -> None:
    expected = Expected(ISSUER, CLIENT, NONCE, ("substantial",), subject_claim="pid")
    assert outcome(signed({"pid": "12345678901"}), expected) == "12345678901"
    assert outcome(signed({}), expected) == "subject"


def ended(changes: dict[str, Any]) -> str:
    """Give whose session has ended by a logout_token, or why it is refused."""
    base: dict[str, Any] = {"events": {ENDED: {}}, "jti": "j1", "nonce": None, "acr": None, "auth_time": None}
    try:
        found = check_logout_token(
            signed(base | changes), KEYS, issuer=ISSUER, client_id=CLIENT, subject_claim="sub", at=AT
        )
    except TokenRefused as refusal:
        return refusal.reason
    return f"{found.sid} {found.subject}"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, "s1 somebody"),
        ({"sub": None}, "s1 "),
        ({"sid": None}, " somebody"),
        ({"exp": None}, "s1 somebody"),
        ({"sid": None, "sub": None}, "subject"),
        ({"events": None}, "event"),
        ({"events": {"other": {}}}, "event"),
        ({"events": [ENDED]}, "event"),
        ({"nonce": NONCE}, "nonce"),
        ({"jti": None}, "token_id"),
        ({"aud": "another"}, "audience"),
        ({"iss": "https://elsewhere.example"}, "issuer"),
        ({"exp": NOW - 31}, "expired"),
        ({"iat": NOW - 331}, "issued"),
    ],
)
def test_a_logout_token_ends_what_it_says_and_only_if_all_of_it_holds(
    changes: dict[str, Any], found: str
) -> None:
    assert ended(changes) == found
