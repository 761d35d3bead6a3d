"""How near each stored field comes to a person; a test fails on a field that has not been classed.

Each room classes its own fields beside its models, in a mapping from ``Model.field`` to a class.
"""

from __future__ import annotations

import re
from enum import StrEnum


class PrivacyClass(StrEnum):
    """What a field may tell, from nothing to most."""

    KEY = "key"
    """A number the database gives; it leaves no room."""
    CODED = "coded"
    """A code of a list. Alone it points at nobody; many together may, and counts of them are protected."""
    DAY = "day"
    """A date or time. Statistics see its year at most."""
    POINTER = "pointer"
    """A random reference that those who work on the case may hold; it stays out of the statistics."""
    STAFF = "staff"
    """Tells which member of staff; not about the person the case concerns."""
    SEAL = "seal"
    """A hash that proves, and a password that is kept as one."""
    IDENTITY = "identity"
    """Says who the person is. It is stored sealed only, in zone B, and only on a legal basis."""
    PLACE = "place"
    """Says where the person is. It is stored sealed to named officers only, in zone C."""
    TEXT = "text"
    """Free text. There is none in the register."""


# What may be turned into an anonymous fact.
INTO_STATISTICS = frozenset({PrivacyClass.CODED, PrivacyClass.DAY})

IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")
"""The form of an identity number: eleven figures, or six and five; a text for everybody must not have it."""
