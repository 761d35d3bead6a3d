"""How near the fields of this room come to a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "StoredChains.id": PrivacyClass.KEY,
        "StoredChains.year": PrivacyClass.CODED,
        "StoredChains.policy": PrivacyClass.CODED,
        "StoredChains.payload": PrivacyClass.CODED,
        "StoredChains.payload_sha256": PrivacyClass.SEAL,
        "StoredChains.facts_sha256": PrivacyClass.SEAL,
        "StoredChains.computed_at": PrivacyClass.DAY,
        "StoredChains.computed_by": PrivacyClass.STAFF,
    }
)
