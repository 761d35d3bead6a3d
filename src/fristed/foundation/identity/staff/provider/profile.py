"""What must be known of the provider and of ourselves as its client; given by the settings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey


class ProviderMisconfigured(Exception):
    """The settings of the provider cannot be used; the message says which."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The provider, our client there, and the levels of assurance we take.

    Attributes
    ----------
    issuer
        Address of the provider; https, except on this machine itself.
    levels
        The levels (``acr``) that are enough, the one to ask for first.
    subject_claim
        ``sub`` or ``pid``: which claim names the person.
    """

    issuer: str
    client_id: str
    key_file: Path
    levels: tuple[str, ...]
    subject_claim: str
    name: str

    def client_key(self) -> RSAKey | ECKey:
        """Read our private key."""
        return read_key(self.key_file)

    def signs_with(self) -> str:
        """Give the algorithm that goes with our key."""
        return "ES256" if self.client_key().key_type == "EC" else "RS256"


@cache
def read_key(path: Path) -> RSAKey | ECKey:
    """Read a private key from a file: PEM or a JSON Web Key."""
    text = path.read_text("utf-8")
    content = json.loads(text) if text.lstrip().startswith("{") else text
    for kind in (RSAKey, ECKey):
        try:
            return kind.import_key(content)
        except (ValueError, TypeError, KeyError, JoseError):
            continue
    raise ProviderMisconfigured("FRISTED_OIDC_KEY_FILE holds no RSA or EC key.")


def is_on_this_machine(address: str) -> bool:
    """Whether an address leads to this machine alone."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def provider_profile() -> Profile | None:
    """Give the profile of the settings, or nothing where no provider is used.

    Raises
    ------
    ProviderMisconfigured
        If an issuer is given but the rest is not, or it is reached without TLS over the network.
    """
    issuer = settings.OIDC_ISSUER.rstrip("/")
    if not issuer:
        return None
    if not issuer.startswith("https://") and not is_on_this_machine(issuer):
        raise ProviderMisconfigured("FRISTED_OIDC_ISSUER must begin with https://.")
    if not settings.OIDC_CLIENT_ID or not settings.OIDC_KEY_FILE or not settings.OIDC_LEVELS:
        raise ProviderMisconfigured("FRISTED_OIDC_CLIENT_ID, _KEY_FILE and _LEVELS must be given too.")
    if settings.OIDC_SUBJECT not in ("sub", "pid"):
        raise ProviderMisconfigured("FRISTED_OIDC_SUBJECT must be sub or pid.")
    return Profile(
        issuer=issuer,
        client_id=settings.OIDC_CLIENT_ID,
        key_file=Path(settings.OIDC_KEY_FILE),
        levels=tuple(settings.OIDC_LEVELS),
        subject_claim=settings.OIDC_SUBJECT,
        name=settings.OIDC_NAME,
    )
