"""One running provider for all tests that sign in with one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from fristed.foundation.identity.staff.provider import discovery
from tests.identity_provider.running import Running, install, private_key, provider


@pytest.fixture(scope="session")
def client_keys() -> dict[str, RSAKey]:
    """The private keys of two clients: ours, and another one's."""
    return {"fristed": private_key(), "another": private_key()}


@pytest.fixture(scope="session")
def running(client_keys: dict[str, RSAKey]) -> Iterator[Running]:
    """The provider, installed where it is not, and started."""
    install()
    with provider(client_keys) as started:
        yield started


@pytest.fixture(autouse=True)
def _fresh_shelf() -> None:
    """Let no test see what another has fetched."""
    discovery.SHELF.documents.clear()


@pytest.fixture
def ours(
    running: Running, client_keys: dict[str, RSAKey], settings: Any, tmp_path: Path
) -> Iterator[Running]:
    """The provider as our settings know it."""
    key_file = tmp_path / "client-key.pem"
    key_file.write_bytes(client_keys["fristed"].as_pem(private=True))
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = running.issuer, "fristed"
    settings.OIDC_KEY_FILE, settings.OIDC_LEVELS = str(key_file), ["substantial", "high"]
    settings.DATA, settings.SECOND_FACTOR = tmp_path, "required"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield running
    running.close_browsers()
