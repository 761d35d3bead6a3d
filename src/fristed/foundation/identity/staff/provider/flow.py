"""The code flow: where to send somebody, and who it is that comes back."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.db import IntegrityError, transaction
from joserfc import jwt

from fristed.foundation.identity.staff.keys import mac
from fristed.foundation.identity.staff.models import SpentToken
from fristed.foundation.identity.staff.provider.discovery import (
    ProviderUnreachable,
    client,
    document_of,
    keys_for,
    read_json,
)
from fristed.foundation.identity.staff.provider.profile import Profile
from fristed.foundation.identity.staff.provider.tokens import (
    EndedThere,
    Expected,
    Shown,
    TokenRefused,
    check_id_token,
    check_logout_token,
)

AWAY_AT_MOST = timedelta(minutes=10)
ASSERTION_SECONDS = 60
REMEMBERED = timedelta(days=1)
BY_A_KEY = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass(frozen=True, slots=True)
class Journey:
    """What we keep, in the visitor's own session, of somebody who has been sent to the provider."""

    state: str
    nonce: str
    verifier: str
    purpose: str
    begun_at: str
    back_to: str

    def as_record(self) -> dict[str, str]:
        """Give it as the session keeps it."""
        return asdict(self)


def begin(
    profile: Profile, *, purpose: str, return_address: str, back_to: str, language: str, at: datetime
) -> tuple[Journey, str]:
    """Give what to keep and where to send somebody: to sign in, to step up, or to bind an account.

    Raises
    ------
    ProviderUnreachable
        If the provider's document cannot be had.
    """
    document = document_of(profile.issuer, at=at)
    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    journey = Journey(state, nonce, verifier, purpose, at.isoformat(), back_to)
    anew = {"prompt": "login", "max_age": "0"} if purpose == "step-up" else {}
    wanted: dict[str, Any] = {
        "scope": "openid profile" if profile.subject_claim == "pid" else "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": create_s256_code_challenge(verifier),
        "code_challenge_method": "S256",
        "acr_values": " ".join(profile.levels),
        "ui_locales": language,
        "response_mode": "query",
        **anew,
    }
    address = prepare_grant_uri(
        document.addresses["authorization_endpoint"],
        client_id=profile.client_id,
        response_type="code",
        redirect_uri=return_address,
        **wanted,
    )
    return journey, str(address)


def finish(
    profile: Profile,
    journey: Journey,
    *,
    state: str,
    code: str,
    issuer: str,
    return_address: str,
    at: datetime,
) -> Shown:
    """Give who has come back from the provider.

    Parameters
    ----------
    issuer
        What the answer says in ``iss``; empty where the provider does not say it.

    Raises
    ------
    TokenRefused
        If anything about the answer does not hold.
    ProviderUnreachable
        If the provider does not answer as it should, or does not take the code.
    """
    begun = datetime.fromisoformat(journey.begun_at)
    if not hmac.compare_digest(state.encode(errors="replace"), journey.state.encode()):
        raise TokenRefused("state")
    if not timedelta(0) <= at - begun <= AWAY_AT_MOST:
        raise TokenRefused("too_late")
    if issuer and issuer != profile.issuer:
        raise TokenRefused("issuer")
    if not code:
        raise TokenRefused("no_code")
    token = _exchange(profile, journey, code=code, return_address=return_address, at=at)
    expected = Expected(
        issuer=profile.issuer,
        client_id=profile.client_id,
        nonce=journey.nonce,
        levels=profile.levels,
        subject_claim=profile.subject_claim,
        verified_after=begun if journey.purpose == "step-up" else None,
    )
    return check_id_token(token, keys_for(token, profile.issuer, at=at), expected, at=at)


def client_assertion(profile: Profile, *, audience: str, at: datetime) -> str:
    """Sign who we are with our private key, for one call within a minute."""
    now, key = int(at.timestamp()), profile.client_key()
    header = {"alg": profile.signs_with(), "kid": key.kid or key.thumbprint()}
    claims = {
        "iss": profile.client_id,
        "sub": profile.client_id,
        "aud": audience,
        "iat": now,
        "exp": now + ASSERTION_SECONDS,
        "jti": secrets.token_urlsafe(24),
    }
    return jwt.encode(header, claims, key, algorithms=[header["alg"]])


def _exchange(profile: Profile, journey: Journey, *, code: str, return_address: str, at: datetime) -> str:
    """Give the id_token that the provider gives for a code."""
    address = document_of(profile.issuer, at=at).addresses["token_endpoint"]
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": return_address,
        "client_id": profile.client_id,
        "code_verifier": journey.verifier,
        "client_assertion_type": BY_A_KEY,
        "client_assertion": client_assertion(profile, audience=profile.issuer, at=at),
    }
    try:
        with client() as web:
            found = read_json(web.post(address, data=form))
    except httpx.HTTPError as wrong:
        raise ProviderUnreachable(type(wrong).__name__) from wrong
    if not isinstance(found.get("id_token"), str):
        raise ProviderUnreachable("no id_token")
    return str(found["id_token"])


def ended_at_provider(profile: Profile, token: str, *, at: datetime) -> EndedThere:
    """Give what a logout_token ends; the same token is taken once.

    Raises
    ------
    TokenRefused
        If anything about it does not hold, or it has been used.
    ProviderUnreachable
        If the provider's keys cannot be had.
    """
    found = check_logout_token(
        token,
        keys_for(token, profile.issuer, at=at),
        issuer=profile.issuer,
        client_id=profile.client_id,
        subject_claim=profile.subject_claim,
        at=at,
    )
    SpentToken.objects.filter(spent_at__lt=at - REMEMBERED).delete()
    try:
        with transaction.atomic():
            SpentToken.objects.create(token_mac=mac("logout token", found.token_id), spent_at=at)
    except IntegrityError as again:
        raise TokenRefused("used") from again
    return found


def sign_out_address(profile: Profile, *, return_address: str, at: datetime) -> str:
    """Give where somebody also signs out of the provider; empty where it offers none or does not answer.

    No token is sent along, so that no identity stands in an address: the provider asks whom it knows.
    """
    try:
        address = document_of(profile.issuer, at=at).addresses.get("end_session_endpoint", "")
    except ProviderUnreachable:
        return ""
    parameters = {"client_id": profile.client_id, "post_logout_redirect_uri": return_address}
    return f"{address}?{httpx.QueryParams(parameters)}" if address else ""
