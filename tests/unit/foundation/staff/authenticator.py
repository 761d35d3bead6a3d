"""An authenticator in software: makes passkeys and answers with them, rightly or as asked wrongly."""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import base64url_to_bytes

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def base64url(content: bytes) -> str:
    """Write bytes as browsers do."""
    return urlsafe_b64encode(content).decode().rstrip("=")


@dataclass(slots=True)
class Authenticator:
    """One key on one device; ``count`` is what it says of how often it was used."""

    origin: str = "http://localhost"
    host: str = "localhost"
    verifies: bool = True
    count: int = 0
    user: bytes = b""
    key: Any = field(default_factory=lambda: generate_private_key(SECP256R1()))
    number: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, flags: int, more: bytes = b"") -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big") + more

    def create(self, options: dict[str, Any]) -> str:
        """Make the passkey, and answer as a browser would."""
        self.user = json_bytes(options["user"]["id"])
        point = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.number).to_bytes(2, "big") + self.number + cbor2.dumps(public)
        data = {"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED, attested)}
        said = self._said("webauthn.create", options["challenge"])
        return self._answer({"clientDataJSON": said, "attestationObject": cbor2.dumps(data)})

    def get(self, options: dict[str, Any]) -> str:
        """Answer with the passkey."""
        self.count += 1
        said, data = self._said("webauthn.get", options["challenge"]), self._data(0)
        signature = self.key.sign(data + sha256(said).digest(), ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": said,
                "authenticatorData": data,
                "signature": signature,
                "userHandle": self.user,
            }
        )

    def _answer(self, response: dict[str, bytes]) -> str:
        number = base64url(self.number)
        written = {name: base64url(value) for name, value in response.items()}
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": written})


def json_bytes(text: str) -> bytes:
    """Read bytes as options write them."""

    return base64url_to_bytes(text)
