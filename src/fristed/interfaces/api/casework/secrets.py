"""How a client is shown the secret that its events are signed with."""

from __future__ import annotations

import base64

PREFIX = "whsec_"


def secret_words(secret: str) -> str:
    """Write a secret, given in hexadecimal, as libraries of the scheme of standardwebhooks.com read it.

    Examples
    --------
    >>> secret_words("00ff")
    'whsec_AP8='
    """
    return PREFIX + base64.b64encode(bytes.fromhex(secret)).decode()
