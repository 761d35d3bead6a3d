"""How near the fields of this room come to a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "StoredOutreach.id": PrivacyClass.KEY,
        "StoredOutreach.year": PrivacyClass.CODED,
        "StoredOutreach.policy": PrivacyClass.CODED,
        "StoredOutreach.payload": PrivacyClass.CODED,
        "StoredOutreach.payload_sha256": PrivacyClass.SEAL,
        "StoredOutreach.facts_sha256": PrivacyClass.SEAL,
        "StoredOutreach.computed_at": PrivacyClass.DAY,
        "StoredOutreach.computed_by": PrivacyClass.STAFF,
    }
)
