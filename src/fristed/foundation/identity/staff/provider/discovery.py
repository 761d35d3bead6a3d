"""The provider's document and its keys: fetched with time limits, kept an hour, asked anew for a new key."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from fristed.foundation.identity.staff.provider.profile import is_on_this_machine
from fristed.foundation.identity.staff.provider.tokens import TokenRefused

SECONDS = 5.0
LARGEST_ANSWER = 200_000
KEPT = timedelta(hours=1)
# Tokens with made-up key ids must not make us ask the provider all the time.
ASKED_AT_MOST_EVERY = timedelta(minutes=1)
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class ProviderUnreachable(Exception):
    """The provider does not answer as it should; nothing of what it said is passed on."""


@dataclass(frozen=True, slots=True)
class Document:
    """What the provider says of itself, and its public keys."""

    addresses: dict[str, str]
    keys: KeySet
    fetched_at: datetime


@dataclass(slots=True)
class Shelf:
    """What has been fetched, by issuer; each process has its own."""

    documents: dict[str, Document] = field(default_factory=dict)


SHELF = Shelf()


def client() -> httpx.Client:
    """Give a client that follows nothing, waits briefly and uses no proxy of the surroundings."""
    return httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False)


def read_json(answer: httpx.Response) -> dict[str, Any]:
    """Read an answer that must be a JSON object.

    Raises
    ------
    ProviderUnreachable
        If it is a refusal, too large or something else.
    """
    if answer.status_code != httpx.codes.OK or len(answer.content) > LARGEST_ANSWER:
        raise ProviderUnreachable(f"status {answer.status_code}")
    try:
        found = json.loads(answer.content)
    except ValueError as wrong:
        raise ProviderUnreachable("no JSON") from wrong
    if not isinstance(found, dict):
        raise ProviderUnreachable("no JSON object")
    return found


def _fetch(issuer: str, *, at: datetime) -> Document:
    try:
        with client() as web:
            found = read_json(web.get(f"{issuer}/.well-known/openid-configuration"))
            if found.get("iss", found.get("issuer")) != issuer:
                raise ProviderUnreachable("another issuer")
            addresses = {name: value for name, value in found.items() if isinstance(value, str)}
            if any(not _is_safe(addresses.get(name, "")) for name in NEEDED):
                raise ProviderUnreachable("an address is missing or without TLS")
            keys = KeySet.import_key_set(read_json(web.get(addresses["jwks_uri"])))  # type: ignore[arg-type]
    except (httpx.HTTPError, JoseError, ValueError, KeyError, TypeError) as wrong:
        raise ProviderUnreachable(type(wrong).__name__) from wrong
    return Document(addresses, keys, at)


def _is_safe(address: str) -> bool:
    return address.startswith("https://") or (address.startswith("http://") and is_on_this_machine(address))


def document_of(issuer: str, *, at: datetime, shelf: Shelf = SHELF) -> Document:
    """Give the provider's document, fetched at most an hour ago.

    Raises
    ------
    ProviderUnreachable
        If it cannot be fetched and none is fresh.
    """
    kept = shelf.documents.get(issuer)
    if kept is None or not timedelta(0) <= at - kept.fetched_at < KEPT:
        kept = shelf.documents[issuer] = _fetch(issuer, at=at)
    return kept


def keys_for(token: str, issuer: str, *, at: datetime, shelf: Shelf = SHELF) -> KeySet:
    """Give the provider's keys; asked for anew, at most once a minute, when a token names one not known.

    Raises
    ------
    ProviderUnreachable
        If the keys cannot be fetched.
    TokenRefused
        If the token is none.
    """
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError) as wrong:
        raise TokenRefused("signature") from wrong
    found = document_of(issuer, at=at, shelf=shelf)
    known = {key.kid for key in found.keys.keys}
    if header.get("kid") not in known and at - found.fetched_at >= ASKED_AT_MOST_EVERY:
        found = shelf.documents[issuer] = _fetch(issuer, at=at)
    return found.keys
